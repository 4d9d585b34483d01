package io.shopledger.shopify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.StoreId;
import io.shopledger.shopify.AdapterApplication;
import io.shopledger.shopify.OverHttp;
import io.shopledger.shopify.SimulatedShopify;
import io.shopledger.shopify.store.Rotations;
import io.shopledger.shopify.vault.StoreSecrets;
import io.shopledger.shopify.vault.StoreSecrets.Kind;
import io.shopledger.simulator.Simulator;
import io.shopledger.simulator.SimulatorSettings;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;

/** A store that signs with its secret or the one before it, over HTTP, while the secret is replaced. */
@SpringBootTest(
        classes = AdapterApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "SHOPIFY_API_SECRET=app-second",
            "SHOPIFY_API_SECRET_OLD=app-first",
            "SHOPLEDGER_MASTER_KEY=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
            "spring.jackson.property-naming-strategy=SNAKE_CASE",
            "spring.flyway.enabled=false",
            "spring.main.banner-mode=off"
        })
@ContextConfiguration(initializers = SimulatedShopify.class)
class SecretRotationTest {
    private static final int PRODUCTS = 3;

    @Value("${local.server.port}")
    private int port;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private StoreSecrets secrets;

    @Autowired
    private JdbcTemplate jdbc;

    private OverHttp ours;
    private SimulatedShopify.Domain shopify;

    @BeforeEach
    void start() {
        jdbc.update(
                "update ledger.store set shop_gid = null"); // one shop is one store, and each test has one of its own
        ours = new OverHttp(port);
        shopify = SimulatedShopify.domain();
    }

    @Test
    void rotatedByTheApi_bothSignaturesAreTaken_untilTheFormerExpires() {
        StoreId store = connect("first");
        connect("second");
        try (Shop shop = new Shop("second", "first")) {
            assertThat(shop.deliveries()).as("by the new one").isEqualTo(PRODUCTS);
            shop.signsWithTheFormer(true);
            assertThat(shop.deliveries()).as("by the former").isEqualTo(PRODUCTS);
            assertThat(secrets.valid(store, Kind.APP_SECRET)).containsExactly("second", "first");
            expire(store);
            await().untilAsserted(() -> assertThat(shop.deliveries()).isZero()); // it is remembered for seconds
            shop.signsWithTheFormer(false);
            assertThat(shop.deliveries()).isEqualTo(PRODUCTS);
        }
    }

    @Test
    void rotatedByTheEnvironment_bothSignaturesAreTaken_andNoOther() {
        connect("its-own");
        try (Shop shop = new Shop("app-second", "app-first")) {
            assertThat(shop.deliveries()).isEqualTo(PRODUCTS);
            shop.signsWithTheFormer(true);
            assertThat(shop.deliveries()).isEqualTo(PRODUCTS);
        }
        try (Shop shop = new Shop("app-third", "app-zeroth")) {
            assertThat(shop.deliveries()).isZero();
        }
    }

    /** Else the former one, kept with the store when it was connected, would be good for ever. */
    @Test
    void storeConnectedWithTheAppsFormerSecret_followsToThePresent() {
        StoreId store = connect("app-first");
        Rotations.follow(context);
        assertThat(secrets.valid(store, Kind.APP_SECRET)).containsExactly("app-second", "app-first");
        expire(store);
        Rotations.follow(context);
        assertThat(secrets.valid(store, Kind.APP_SECRET)).containsExactly("app-second");
    }

    @Test
    void storeWithASecretOfItsOwn_keepsIt() {
        StoreId store = connect("its-own");
        Rotations.follow(context);
        assertThat(secrets.valid(store, Kind.APP_SECRET)).containsExactly("its-own");
    }

    private StoreId connect(String secret) {
        OverHttp.Answer answer = ours.post(
                "/api/v1/stores",
                "{\"store_domain\":\"%s\",\"access_token\":\"%s\",\"api_secret\":\"%s\"}"
                        .formatted(shopify.name, SimulatedShopify.TOKEN, secret));
        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
        return new StoreId(answer.at("/id").asLong());
    }

    private void expire(StoreId store) {
        assertThat(jdbc.update(
                        "update ledger.store_secret set valid_until = now() - interval '1 second'"
                                + " where store_id = ? and kind = 'APP_SECRET' and valid_until is not null",
                        store.value()))
                .isEqualTo(1);
    }

    /** The shop at Shopify, which tells us of each of its products whenever it is asked to. */
    private final class Shop implements AutoCloseable {
        private final Simulator simulator;
        private final OverHttp control;

        Shop(String secret, String former) {
            simulator = Simulator.start(SimulatorSettings.builder()
                    .port(0)
                    .shop(shopify.name)
                    .secret(secret)
                    .oldSecret(former)
                    .products(PRODUCTS)
                    .orders(0)
                    .customers(0)
                    .retryBase(Duration.ofMinutes(1))
                    .build());
            control = new OverHttp(simulator.address().getPort());
        }

        void signsWithTheFormer(boolean former) {
            control.post(
                    "/__sim/faults", "{\"kind\":\"old_secret\",\"rate\":%d,\"seconds\":600}".formatted(former ? 1 : 0));
        }

        /** @return how many of them we took at the first attempt */
        int deliveries() {
            int taken = told("acknowledged");
            int refused = told("refused");
            OverHttp.Answer told = control.post(
                    "/__sim/subscriptions",
                    "{\"uri\":\"http://127.0.0.1:%d/webhooks\",\"topics\":[\"products/create\"],\"seeded\":true,\"kinds\":[\"products\"]}"
                            .formatted(port));
            assertThat(told.at("/queued").asInt()).as(told.body()).isEqualTo(PRODUCTS);
            await().until(() -> told("acknowledged") - taken + told("refused") - refused == PRODUCTS);
            return told("acknowledged") - taken;
        }

        private int told(String outcome) {
            return control.get("/__sim/stats").at("/deliveries/" + outcome).asInt();
        }

        @Override
        public void close() {
            simulator.close();
        }
    }
}
