package io.shopledger.shopify.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.shopledger.StoreId;
import io.shopledger.shopify.AdapterApplication;
import io.shopledger.shopify.AdapterOverHttp;
import io.shopledger.shopify.FakeShopify;
import io.shopledger.shopify.FakeShopify.Said;
import io.shopledger.shopify.OverHttp;
import io.shopledger.shopify.OverHttp.Answer;
import io.shopledger.shopify.governor.Governors;
import io.shopledger.shopify.governor.Priority;
import io.shopledger.shopify.graphql.Call;
import io.shopledger.shopify.graphql.GraphQlClient;
import io.shopledger.shopify.graphql.ShopifyFailure.Parked;
import io.shopledger.shopify.vault.StoreSecrets;
import io.shopledger.shopify.vault.StoreSecrets.Kind;
import io.shopledger.store.ShopifyBudget;
import io.shopledger.store.ShopifyBudget.Budget;
import io.shopledger.store.StoreCommand.ConnectStore;
import io.shopledger.store.StoreCommand.DisconnectStore;
import io.shopledger.store.StoreEvent.Shop;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

@AdapterOverHttp
class StoresApiTest {
    private static final AtomicInteger SHOPS = new AtomicInteger();
    private static final String GRANT = "admin/oauth/access_token";

    @Value("${local.server.port}")
    private int port;

    @Autowired
    private StoreSecrets secrets;

    @Autowired
    private GraphQlClient shopify;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private Verifying verifying;

    @Autowired
    private RecurringTask<Void> storeTrials;

    @Autowired
    private ShopifyBudget budget;

    private OverHttp http;
    private String shop;

    @BeforeEach
    void start() {
        http = new OverHttp(port);
        shop = "stores-" + SHOPS.incrementAndGet() + ".myshopify.com";
        FakeShopify.forgetAll();
        shopIsThere();
        FakeShopify.answers("AccessScopes", 200, """
                {"data":{"currentAppInstallation":{"id":"gid://shopify/AppInstallation/1","accessScopes":[
                {"handle":"write_products"},{"handle":"read_orders"}]}}}""");
    }

    private static void shopIsThere() {
        FakeShopify.answers(
                "Shop", asked -> new Said(200, """
                {"data":{"shop":{"id":"gid://shopify/Shop/%d","myshopifyDomain":"%s","name":"Demo","currencyCode":"EUR",
                "ianaTimezone":"Europe/Berlin","plan":{"publicDisplayName":"Basic"}}}}""".formatted(asked.shop().hashCode() & 0xffffffffL, asked.shop())));
    }

    private Answer connect(String token) {
        return http.post("/api/v1/stores", """
                {"store_domain":"%s","access_token":"%s","api_key":"key","api_secret":"secret","private_app":true}""".formatted(shop, token));
    }

    private StoreId id(Answer answer) {
        return new StoreId(answer.at("/id").asLong());
    }

    @Test
    void newStore_isTriedAndConnected() {
        Answer answer = connect("shpat_1");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.at("/store_domain").asString()).isEqualTo(shop);
        assertThat(answer.at("/status").asString()).isEqualTo("connected");
        assertThat(answer.at("/name").asString()).isEqualTo("Demo");
        assertThat(answer.at("/currency").asString()).isEqualTo("EUR");
        assertThat(answer.at("/time_zone").asString()).isEqualTo("Europe/Berlin");
        assertThat(answer.at("/shop_id").asString()).startsWith("gid://shopify/Shop/");
        assertThat(answer.at("/generation").asInt()).isEqualTo(1);
        assertThat(answer.at("/private_app").asBoolean()).isTrue();
        assertThat(FakeShopify.asked("Shop").get(0).token()).isEqualTo("shpat_1");
    }

    @Test
    void whatTheAppMayDo_isReported() {
        Answer answer = connect("shpat_1");
        List<String> missing = answer.at("/scopes/missing")
                .valueStream()
                .map(scope -> scope.asString())
                .toList();
        assertThat(missing)
                .contains("write_orders", "read_customers")
                .doesNotContain("read_orders", "write_products", "read_products"); // writing includes reading
        assertThat(answer.at("/scopes/granted").size()).isEqualTo(2);
        assertThat(answer.at("/scopes/all_orders").asBoolean()).isFalse();
    }

    @Test
    void noAnswerHoldsASecret() {
        String all = connect("shpat_hush").body()
                + http.get("/api/v1/stores").body()
                + http.get("/api/v1/stores/" + id(connect("shpat_hush"))).body();
        assertThat(all).doesNotContain("shpat_hush", "\"secret\"");
    }

    @Test
    void sameStoreAgain_renewsItsCredentials() {
        Answer first = connect("shpat_1");
        shop = shop.toUpperCase();
        Answer again = connect("shpat_2");
        assertThat(again.status()).isEqualTo(200);
        assertThat(id(again)).isEqualTo(id(first));
        assertThat(again.at("/generation").asInt()).isEqualTo(1);
        assertThat(secrets.valid(id(first), Kind.ACCESS_TOKEN)).first().isEqualTo("shpat_2");
    }

    @Test
    void whatIsNoShop_isNeverCalled() {
        for (String bad :
                List.of("", "evil.example", "demo.myshopify.com.evil.example", "a/b.myshopify.com", "127.0.0.1")) {
            shop = bad;
            Answer answer = connect("shpat_1");
            assertThat(answer.status()).as(bad).isEqualTo(400);
            assertThat(answer.problem()).isEqualTo("bad-request");
        }
        assertThat(http.post("/api/v1/stores", "{\"access_token\":\"shpat_1\"}").status())
                .isEqualTo(400);
        assertThat(FakeShopify.ASKED).isEmpty();
    }

    @Test
    void tokenThatShopifyRefuses_is422AndKeepsNothing() {
        FakeShopify.answers("Shop", 401, "{\"errors\":\"[API] Invalid API key or access token\"}");
        Answer answer = connect("shpat_dead");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("credentials-refused");
        assertThat(answer.body()).doesNotContain("shpat_dead");
        assertThat(jdbc.queryForObject("select count(*) from ledger.store where domain = ?", Long.class, shop))
                .isZero();
    }

    @Test
    void tokenOfAnotherStore_is422() {
        FakeShopify.answers(
                "Shop",
                200,
                "{\"data\":{\"shop\":{\"id\":\"gid://shopify/Shop/7\","
                        + "\"myshopifyDomain\":\"other.myshopify.com\"}}}");
        assertThat(connect("shpat_1").problem()).isEqualTo("other-store");
    }

    @Test
    void whileShopifyIsDown_theStoreIsUnverified() {
        FakeShopify.answers("Shop", 503, "");
        Answer answer = connect("shpat_1");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.at("/status").asString()).isEqualTo("unverified");
        assertThat(verifying.due()).contains(id(answer));
        assertThat(verifying.verify(id(answer))).isFalse();
        shopIsThere();
        assertThat(verifying.verify(id(answer))).isTrue();
        assertThat(verifying.due()).doesNotContain(id(answer));
        assertThat(http.get("/api/v1/stores/" + id(answer)).at("/status").asString())
                .isEqualTo("connected");
    }

    @Test
    void frozenStore_isParkedWithItsReason() {
        FakeShopify.answers("Shop", 402, "{}");
        Answer answer = connect("shpat_1");
        assertThat(answer.at("/status").asString()).isEqualTo("parked");
        assertThat(answer.at("/status_reason").asString()).isEqualTo("store-frozen");
    }

    @Test
    void storeThatFreezes_isParked_saysWhatWaits_andComesBackByTheSchedule() {
        StoreId store = id(connect("shpat_1"));
        FakeShopify.answers("Shop", 402, "{}");
        assertThatThrownBy(() -> shopify.ask(store, Call.of("shop", Priority.PEOPLE, "test")))
                .isInstanceOf(Parked.class);
        Answer parked = http.get("/api/v1/stores/" + store);
        assertThat(parked.at("/status").asString()).isEqualTo("parked");
        assertThat(parked.at("/status_reason").asString()).isEqualTo("store-frozen");
        assertThat(parked.at("/status_detail").asString()).contains("want of payment", "waits");
        assertThat(verifying.due()).contains(store);
        shopIsThere();
        storeTrials.execute(new TaskInstance<>("store-trials", "recurring"), null);
        assertThat(http.get("/api/v1/stores/" + store).at("/status").asString()).isEqualTo("connected");
    }

    @Test
    void budget_isKnownFromTheTrialOn_inEveryProcess() {
        FakeShopify.answers("AccessScopes", 200, """
                {"data":{"currentAppInstallation":{"id":"gid://shopify/AppInstallation/1","accessScopes":[]}},
                "extensions":{"cost":{"requestedQueryCost":3,"actualQueryCost":3,"throttleStatus":
                {"maximumAvailable":4000.0,"currentlyAvailable":0,"restoreRate":0.001}}}}""");
        StoreId store = id(connect("shpat_1"));
        assertThat(budget.of(store)).map(Budget::remaining).contains(0L);
        assertThat(Governors.another(jdbc, transactions).of(store))
                .as("in every process")
                .map(Budget::remaining)
                .contains(0L);
    }

    @Test
    void withoutAToken_oneIsAskedFor() {
        FakeShopify.answers(
                GRANT, 200, "{\"access_token\":\"shpca_1\",\"scope\":\"read_orders\",\"expires_in\":86399}");
        Answer answer = http.post(
                "/api/v1/stores",
                "{\"store_domain\":\"%s\",\"api_key\":\"key\",\"api_secret\":\"secret\"}".formatted(shop));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.at("/status").asString()).isEqualTo("connected");
        assertThat(FakeShopify.asked(GRANT).get(0).body())
                .isEqualTo("grant_type=client_credentials&client_id=key&client_secret=secret");
        assertThat(FakeShopify.asked("Shop").get(0).token()).isEqualTo("shpca_1");
    }

    @Test
    void tokenThatEnded_isAskedForAnew() {
        FakeShopify.answers(GRANT, 200, "{\"access_token\":\"shpca_1\",\"expires_in\":86399}");
        StoreId store = id(http.post("/api/v1/stores", "{\"store_domain\":\"%s\"}".formatted(shop)));
        assertThat(FakeShopify.asked(GRANT).get(0).body()).contains("client_id=app-key");
        FakeShopify.answers(GRANT, 200, "{\"access_token\":\"shpca_2\",\"expires_in\":86399}");
        FakeShopify.answers(
                "Shop",
                asked -> asked.token().equals("shpca_2")
                        ? new Said(200, "{\"data\":{\"shop\":{\"id\":\"x\"}}}")
                        : new Said(401, ""));
        shopify.ask(store, Call.of("shop", Priority.PEOPLE, "test"));
        assertThat(secrets.valid(store, Kind.ACCESS_TOKEN)).first().isEqualTo("shpca_2");
        jdbc.update(
                "update ledger.store set token_expires_at = now() + interval '1 minute' where id = ?", store.value());
        FakeShopify.answers(GRANT, 200, "{\"access_token\":\"shpca_3\",\"expires_in\":86399}");
        FakeShopify.answers("Shop", 200, "{\"data\":{\"shop\":{\"id\":\"x\"}}}");
        shopify.ask(store, Call.of("shop", Priority.PEOPLE, "test"));
        assertThat(FakeShopify.asked("Shop"))
                .last()
                .extracting(FakeShopify.Asked::token)
                .isEqualTo("shpca_3");
    }

    @Test
    void credentialsThatShopifyRefuses_are422() {
        FakeShopify.answers(GRANT, 400, "{\"error\":\"application_cannot_be_found\"}");
        Answer answer = http.post("/api/v1/stores", "{\"store_domain\":\"%s\"}".formatted(shop));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("credentials-refused");
    }

    @Test
    void tokenRevokedLater_parksTheStore() {
        StoreId store = id(connect("shpat_1"));
        FakeShopify.answers("Shop", 401, "");
        assertThatThrownBy(() -> shopify.ask(store, Call.of("shop", Priority.PEOPLE, "test")))
                .isInstanceOf(Parked.class);
        Answer seen = http.get("/api/v1/stores/" + store);
        assertThat(seen.at("/status").asString()).isEqualTo("parked");
        assertThat(seen.at("/status_reason").asString()).isEqualTo("token-refused");
        assertThat(connect("shpat_1").status()).isEqualTo(422); // the same dead one
        assertThat(http.get("/api/v1/stores/" + store).at("/status").asString()).isEqualTo("parked");
    }

    @Test
    void letGo_forgetsTheToken_andAgainIsANewInstallation() {
        StoreId store = id(connect("shpat_1"));
        Answer gone = http.delete("/api/v1/stores/" + store);
        assertThat(gone.status()).isEqualTo(200);
        assertThat(gone.at("/status").asString()).isEqualTo("disconnected");
        assertThat(secrets.valid(store, Kind.ACCESS_TOKEN)).isEmpty();
        assertThatThrownBy(() -> shopify.ask(store, Call.of("shop", Priority.PEOPLE, "test")))
                .isInstanceOf(Parked.class);
        Answer again = connect("shpat_2");
        assertThat(again.status()).isEqualTo(200);
        assertThat(id(again)).isEqualTo(store);
        assertThat(again.at("/generation").asInt()).isEqualTo(2);
        assertThat(again.at("/status").asString()).isEqualTo("connected");
    }

    @Test
    void whatBecomesOfAStore_isToldToItsAggregate() {
        AdapterApplication.SENT.clear();
        StoreId store = id(connect("shpat_1"));
        Shop demo = new Shop(shop, shop.hashCode() & 0xffffffffL, "Demo", "EUR", "Europe/Berlin");
        List<String> scopes = List.of("read_orders", "write_products");
        connect("shpat_1");
        connect("shpat_2");
        http.delete("/api/v1/stores/" + store);
        connect("shpat_3");
        assertThat(AdapterApplication.SENT)
                .containsExactly(
                        new ConnectStore(store, demo, scopes, true, 1),
                        new ConnectStore(store, demo, scopes, false, 1),
                        new ConnectStore(store, demo, scopes, true, 1),
                        new DisconnectStore(store, "asked", 1),
                        new ConnectStore(store, demo, scopes, true, 2));
    }

    @Test
    void uninstall_endsThisInstallationOnly() {
        StoreId store = id(connect("shpat_1"));
        Instant connectedAt = Instant.parse(
                http.get("/api/v1/stores/" + store).at("/connected_at").asString());
        uninstall(connectedAt.minusSeconds(60), shop);
        uninstall(connectedAt.plusSeconds(60), "other.myshopify.com");
        awaitSettled(store, 2);
        assertThat(http.get("/api/v1/stores/" + store).at("/status").asString()).isEqualTo("connected");
        uninstall(connectedAt.plusSeconds(60), shop);
        awaitSettled(store, 3);
        assertThat(http.get("/api/v1/stores/" + store).at("/status").asString()).isEqualTo("disconnected");
        assertThat(AdapterApplication.SENT).last().isEqualTo(new DisconnectStore(store, "uninstalled", 1));
    }

    private void uninstall(Instant at, String named) {
        assertThat(http.post(
                                "/api/v1/webhooks/process",
                                "{\"id\":1,\"myshopify_domain\":\"" + named + "\"}",
                                "X-Shopify-Topic",
                                "app/uninstalled",
                                "X-Shopify-Shop-Domain",
                                shop,
                                "X-Shopify-Webhook-Id",
                                java.util.UUID.randomUUID().toString(),
                                "X-Shopify-Triggered-At",
                                at.toString())
                        .status())
                .isEqualTo(200);
    }

    private void awaitSettled(StoreId store, int deliveries) {
        await().until(() -> jdbc.queryForObject(
                        "select count(*) from ledger.outcome o join ledger.inbox i on i.id = o.inbox_id"
                                + " where i.store_id = ? and i.topic = 'app/uninstalled' and o.outcome = 'handled'",
                        Long.class,
                        store.value())
                == deliveries);
    }

    @Test
    void unknownStore_is404() {
        assertThat(http.get("/api/v1/stores/999999").problem()).isEqualTo("not-found");
        assertThat(http.delete("/api/v1/stores/0").status()).isEqualTo(404);
    }
}
