package io.shopledger.shopify.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.shopledger.StoreId;
import io.shopledger.shopify.RealPostgres;
import io.shopledger.shopify.ShopifyData;
import io.shopledger.shopify.vault.OpenVault;
import io.shopledger.shopify.vault.StoreSecrets.Kind;
import io.shopledger.store.Stores.ConnectedStore;
import io.shopledger.store.Stores.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

class PostgresStoreRegistryTest {
    private static final String DEMO = "demo.myshopify.com";

    private HikariDataSource database;
    private JdbcTemplate jdbc;
    private OpenVault vault;
    private StoreRegistry stores;

    @BeforeEach
    void start() {
        database = RealPostgres.database(10);
        jdbc = new JdbcTemplate(database);
        vault = OpenVault.on(jdbc);
        stores = registry();
    }

    @AfterEach
    void stop() {
        database.close();
    }

    private StoreRegistry registry() {
        return ConnectedStores.registry(jdbc, OpenVault.on(jdbc));
    }

    @Test
    void firstShop_isNumberOne() {
        assertThat(ConnectedStores.connect(stores, DEMO, "shpat_1", "secret")).isEqualTo(new StoreId(1));
        assertThat(stores.all()).containsExactly(new ConnectedStore(new StoreId(1), DEMO, Standing.UNVERIFIED));
    }

    @Test
    void sameShopAgain_keepsItsNumberAndRenewsItsCredentials() {
        StoreId first = ConnectedStores.connect(stores, DEMO, "shpat_1", "secret-1");
        StoreId again = ConnectedStores.connect(stores, "DEMO.myshopify.com", "shpat_2", "secret-2");
        assertThat(again).isEqualTo(first);
        assertThat(stores.all()).hasSize(1);
        assertThat(vault.secrets().valid(first, Kind.ACCESS_TOKEN)).startsWith("shpat_2");
        assertThat(stores.webhookSecrets(first)).containsExactly("secret-2", "secret-1");
    }

    @Test
    void sameCredentialsAgain_changeNothing() {
        StoreId store = ConnectedStores.connect(stores, DEMO, "shpat_1", "secret-1");
        ConnectedStores.connect(stores, DEMO, "shpat_1", "secret-1");
        assertThat(jdbc.queryForObject("select count(*) from ledger.store_secret", Long.class))
                .isEqualTo(2);
        assertThat(stores.webhookSecrets(store)).containsExactly("secret-1");
    }

    @Test
    void rotatedSecret_isKnownAtOnceHere() {
        StoreId store = ConnectedStores.connect(stores, DEMO, "shpat_1", "secret-1");
        assertThat(stores.webhookSecrets(store)).containsExactly("secret-1");
        ConnectedStores.connect(stores, DEMO, "shpat_1", "secret-2");
        assertThat(stores.webhookSecrets(store)).containsExactly("secret-2", "secret-1");
    }

    @Test
    void shopAskedForBeforeItWasConnected_isKnownAtOnceHere() {
        assertThat(stores.ofDomain(DEMO)).isEmpty();
        StoreId store = ConnectedStores.connect(stores, DEMO, "shpat_1", "secret-1");
        assertThat(stores.ofDomain("Demo.MyShopify.com"))
                .contains(new ConnectedStore(store, DEMO, Standing.UNVERIFIED));
        assertThat(stores.find(store)).contains(new ConnectedStore(store, DEMO, Standing.UNVERIFIED));
        assertThat(stores.find(new StoreId(99))).isEmpty();
    }

    @Test
    void afterARestart_everythingIsThere() {
        StoreId store = ConnectedStores.connect(stores, DEMO, "shpat_1", "secret-1");
        StoreRegistry restarted = registry();
        assertThat(restarted.ofDomain(DEMO)).contains(new ConnectedStore(store, DEMO, Standing.UNVERIFIED));
        assertThat(restarted.webhookSecrets(store)).containsExactly("secret-1");
    }

    @Test
    void manyAtOnce_agreeOnTheNumber() throws Exception {
        int threads = 8;
        CyclicBarrier together = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<StoreId>> numbers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                numbers.add(pool.submit(() -> {
                    together.await();
                    return ConnectedStores.connect(registry(), DEMO, "shpat_1", "secret-1");
                }));
            }
            for (Future<StoreId> number : numbers) {
                assertThat(number.get()).isEqualTo(numbers.get(0).get());
            }
        } finally {
            pool.shutdownNow();
        }
        StoreId store = stores.all().get(0).id();
        assertThat(stores.all()).hasSize(1);
        assertThat(stores.webhookSecrets(store)).containsOnly("secret-1");
    }

    @Test
    void badDomain_isRefused() {
        for (String bad : List.of(
                "",
                "demo",
                "myshopify.com",
                ".myshopify.com",
                "-demo.myshopify.com",
                "a.b.myshopify.com",
                "demo.myshopify.com.evil.example",
                "demo.myshopify.com/",
                "https://demo.myshopify.com",
                "demo.myshopify.com\nx",
                "demo.myshopify.com\n",
                " demo.myshopify.com",
                "dem\u00f6.myshopify.com")) {
            assertThat(ShopDomain.of(bad)).as(bad).isEmpty();
        }
    }

    /** A stricter policy is fine; what Shopify's library refuses must stay refused. */
    @Test
    void domainsThatShopifysLibraryRefuses_areRefused() {
        JsonNode vectors =
                ShopifyData.json("vectors", "official-shop-domain.json").get("vectors");
        int checked = 0;
        for (JsonNode vector : vectors) {
            checked++;
            String shop = vector.get("shop").asString("");
            if (shop.equals("shop.MYSHOPIFY.COM")) {
                continue; // the same shop as in lower case, as which it is stored; only the library in JavaScript minds
            }
            if (vector.get("sanitizeShop").isNull()) {
                assertThat(ShopDomain.of(shop)).as(shop).isEmpty();
            } else if (shop.matches("[A-Za-z0-9][A-Za-z0-9-]*\\.myshopify\\.com")) {
                assertThat(ShopDomain.of(shop)).contains(shop.toLowerCase());
            }
        }
        assertThat(checked).isEqualTo(vectors.size()).isEqualTo(38);
    }

    /** What any of five libraries refuses must stay refused; what we take, we read as they do. */
    @Test
    void domainsThatOtherLibrariesRefuse_areRefused() {
        JsonNode vectors =
                ShopifyData.json("vectors", "library-shop-domain.json").get("vectors");
        int refused = 0;
        for (JsonNode vector : vectors) {
            String shop = vector.get("input").asString("");
            if (vector.get("sanitized").isNull()) {
                refused++;
                assertThat(ShopDomain.of(shop)).as(shop).isEmpty();
            } else {
                ShopDomain.of(shop)
                        .ifPresent(taken -> assertThat(taken)
                                .isEqualTo(vector.get("sanitized").asString()));
            }
        }
        assertThat(refused).isPositive();
    }

    /** An empty key is none: HMAC cannot be made with it, and every delivery of the shop would end in a 500. */
    @Test
    void emptyAppSecret_isNoSecret() {
        StoreId store = ConnectedStores.connect(stores, DEMO, "shpat_1", "");
        assertThat(stores.webhookSecrets(store)).isEmpty();
    }
}
