package io.shopledger.shopify.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.Sealed;
import io.shopledger.StoreId;
import io.shopledger.Via;
import io.shopledger.customer.CustomerCommand.ObserveCustomer;
import io.shopledger.customer.CustomerCommand.RedactCustomer;
import io.shopledger.customer.CustomerId;
import io.shopledger.observation.Observation;
import io.shopledger.order.OrderCommand.ObserveOrder;
import io.shopledger.order.OrderCommand.RedactOrder;
import io.shopledger.order.OrderId;
import io.shopledger.privacy.PrivacyRequest;
import io.shopledger.privacy.PrivacyRequest.Kind;
import io.shopledger.privacy.PrivacyRequest.Proof;
import io.shopledger.privacy.PrivacyRequests;
import io.shopledger.shopify.AdapterApplication;
import io.shopledger.shopify.AdapterOverHttp;
import io.shopledger.shopify.FakeShopify;
import io.shopledger.shopify.FakeShopify.Said;
import io.shopledger.shopify.OverHttp;
import io.shopledger.shopify.vault.BodySeal;
import io.shopledger.shopify.vault.PersonalSeal;
import io.shopledger.store.StoreCommand.RedactStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;

@AdapterOverHttp
class RedactionTest {
    private static final AtomicInteger SHOPS = new AtomicInteger();
    private static final long ZOE = 5_001_002_003L;
    private static final long MAX = 5_001_002_004L;
    private static final long HERS = 7_001_002_003L;
    private static final long ALSO_HERS = 7_001_002_004L;

    @Value("${local.server.port}")
    private int port;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private AdapterApplication.Decider decider;

    @Autowired
    private AdapterApplication.ToldRedactions told;

    @Autowired
    private Erasures erasures;

    @Autowired
    private Eraser eraser;

    @Autowired
    private ForgottenErasures forgotten;

    @Autowired
    private ErasureWorker worker;

    @Autowired
    private PrivacyRequests requests;

    @Autowired
    private PersonalSeal personal;

    @Autowired
    private BodySeal bodies;

    private OverHttp http;
    private String shop;
    private StoreId store;
    private int deliveries;

    @BeforeEach
    void connect() {
        http = new OverHttp(port);
        shop = "privacy-" + SHOPS.incrementAndGet() + ".myshopify.com";
        FakeShopify.forgetAll();
        FakeShopify.answers(
                "Shop", asked -> new Said(200, """
                {"data":{"shop":{"id":"gid://shopify/Shop/%d","myshopifyDomain":"%s","name":"Demo","currencyCode":"EUR",
                "ianaTimezone":"Europe/Berlin","plan":{"publicDisplayName":"Basic"}}}}""".formatted(asked.shop().hashCode() & 0xffffffffL, asked.shop())));
        store = connectAgain();
        decider.decided.clear();
        AdapterApplication.SENT.clear();
    }

    private StoreId connectAgain() {
        return new StoreId(
                http.post("/api/v1/stores", """
                {"store_domain":"%s","access_token":"shpat_1","api_key":"key","api_secret":"secret"}""".formatted(shop)).at("/id").asLong());
    }

    @Test
    void redactedCustomer_losesTheKeysOfTheirsAndTheListedOrders_andEachKeptBodyThatNamesThem() {
        ObserveCustomer zoe = customer(ZOE, "zoe");
        ObserveCustomer max = customer(MAX, "max");
        ObserveOrder hers = order(HERS, ZOE);
        ObserveOrder alsoHers = order(ALSO_HERS, ZOE);
        deliver("customers/update", "{\"id\":" + ZOE + ",\"note\":\"zoe, and no JSON any more");
        deliver(
                "checkouts/update",
                "{\"token\":\"x\",\"customer\":{\"id\":" + ZOE + "},\"email\":\"zoe@example.com\"}");
        settled();
        assertThat(opened(zoe)).isTrue();

        redact(ZOE, HERS);

        PrivacyRequest request = done(Kind.CUSTOMER_REDACT);
        assertThat(request.customer()).isEqualTo(ZOE);
        assertThat(request.subjects()).containsExactly("customer/" + store + "/" + ZOE, "order/" + store + "/" + HERS);
        assertThat(request.due()).isEqualTo(request.received().plus(Duration.ofDays(30)));
        assertThat(request.doneBy()).isEqualTo("shopledger");
        assertThat(request.proof().erased()).isEqualTo(2);
        assertThat(request.proof().keysDestroyed()).isEqualTo(2);
        assertThat(decider.decided)
                .anyMatch(seen ->
                        seen instanceof RedactCustomer one && one.customerId().equals(zoe.customerId()))
                .anyMatch(
                        seen -> seen instanceof RedactOrder one && one.orderId().equals(hers.orderId()));
        assertThat(opened(zoe)).isFalse();
        assertThat(opened(hers)).isFalse();
        assertThat(opened(alsoHers)).as("was not to be forgotten").isTrue();
        assertThat(opened(max)).isTrue();
        assertThat(keptWith("zoe")).isEmpty();
        assertThat(keptWith("max")).hasSize(1);
        assertThat(keptWith("redact")).as("what demanded it").isEmpty();
    }

    @Test
    void whatComesLater_isSealedUnderNoNewKey_andItsBodyIsNotKept() {
        customer(ZOE, "zoe");
        redact(ZOE, HERS);
        done(Kind.CUSTOMER_REDACT);
        decider.decided.clear();

        assertThat(customer(ZOE, "zoe again").record().personal()).isEqualTo(Sealed.REDACTED);
        ObserveOrder late = order(HERS, ZOE);
        assertThat(late.record().personal()).isEqualTo(Sealed.REDACTED);
        assertThat(late.record().browsing()).isEqualTo(Sealed.REDACTED);
        assertThat(opened(order(ALSO_HERS, ZOE)))
                .as("an order that was not listed")
                .isTrue();
        deliver("refunds/create", "{\"id\":9,\"order_id\":" + HERS + ",\"note\":\"for zoe\"}");
        settled();

        assertThat(keptWith("zoe")).isEmpty();
        assertThat(jdbc.queryForList(
                        "select subject from ledger.subject_key where store_id = ? and wrapped_key is null order by 1",
                        String.class,
                        store.value()))
                .containsExactly("customer/" + store + "/" + ZOE, "order/" + store + "/" + HERS);
    }

    @Test
    void unknownCustomer_orNoneNamed_isHandled_andLeavesATombstone() {
        redact(ZOE);
        deliver(
                "customers/redact",
                "{\"shop_domain\":\"%s\",\"customer\":{\"email\":\"zoe@example.com\"},\"orders_to_redact\":[\"%d\"]}"
                        .formatted(shop, HERS));
        deliver("customers/redact", "{\"shop_domain\":\"%s\",\"customer\":null}".formatted(shop));
        settled();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> requests.of(store, Long.MAX_VALUE, 10).stream().allMatch(one -> one.done() != null));
        assertThat(outcomes("customers/redact"))
                .containsOnly("handled redacting")
                .hasSize(3);
        assertThat(customer(ZOE, "zoe").record().personal()).isEqualTo(Sealed.REDACTED);
        assertThat(order(HERS, ZOE).record().personal()).isEqualTo(Sealed.REDACTED);
        assertThat(keptWith("zoe")).isEmpty();
    }

    @Test
    void bodyOfAnotherShopOrOfAnotherForm_erasesNothing() {
        ObserveCustomer zoe = customer(ZOE, "zoe");
        deliver("customers/redact", demand("other.myshopify.com", ZOE, HERS));
        deliver("customers/redact", demand(shop, ZOE, HERS).replace("orders_to_redact", "orders_requested"));
        deliver("customers/redact", "{\"id\":" + ZOE + "}");
        deliver("shop/redact", demand(shop, ZOE, HERS));
        deliver("shop/redact", "{\"shop_id\":1,\"shop_domain\":\"%s\"}".formatted(shop));
        settled();

        assertThat(outcomes("customers/redact"))
                .containsExactly("handled other-shop", "handled no-action", "handled no-action");
        assertThat(outcomes("shop/redact")).containsExactly("handled no-action", "handled other-shop");
        assertThat(requests.of(store, Long.MAX_VALUE, 10)).isEmpty();
        assertThat(opened(zoe)).isTrue();
    }

    @Test
    void sameDemandAgain_changesNothing() {
        ObserveCustomer zoe = customer(ZOE, "zoe");
        redact(ZOE);
        done(Kind.CUSTOMER_REDACT);
        redact(ZOE);
        settled();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> requests.of(store, Long.MAX_VALUE, 10).stream().allMatch(one -> one.done() != null));
        assertThat(requests.of(store, Long.MAX_VALUE, 10))
                .hasSize(2)
                .allMatch(one -> one.proof().keysDestroyed() == 1);
        assertThat(opened(zoe)).isFalse();
    }

    @Test
    void keysAndBodiesThatAnEarlierDatabaseBroughtBack_areErasedAtTheNextStart() {
        ObserveCustomer zoe = customer(ZOE, "zoe");
        byte[] key = jdbc.queryForObject(
                "select wrapped_key from ledger.subject_key where subject = ?", byte[].class, zoe.stream());
        byte[] body = jdbc.queryForObject(
                "select body from ledger.inbox where store_id = ? and topic = 'customers/update'",
                byte[].class,
                store.value());
        redact(ZOE);
        done(Kind.CUSTOMER_REDACT);
        jdbc.update("update ledger.subject_key set wrapped_key = ? where subject = ?", key, zoe.stream());
        jdbc.update(
                "update ledger.inbox set body = ? where store_id = ? and topic = 'customers/update'",
                body,
                store.value());
        jdbc.update("delete from ledger.erasure where store_id = ?", store.value());
        assertThat(opened(zoe)).as("a database from before").isTrue();

        told.streams.add(zoe.stream());
        new ErasureWorker(told, erasures, eraser, forgotten, null, "").eraseNext();

        assertThat(opened(zoe)).isFalse();
        assertThat(keptWith("zoe")).isEmpty();
    }

    /** A new database beside the old directory may have a store of the same number and name: that one was never redacted. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void databaseThatHasForgottenThatAShopWasRedacted_isTold_unlessItWasConnectedLater(boolean later) {
        byte[] key =
                jdbc.queryForObject("select wrapped_key from ledger.store where id = ?", byte[].class, store.value());
        uninstall();
        deliver("shop/redact", redactShop());
        done(Kind.SHOP_REDACT);
        jdbc.update(
                "update ledger.store set wrapped_key = ?, status = 'connected', redacted_generation = null,"
                        + " disconnected_at = null, connected_at = now() + make_interval(hours => ?) where id = ?",
                key,
                later ? 1 : -1,
                store.value());
        jdbc.update("delete from ledger.erasure where store_id = ?", store.value());

        new ErasureWorker(told, erasures, eraser, forgotten, null, "").eraseNext();

        assertThat(jdbc.queryForObject(
                        "select wrapped_key is not null and status = 'connected' from ledger.store where id = ?",
                        Boolean.class,
                        store.value()))
                .as("still connected")
                .isEqualTo(later);
    }

    @Test
    void databaseThatHasForgottenTheRedactionItself_isToldByTheFileOfTheDataDirectory() {
        ObserveCustomer zoe = customer(ZOE, "zoe");
        byte[] key = jdbc.queryForObject(
                "select wrapped_key from ledger.subject_key where subject = ?", byte[].class, zoe.stream());
        redact(ZOE);
        done(Kind.CUSTOMER_REDACT);
        jdbc.update("update ledger.subject_key set wrapped_key = ? where subject = ?", key, zoe.stream());
        jdbc.update("delete from ledger.erasure where store_id = ?", store.value());
        decider.decided.clear();
        assertThat(opened(zoe)).as("a database from before, its events too").isTrue();

        new ErasureWorker(told, erasures, eraser, forgotten, null, "").eraseNext();

        assertThat(opened(zoe)).isFalse();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> decider.decided.stream()
                        .anyMatch(seen -> seen instanceof RedactCustomer one
                                && one.customerId().equals(zoe.customerId())
                                && one.origin().via().equals(Via.ERASED)));
    }

    @Test
    void redactedShop_losesItsKeyAndAllThatItWraps_butNotOneThatIsConnectedAgain() {
        ObserveCustomer zoe = customer(ZOE, "zoe");
        ObserveCustomer max = customer(MAX, "max");
        redact(MAX);
        done(Kind.CUSTOMER_REDACT);
        deliver("shop/redact", redactShop());
        settled();
        assertThat(outcomes("shop/redact")).as("it is connected").containsExactly("handled connected-again");
        assertThat(opened(zoe)).isTrue();

        uninstall();
        deliver("shop/redact", redactShop() + " ");
        PrivacyRequest request = done(Kind.SHOP_REDACT);
        assertThat(AdapterApplication.SENT).contains(new RedactStore(store, 1));
        assertThat(request.proof()).isEqualTo(new Proof(1, 2, request.proof().bodiesDropped()));
        assertThat(opened(zoe)).isFalse();
        assertThat(jdbc.queryForList(
                        "select body from ledger.inbox where store_id = ? and body is not null", store.value()))
                .isEmpty();
        assertThat(jdbc.queryForObject(
                        "select wrapped_key from ledger.store where id = ?", byte[].class, store.value()))
                .isNull();

        assertThat(connectAgain()).isEqualTo(store);
        worker.eraseNext();
        Sealed before = Objects.requireNonNull(zoe.record().personal());
        Sealed now = Objects.requireNonNull(customer(ZOE, "zoe").record().personal());
        assertThat(now.isComparableWith(before)).isFalse();
        assertThat(personal.open(store, zoe.stream(), now, "test")).isPresent();
        assertThat(opened(zoe)).as("what the old key sealed").isFalse();
        assertThat(customer(MAX, "max").record().personal()).isEqualTo(Sealed.REDACTED);

        new ErasureWorker(told, erasures, eraser, forgotten, null, "").eraseNext();
        assertThat(personal.open(store, zoe.stream(), now, "test"))
                .as("erased again at a start: the new installation is not concerned")
                .isPresent();
        assertThat(opened(max)).isFalse();
    }

    @Test
    void whatComesOfARedactedShop_isHandledAndNotKept() {
        uninstall();
        deliver("shop/redact", redactShop());
        done(Kind.SHOP_REDACT);

        deliver("orders/updated", "{\"id\":5,\"note\":\"zoe\"}");
        settled();

        assertThat(outcomes("orders/updated")).containsExactly("handled redacted");
        assertThat(jdbc.queryForList(
                        "select body from ledger.inbox where store_id = ? and body is not null", store.value()))
                .isEmpty();
    }

    @Test
    void requestForData_isListedUntilAPersonSaysThatItIsDone() {
        deliver(
                "customers/data_request",
                demand(shop, ZOE, HERS)
                        .replace("orders_to_redact", "orders_requested")
                        .replaceFirst("^\\{", "{\"data_request\":{\"id\":9999},"));
        settled();
        PrivacyRequest request = requests.of(store, Long.MAX_VALUE, 10).get(0);
        assertThat(request.kind()).isEqualTo(Kind.DATA_REQUEST);
        assertThat(request.done()).isNull();
        assertThat(request.subjects()).hasSize(2);
        assertThat(keptWith("zoe")).as("its body has their address").isEmpty();
        assertThat(requests.overdue()).isZero();

        jdbc.update(
                "update ledger.privacy_request set received_at = now() - interval '21 days' where id = ?",
                request.id());
        assertThat(requests.overdue()).isOne();
        requests.done(request.id(), "key/accountant");
        requests.done(request.id(), "somebody else");

        assertThat(requests.overdue()).isZero();
        assertThat(requests.find(request.id()).orElseThrow().doneBy()).isEqualTo("key/accountant");
    }

    private ObserveCustomer customer(long id, String name) {
        return last(
                ObserveCustomer.class,
                deliver("customers/update", """
                        {"id":%d,"updated_at":"%s","first_name":"%s","last_name":null,"email":"%3$s@example.com","phone":null,"note":"%3$s",
                        "addresses":[]}""".formatted(id, Instant.now(), name)),
                new CustomerId(store, id).toString());
    }

    private ObserveOrder order(long id, long customer) {
        return last(
                ObserveOrder.class,
                deliver(
                        "orders/updated",
                        "{\"id\":%d,\"updated_at\":\"%s\",\"email\":\"zoe@example.com\",\"landing_site\":\"/\",\"customer\":{\"id\":%d}}"
                                .formatted(id, Instant.now(), customer)),
                new OrderId(store, id).toString());
    }

    private <T extends Observation> T last(Class<T> type, String delivery, String stream) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> decider.decided.stream()
                                .filter(type::isInstance)
                                .map(type::cast)
                                .filter(seen -> seen.stream().equals(stream)
                                        && seen.origin().id().equals(delivery))
                                .reduce((one, other) -> other)
                                .orElse(null),
                        Objects::nonNull);
    }

    private void redact(long customer, Long... orders) {
        deliver("customers/redact", demand(shop, customer, orders));
    }

    private static String demand(String shop, long customer, Long... orders) {
        return "{\"shop_domain\":\"%s\",\"customer\":{\"id\":%d,\"email\":\"zoe@example.com\",\"phone\":\"555\"},\"orders_to_redact\":%s}"
                .formatted(shop, customer, List.of(orders));
    }

    private String redactShop() {
        return "{\"shop_domain\":\"%s\"}".formatted(shop);
    }

    private void uninstall() {
        deliver("app/uninstalled", "{\"myshopify_domain\":\"%s\"}".formatted(shop));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> "disconnected"
                        .equals(jdbc.queryForObject(
                                "select status from ledger.store where id = ?", String.class, store.value())));
    }

    /** @return the delivery's webhook id */
    private String deliver(String topic, String body) {
        String id = shop + ++deliveries;
        assertThat(http.post(
                                "/api/v1/webhooks/process",
                                body,
                                "X-Shopify-Topic",
                                topic,
                                "X-Shopify-Shop-Domain",
                                shop,
                                "X-Shopify-Webhook-Id",
                                id)
                        .status())
                .isEqualTo(200);
        return id;
    }

    private void settled() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Integer.valueOf(0)
                        .equals(jdbc.queryForObject(
                                "select count(*) from ledger.waiting w join ledger.inbox i on i.id = w.id where i.store_id = ?",
                                Integer.class,
                                store.value())));
    }

    private PrivacyRequest done(Kind kind) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> requests.of(store, Long.MAX_VALUE, 10).stream()
                                .filter(one -> one.kind() == kind && one.done() != null && one.note() == null)
                                .findFirst()
                                .orElse(null),
                        Objects::nonNull);
    }

    private List<String> outcomes(String topic) {
        return jdbc.queryForList(
                "select o.outcome || ' ' || o.reason from ledger.inbox i join ledger.outcome o on o.inbox_id = i.id"
                        + " where i.store_id = ? and i.topic = ? order by i.id",
                String.class,
                store.value(),
                topic);
    }

    private boolean opened(ObserveCustomer seen) {
        return opened(seen.stream(), seen.record().personal());
    }

    private boolean opened(ObserveOrder seen) {
        return opened(seen.stream(), seen.record().personal());
    }

    private boolean opened(String stream, Sealed sealed) {
        return personal.open(store, stream, Objects.requireNonNull(sealed), "test")
                .isPresent();
    }

    /** @return topics of the deliveries whose kept bodies, opened, have this text */
    private List<String> keptWith(String text) {
        return jdbc
                .query(
                        "select topic, body from ledger.inbox where store_id = ? and body is not null",
                        (row, n) -> new String[] {
                            row.getString(1),
                            new String(bodies.open(store.value(), row.getBytes(2)), StandardCharsets.UTF_8)
                        },
                        store.value())
                .stream()
                .filter(kept -> kept[1].contains(text))
                .map(kept -> kept[0])
                .toList();
    }
}
