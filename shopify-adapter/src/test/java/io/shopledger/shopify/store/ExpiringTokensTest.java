package io.shopledger.shopify.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopledger.StoreId;
import io.shopledger.shopify.AdapterOnSimulator;
import io.shopledger.shopify.SimulatedShopify;
import io.shopledger.shopify.SimulatedShopify.Domain;
import io.shopledger.shopify.SimulatedShopify.Said;
import io.shopledger.shopify.governor.Priority;
import io.shopledger.shopify.graphql.Call;
import io.shopledger.shopify.graphql.GraphQlClient;
import io.shopledger.shopify.graphql.ShopifyFailure.Parked;
import io.shopledger.shopify.graphql.ShopifyFailure.Unreachable;
import io.shopledger.shopify.oauth.TokenGrants;
import io.shopledger.shopify.vault.StoreSecrets;
import io.shopledger.shopify.vault.StoreSecrets.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Tokens that end within the hour, renewed by refresh tokens that each serve until the next one was used. */
@AdapterOnSimulator
class ExpiringTokensTest {
    private static final String GRANT = "admin/oauth/access_token";

    @Autowired
    private Connecting connecting;

    @Autowired
    private TokenGrants grants;

    @Autowired
    private StoreTable table;

    @Autowired
    private StoreTargets targets;

    @Autowired
    private StoreSecrets secrets;

    @Autowired
    private Verifying verifying;

    @Autowired
    private GraphQlClient client;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcTemplate jdbc;

    private Domain shopify;
    private StoreId store;
    private String first;

    @BeforeEach
    void granted() {
        jdbc.update(
                "update ledger.store set shop_gid = null"); // one shop is one store, and each test has a store of its
        // own
        shopify = SimulatedShopify.domain();
        store = connecting
                .granted(
                        shopify.name,
                        grants.authorizationCode(shopify.name, "demo-key", "demo-secret", SimulatedShopify.grant("")))
                .store();
        jdbc.update("update ledger.store set api_key = 'demo-key' where id = ?", store.value());
        secrets.put(store, Kind.APP_SECRET, "demo-secret");
        first = targets.of(store).token();
    }

    @Test
    void grant_asksForATokenThatExpires_andKeepsBoth() {
        assertThat(shopify.asked(GRANT).get(0).get("expiring").asString()).isEqualTo("1");
        assertThat(secrets.valid(store, Kind.REFRESH_TOKEN)).hasSize(1);
        StoreRow row = table.find(store).orElseThrow();
        assertThat(Duration.between(Instant.now(), row.tokenExpiresAt())).isBetween(minutes(55), minutes(60));
        assertThat(Duration.between(Instant.now(), row.refreshExpiresAt()).toDays())
                .isBetween(89L, 90L);
        assertThat(first).isNotEqualTo(SimulatedShopify.TOKEN);
        assertThat(ask()).isEqualTo("gid://shopify/Shop/548380009");
    }

    @Test
    void tokenThatEndsSoon_isRenewedBefore_andTheOneBeforeIsKept() {
        endsIn(minutes(4));
        String second = targets.of(store).token();
        assertThat(second).isNotEqualTo(first);
        assertThat(targets.of(store).token()).as("it is good for an hour").isEqualTo(second);
        assertThat(secrets.valid(store, Kind.REFRESH_TOKEN)).hasSize(2);
        assertThat(ask()).isNotEmpty();
        assertThat(refreshes()).hasSize(1);
    }

    @Test
    void tokenThatShopifyRefuses_isRenewed_andTheCallRepeated() {
        shopify.on(
                "Shop", (asked, shop) -> targets.of(store).token().equals(first) ? new Said(401, "{}") : shop.answer());
        assertThat(ask()).isNotEmpty();
        assertThat(refreshes()).hasSize(1);
    }

    @Test
    void answerThatWasLost_isAskedForAgain_withTheSameRefreshToken() {
        endsIn(minutes(4));
        shopify.on(GRANT, (asked, shop) -> {
            shop.answer();
            return new Said(502, "");
        });
        assertThat(targets.of(store).token())
                .as("it is good for some minutes yet")
                .isEqualTo(first);
        endsIn(minutes(-1));
        assertThatThrownBy(() -> targets.of(store)).isInstanceOf(Unreachable.class);
        shopify.undisturbed();
        assertThat(targets.of(store).token()).isNotEqualTo(first);
        assertThat(refreshes().stream().distinct())
                .as("all with the one that is kept")
                .hasSize(1);
        endsIn(minutes(4));
        assertThat(ask()).isNotEmpty();
        assertThat(table.find(store).orElseThrow().status()).isEqualTo(StoreStatus.CONNECTED);
    }

    /** As after a dump was put back, of a moment between two renewals. */
    @Test
    void newestRefreshTokenThatIsRefused_isFollowedByTheOneBefore() {
        secrets.put(store, Kind.REFRESH_TOKEN, "shprt_never_granted");
        endsIn(minutes(-1));
        assertThat(targets.of(store).token()).isNotEqualTo(first);
        assertThat(refreshes()).hasSize(2).startsWith("shprt_never_granted");
        assertThat(ask()).isNotEmpty();
    }

    @Test
    void bothRefused_parksTheStore_andSaysSo() {
        endsIn(minutes(-1));
        shopify.on(GRANT, (asked, shop) -> new Said(400, "{\"error\":\"invalid_request\"}"));
        assertThatThrownBy(() -> targets.of(store)).isInstanceOf(Parked.class);
        assertThat(table.find(store).orElseThrow().statusReason()).isEqualTo("token-refused");
    }

    @Test
    void manyProcessesAtOnce_renewOnce() throws Exception {
        endsIn(minutes(-1));
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger grantsUnderWay = new AtomicInteger();
        shopify.on(GRANT, (variables, shop) -> {
            grantsUnderWay.incrementAndGet();
            asked.countDown();
            await(go);
            return shop.answer();
        });
        AtomicInteger waited = new AtomicInteger();
        List<CompletableFuture<String>> all = new ArrayList<>();
        IntStream.range(0, 6)
                .mapToObj(process -> new StoreTargets(
                        table,
                        secrets,
                        new TokenRenewal(
                                table,
                                secrets,
                                grants,
                                transaction,
                                pause -> {
                                    waited.incrementAndGet();
                                    Thread.sleep(20);
                                },
                                Clock.systemUTC()),
                        Clock.systemUTC()))
                .forEach(process -> all.add(
                        CompletableFuture.supplyAsync(() -> process.of(store).token())));
        await(asked);
        org.awaitility.Awaitility.await().until(() -> waited.get() > 0);
        go.countDown();
        assertThat(all.stream().map(CompletableFuture::join).distinct())
                .singleElement()
                .isNotEqualTo(first);
        assertThat(grantsUnderWay).hasValue(1);
    }

    @Test
    void processThatWasKilledWhileItRenewed_isFollowedByAnother() {
        endsIn(minutes(-1));
        assertThat(table.mayRenew(store, Duration.ofSeconds(100))).isTrue();
        jdbc.update("update ledger.store set renewing_until = now() - interval '1 s' where id = ?", store.value());
        assertThat(targets.of(store).token()).isNotEqualTo(first);
    }

    @Test
    void storeThatNobodyCalls_isRenewedBeforeItsAccessEnds() {
        verifying.renewBeforeItIsTooLate();
        assertThat(refreshes()).as("60 days are left").isEmpty();
        jdbc.update(
                "update ledger.store set refresh_expires_at = now() + interval '29 days' where id = ?", store.value());
        verifying.renewBeforeItIsTooLate();
        assertThat(refreshes()).hasSize(1);
        assertThat(table.find(store).orElseThrow().refreshExpiresAt())
                .isAfter(Instant.now().plus(Duration.ofDays(80)));
    }

    @Test
    void storeThatIsLetGo_keepsNoToken() {
        connecting.letGo(store);
        assertThat(secrets.valid(store, Kind.ACCESS_TOKEN)).isEmpty();
        assertThat(secrets.valid(store, Kind.REFRESH_TOKEN)).isEmpty();
        assertThat(table.find(store).orElseThrow().refreshExpiresAt()).isNull();
    }

    private String ask() {
        return client.ask(store, Call.of("shop", Priority.PEOPLE, "test"))
                .data()
                .object("shop")
                .text("id");
    }

    private List<String> refreshes() {
        return shopify.asked(GRANT).stream()
                .filter(asked -> asked.path("grant_type").asString("").equals("refresh_token"))
                .map(asked -> asked.get("refresh_token").asString())
                .toList();
    }

    private void endsIn(Duration time) {
        jdbc.update(
                "update ledger.store set token_expires_at = ? where id = ?",
                OffsetDateTime.now().plus(time),
                store.value());
    }

    private static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
