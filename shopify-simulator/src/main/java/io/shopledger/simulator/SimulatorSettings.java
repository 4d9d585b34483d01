package io.shopledger.simulator;

import io.shopledger.simulator.oauth.Tokens;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the simulated store is like. Each refusal names the setting as on the command line.
 *
 * @param port to listen on, on the loopback interface only; 0 for any that is free
 * @param shop the store's domain, such as {@code demo.myshopify.com}
 * @param token of the Admin API
 * @param scopes of that token, with commas; a code by OAuth is good for those that it was asked for with
 * @param secret the app's: signs deliveries, and gets a token by OAuth with the client id {@code demo-key}
 * @param oldSecret signs deliveries struck by the fault {@code old_secret}
 * @param products to seed: what orders are of
 * @param orders to seed, over the 60 days before the start
 * @param customers to seed: who orders are by
 * @param seed equal seeds make equal stores
 * @param plan how much the Admin API allows
 * @param liveRate changes a second from the start on, 0 for none, fractions allowed
 * @param journal file that keeps the changes over restarts; where it has begun already, its own seed, counts and start
 *     stay in force. Absent: each start begins with the seed
 * @param inFlight deliveries under way at once
 * @param retryBase pause before the first of eight retries; it doubles each time, up to 30 s. Shopify spreads its
 *     retries over four hours
 * @param clock tells when changes happen, and when the seed's 60 days end
 */
public record SimulatorSettings(
        int port,
        String shop,
        String token,
        String scopes,
        String secret,
        String oldSecret,
        int products,
        int orders,
        int customers,
        long seed,
        Plan plan,
        double liveRate,
        @Nullable Path journal,
        int inFlight,
        Duration retryBase,
        Clock clock) {

    private static final int MOST = 1_000_000;

    public SimulatorSettings {
        within("port", port, 0, 65_535);
        within("products", products, 0, MOST);
        within("orders", orders, 0, MOST);
        within("customers", customers, 0, MOST);
        within("live-rate", liveRate, 0, 5_000);
        within("in-flight", inFlight, 1, 1_000);
        within("retry-base", retryBase.toMillis(), 1, 60_000);
        if (!shop.matches("[a-z0-9][a-z0-9-]*\\.myshopify\\.com")) {
            throw new IllegalArgumentException("shop must be like demo.myshopify.com, not " + shop);
        }
        if (secret.isEmpty() || oldSecret.isEmpty()) {
            throw new IllegalArgumentException((secret.isEmpty() ? "secret" : "old-secret") + " must not be empty");
        }
    }

    /** A small store with the names that the demonstration uses. */
    public static SimulatorSettings defaults() {
        return new Builder().build();
    }

    /** Begins with {@link #defaults}. */
    public static Builder builder() {
        return new Builder();
    }

    private static void within(String setting, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            String given = value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
            throw new IllegalArgumentException(
                    "%s must be from %d to %d, not %s".formatted(setting, (long) least, (long) most, given));
        }
    }

    /** Sets what differs from the defaults. */
    public static final class Builder {
        private int port = 8011;
        private String shop = "demo.myshopify.com";
        private String token = "shpat_demo";
        private String scopes = Tokens.USUAL_SCOPES;
        private String secret = "demo-secret";
        private @Nullable String oldSecret;
        private int products = 2_000;
        private int orders = 5_000;
        private int customers = 1_000;
        private long seed = 1;
        private Plan plan = Plan.UNLIMITED;
        private double liveRate;
        private @Nullable Path journal;
        private int inFlight = 32;
        private Duration retryBase = Duration.ofMillis(200);
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        public Builder port(int port) {
            this.port = port;
            return this;
        }

        public Builder shop(String shop) {
            this.shop = shop;
            return this;
        }

        public Builder token(String token) {
            this.token = token;
            return this;
        }

        public Builder scopes(String scopes) {
            this.scopes = scopes;
            return this;
        }

        public Builder secret(String secret) {
            this.secret = secret;
            return this;
        }

        /** Unless set: the secret with {@code -old} behind it. */
        public Builder oldSecret(String oldSecret) {
            this.oldSecret = oldSecret;
            return this;
        }

        public Builder products(int products) {
            this.products = products;
            return this;
        }

        public Builder orders(int orders) {
            this.orders = orders;
            return this;
        }

        public Builder customers(int customers) {
            this.customers = customers;
            return this;
        }

        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        public Builder plan(Plan plan) {
            this.plan = plan;
            return this;
        }

        public Builder liveRate(double changesPerSecond) {
            this.liveRate = changesPerSecond;
            return this;
        }

        public Builder journal(@Nullable Path journal) {
            this.journal = journal;
            return this;
        }

        public Builder inFlight(int inFlight) {
            this.inFlight = inFlight;
            return this;
        }

        public Builder retryBase(Duration retryBase) {
            this.retryBase = retryBase;
            return this;
        }

        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        public SimulatorSettings build() {
            return new SimulatorSettings(
                    port,
                    shop,
                    token,
                    scopes,
                    secret,
                    oldSecret == null ? secret + "-old" : oldSecret,
                    products,
                    orders,
                    customers,
                    seed,
                    plan,
                    liveRate,
                    journal,
                    inFlight,
                    retryBase,
                    clock);
        }
    }
}
