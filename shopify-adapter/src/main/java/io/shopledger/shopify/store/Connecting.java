package io.shopledger.shopify.store;

import io.shopledger.StoreId;
import io.shopledger.shopify.governor.Governor;
import io.shopledger.shopify.graphql.ParkedReason;
import io.shopledger.shopify.graphql.ShopifyFailure.Parked;
import io.shopledger.shopify.graphql.ShopifyFailure.Refused;
import io.shopledger.shopify.graphql.ShopifyFailure.Unreachable;
import io.shopledger.shopify.graphql.Target;
import io.shopledger.shopify.http.NotPossible;
import io.shopledger.shopify.oauth.GrantedToken;
import io.shopledger.shopify.oauth.TokenGrants;
import io.shopledger.shopify.store.StoreTable.Ends;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Connects stores and lets them go. The registry is written first; what became of the store is told to its aggregate by
 * {@link StoreNews}.
 */
@Component
public class Connecting {
    /** Why a store was let go: a person asked for it here. */
    private static final String ASKED = "asked";

    private static final String UNINSTALLED = "uninstalled";

    private static final String CREDENTIALS_REFUSED = "credentials-refused";

    private final PostgresStoreRegistry registry;
    private final StoreTable table;
    private final TokenTrial trial;
    private final TokenGrants grants;
    private final AppSettings app;
    private final StoreNews news;
    private final Governor governor;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Connecting(
            PostgresStoreRegistry registry,
            StoreTable table,
            TokenTrial trial,
            TokenGrants grants,
            AppSettings app,
            StoreNews news,
            Governor governor,
            TransactionTemplate transaction,
            Clock clock) {
        this.registry = registry;
        this.table = table;
        this.trial = trial;
        this.grants = grants;
        this.app = app;
        this.news = news;
        this.governor = governor;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * How it went.
     *
     * @param isNew whether the store was not known before
     */
    public record Connected(StoreId store, boolean isNew) {}

    /**
     * Connects a store, or renews the credentials of one that is known.
     *
     * @throws NotPossible when the domain is none, credentials are missing, or Shopify refuses them
     */
    public Connected connect(Connection asked) {
        String domain = domain(asked.storeDomain());
        String secret =
                asked.apiSecret() != null ? asked.apiSecret() : app.apiSecret().orElse(null);
        if (asked.accessToken() != null) {
            return tried(
                    domain,
                    new Way(WayIn.TOKEN, asked, secret),
                    new GrantedToken(asked.accessToken(), null, null, null, null));
        }
        String key = asked.apiKey() != null ? asked.apiKey() : app.apiKey().orElse(null);
        if (key == null || secret == null) {
            throw NotPossible.badRequest("Neither access_token nor api_key and api_secret are given, and"
                    + " SHOPIFY_API_KEY and SHOPIFY_API_SECRET are not set. Give one or the other");
        }
        Way way = new Way(
                WayIn.CLIENT_CREDENTIALS, new Connection(domain, null, key, secret, asked.privateApp()), secret);
        try {
            GrantedToken token = grants.clientCredentials(domain, key, secret);
            return tried(domain, way, token);
        } catch (Refused refused) {
            throw NotPossible.unprocessable(
                    CREDENTIALS_REFUSED,
                    refused.getMessage() + ". Check api_key and api_secret, and that the app is installed in "
                            + domain);
        } catch (Unreachable down) {
            return keep(domain, way, null, null); // asked for when it is first needed
        }
    }

    /** A merchant has granted our app access. */
    public Connected granted(String domain, GrantedToken token) {
        Way way = new Way(
                WayIn.OAUTH,
                new Connection(domain, null, app.apiKey().orElse(null), null, false),
                app.apiSecret().orElse(null));
        return tried(domain, way, token);
    }

    /** A person lets the store go. */
    void letGo(StoreId store) {
        table.find(store).ifPresent(row -> end(row, ASKED));
    }

    /** What an uninstall came to. */
    public enum Uninstall {
        DONE("uninstalled"),
        /** It concerns an installation that is over. */
        EARLIER_INSTALLATION("earlier-installation"),
        /** Only the body is signed, and it is another shop's. */
        OTHER_SHOP("other-shop");

        private final String reason;

        Uninstall(String reason) {
            this.reason = reason;
        }

        /** @return stable, as the delivery's outcome shows it */
        public String reason() {
            return reason;
        }
    }

    /**
     * The merchant removed the app. One that was sent before the store was connected again concerns an installation that
     * is over.
     *
     * @param shopId Shopify's number of the shop that it names, where it does
     * @param shopDomain of the shop that it names, where it does
     * @param triggeredAt when Shopify says it was; absent where it does not
     */
    public Uninstall uninstalled(
            StoreId store, @Nullable Long shopId, @Nullable String shopDomain, @Nullable Instant triggeredAt) {
        StoreRow row = table.find(store).orElseThrow();
        if (isOther(row, shopId, shopDomain)) {
            return Uninstall.OTHER_SHOP;
        }
        if (triggeredAt != null && triggeredAt.isBefore(row.connectedAt())) {
            return Uninstall.EARLIER_INSTALLATION;
        }
        end(row, UNINSTALLED);
        return Uninstall.DONE;
    }

    /** @param shopId Shopify's number of a shop; absent where none is named. @return whether it is known to be another one */
    public boolean isOtherShop(StoreId store, @Nullable Long shopId) {
        return isOther(table.find(store).orElseThrow(), shopId, null);
    }

    /**
     * Shopify demands that what is personal be erased, two days after the app was removed. Where we did not hear of that,
     * and only know that the token is refused, it ends the installation as well.
     *
     * @return the installation that is over; empty where the store is connected, and so was installed again
     */
    public OptionalInt redacted(StoreId store) {
        StoreRow row = table.find(store).orElseThrow();
        if (row.status() == StoreStatus.PARKED
                && ParkedReason.TOKEN_REFUSED.code().equals(row.statusReason())) {
            end(row, UNINSTALLED);
        }
        if (!table.redacted(store, row.generation())) {
            return OptionalInt.empty();
        }
        news.redacted(store, row.generation());
        return OptionalInt.of(row.generation());
    }

    /**
     * It was so before this database was restored from an earlier state.
     *
     * @param generation of the installation that is over
     * @param at when it was over: one that was connected later is not concerned
     * @return whether it is this one
     */
    public boolean redactedBefore(StoreId store, int generation, Instant at) {
        StoreRow row = table.find(store).orElseThrow();
        if (row.generation() != generation || row.connectedAt().isAfter(at)) {
            return false;
        }
        if (row.status() != StoreStatus.DISCONNECTED) {
            end(row, UNINSTALLED);
        }
        redacted(store);
        return true;
    }

    private static boolean isOther(StoreRow row, @Nullable Long shopId, @Nullable String shopDomain) {
        if (shopDomain != null) {
            return !shopDomain.equalsIgnoreCase(row.domain());
        }
        return shopId != null && row.shopGid() != null && !row.shopGid().endsWith("/" + shopId);
    }

    private void end(StoreRow row, String reason) {
        transaction.executeWithoutResult(status -> table.disconnected(row.id(), reason));
        news.disconnected(row.id(), reason, row.generation());
    }

    /** @param secret with which Shopify signs; absent where nobody told */
    private record Way(WayIn in, Connection given, @Nullable String secret) {}

    private record Kept(StoreId store, boolean renewed) {}

    private Connected tried(String domain, Way way, GrantedToken token) {
        TokenTrial.Result result = trial.of(new Target(domain, token.accessToken()));
        Parked parked = result.parked();
        if (parked != null && parked.reason == ParkedReason.TOKEN_REFUSED) {
            throw NotPossible.unprocessable(
                    CREDENTIALS_REFUSED,
                    "Shopify refuses the access token for " + domain + " (401). Give one of this store that is alive");
        }
        Refused refused = result.refused();
        if (refused != null) {
            throw NotPossible.unprocessable(
                    "store-refused", refused.getMessage() + ". Check that " + domain + " is the store's own domain");
        }
        ShopFacts shop = result.shop();
        if (shop != null && shop.domain() != null && !domain.equalsIgnoreCase(shop.domain())) {
            throw NotPossible.unprocessable(
                    "other-store", "The access token belongs to " + shop.domain() + ", not to " + domain);
        }
        return keep(domain, way, token, result);
    }

    private Connected keep(String domain, Way way, @Nullable GrantedToken token, TokenTrial.@Nullable Result result) {
        boolean isNew = table.find(domain).isEmpty();
        try {
            Kept done = Objects.requireNonNull(transaction.execute(status -> {
                StoreId store = registry.number(domain);
                table.connected(
                        store,
                        way.in(),
                        way.given().apiKey(),
                        Boolean.TRUE.equals(way.given().privateApp()),
                        token == null ? Ends.NEVER : Ends.of(token, clock.instant()));
                boolean renewed = registry.credentials(store, token, way.secret());
                if (result != null && result.shop() != null) {
                    table.verified(store, result.shop());
                } else if (result != null && result.parked() != null) {
                    table.status(
                            store, StoreStatus.PARKED, result.parked().reason.code());
                }
                return new Kept(store, renewed);
            }));
            registry.forget(done.store(), domain);
            if (result != null) {
                result.tell(governor, done.store());
            }
            news.connected(done.store(), done.renewed());
            return new Connected(done.store(), isNew);
        } catch (DuplicateKeyException sameShop) {
            throw NotPossible.conflict("This shop is connected already under another domain. See /api/v1/stores");
        }
    }

    private static String domain(@Nullable String given) {
        return ShopDomain.of(given)
                .orElseThrow(() -> NotPossible.badRequest(
                        "store_domain is not a shop's domain. Give it as it ends in .myshopify.com, without https://"));
    }
}
