package io.shopledger.shopify.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.Sealed;
import io.shopledger.StoreId;
import io.shopledger.customer.CustomerCommand.ObserveCustomer;
import io.shopledger.customer.CustomerId;
import io.shopledger.observation.Observation;
import io.shopledger.order.OrderCommand.ObserveOrder;
import io.shopledger.order.OrderId;
import io.shopledger.privacy.PrivacyRequest;
import io.shopledger.privacy.PrivacyRequest.Kind;
import io.shopledger.privacy.PrivacyRequests;
import io.shopledger.shopify.AdapterApplication;
import io.shopledger.shopify.AdapterOverHttp;
import io.shopledger.shopify.FakeShopify;
import io.shopledger.shopify.FakeShopify.Said;
import io.shopledger.shopify.OverHttp;
import io.shopledger.shopify.vault.BodySeal;
import io.shopledger.shopify.vault.DestroyedBytes;
import io.shopledger.shopify.vault.PersonalSeal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;

/** A shop that is connected anew for each test, and what came of it. */
@AdapterOverHttp
abstract class RedactionScene {
    private static final AtomicInteger SHOPS = new AtomicInteger();
    static final long ZOE = 5_001_002_003L;
    static final long MAX = 5_001_002_004L;
    static final long HERS = 7_001_002_003L;
    static final long ALSO_HERS = 7_001_002_004L;

    @Value("${local.server.port}")
    int port;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    AdapterApplication.Decider decider;

    @Autowired
    AdapterApplication.ToldRedactions told;

    @Autowired
    Erasures erasures;

    @Autowired
    Eraser eraser;

    @Autowired
    ForgottenErasures forgotten;

    @Autowired
    DestroyedBytes destroyed;

    @Autowired
    ErasureWorker worker;

    @Autowired
    PrivacyRequests requests;

    @Autowired
    PersonalSeal personal;

    @Autowired
    BodySeal bodies;

    OverHttp http;
    String shop;
    StoreId store;
    int deliveries;

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

    StoreId connectAgain() {
        return new StoreId(
                http.post("/api/v1/stores", """
                {"store_domain":"%s","access_token":"shpat_1","api_key":"key","api_secret":"secret"}""".formatted(shop)).at("/id").asLong());
    }

    ObserveCustomer customer(long id, String name) {
        return last(
                ObserveCustomer.class,
                deliver("customers/update", """
                        {"id":%d,"updated_at":"%s","first_name":"%s","last_name":null,"email":"%3$s@example.com","phone":null,"note":"%3$s",
                        "addresses":[]}""".formatted(id, Instant.now(), name)),
                new CustomerId(store, id).toString());
    }

    ObserveOrder order(long id, long customer) {
        return last(
                ObserveOrder.class,
                deliver("orders/updated", whole(id, customer, "null")),
                new OrderId(store, id).toString());
    }

    /** @param note as JSON. @return an order that tells all that is personal */
    static String whole(long id, long customer, String note) {
        return """
                {"id":%d,"updated_at":"%s","email":"zoe@example.com","phone":null,"note":%s,"note_attributes":[],
                "browser_ip":null,"order_status_url":null,"billing_address":null,"shipping_address":null,"line_items":[],
                "refunds":[],"fulfillments":[],"contact_email":null,"client_details":null,"landing_site":"/","landing_site_ref":null,
                "referring_site":null,"customer":{"id":%d}}""".formatted(id, Instant.now(), note, customer);
    }

    <T extends Observation> T last(Class<T> type, String delivery, String stream) {
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

    void redact(long customer, Long... orders) {
        deliver("customers/redact", demand(shop, customer, orders));
    }

    static String demand(String shop, long customer, Long... orders) {
        return "{\"shop_domain\":\"%s\",\"customer\":{\"id\":%d,\"email\":\"zoe@example.com\",\"phone\":\"555\"},\"orders_to_redact\":%s}"
                .formatted(shop, customer, List.of(orders));
    }

    String redactShop() {
        return "{\"shop_domain\":\"%s\"}".formatted(shop);
    }

    void uninstall() {
        deliver("app/uninstalled", "{\"myshopify_domain\":\"%s\"}".formatted(shop));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> "disconnected"
                        .equals(jdbc.queryForObject(
                                "select status from ledger.store where id = ?", String.class, store.value())));
    }

    /** @return the delivery's webhook id */
    String deliver(String topic, String body) {
        return deliverAs(shop, topic, body);
    }

    /** @param sender as the header says it */
    String deliverAs(String sender, String topic, String body) {
        String id = shop + ++deliveries;
        assertThat(http.post(
                                "/api/v1/webhooks/process",
                                body,
                                "X-Shopify-Topic",
                                topic,
                                "X-Shopify-Shop-Domain",
                                sender,
                                "X-Shopify-Webhook-Id",
                                id)
                        .status())
                .isEqualTo(200);
        return id;
    }

    void settled() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Integer.valueOf(0)
                        .equals(jdbc.queryForObject(
                                "select count(*) from ledger.waiting w join ledger.inbox i on i.id = w.id where i.store_id = ?",
                                Integer.class,
                                store.value())));
    }

    PrivacyRequest done(Kind kind) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> requests.of(store, Long.MAX_VALUE, 10).stream()
                                .filter(one -> one.kind() == kind && one.done() != null && one.note() == null)
                                .findFirst()
                                .orElse(null),
                        Objects::nonNull);
    }

    List<String> outcomes(String topic) {
        return jdbc.queryForList(
                "select o.outcome || ' ' || o.reason from ledger.inbox i join ledger.outcome o on o.inbox_id = i.id"
                        + " where i.store_id = ? and i.topic = ? order by i.id",
                String.class,
                store.value(),
                topic);
    }

    boolean opened(ObserveCustomer seen) {
        return opened(seen.stream(), seen.record().personal());
    }

    boolean opened(ObserveOrder seen) {
        return opened(seen.stream(), seen.record().personal());
    }

    boolean opened(String stream, Sealed sealed) {
        return personal.open(store, stream, Objects.requireNonNull(sealed), "test")
                .isPresent();
    }

    /** @return topics of the deliveries whose kept bodies, opened, have this text */
    List<String> keptWith(String text) {
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
