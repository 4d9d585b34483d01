package io.shopledger.shopify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.shopledger.observation.Observation;
import io.shopledger.shopify.AdapterApplication;
import io.shopledger.shopify.ShopifyData;
import io.shopledger.shopify.ShopifyData.Sample;
import io.shopledger.shopify.store.ConnectedStores;
import io.shopledger.shopify.store.StoreRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.JdbcTemplate;

@SpringBootTest(
        classes = AdapterApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "SHOPIFY_API_SECRET=app-secret",
            "SHOPIFY_API_SECRET_OLD=app-secret-before",
            "SHOPLEDGER_MASTER_KEY=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
            "spring.flyway.enabled=false",
            "spring.main.banner-mode=off"
        })
class WebhookReceiverTest {
    private static final String SHOP = "demo.myshopify.com";
    private static final String SECRET = "demo-secret";
    private static final String BODY = "{\"id\":450789469,\"name\":\"#1001\",\"email\":\"jon@example.com\"}";

    private final HttpClient http = HttpClient.newHttpClient();

    @Value("${local.server.port}")
    private int port;

    @Autowired
    private StoreRegistry stores;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private DeadLetters letters;

    @Autowired
    private AdapterApplication.Decider decider;

    @Autowired
    private MeterRegistry meters;

    private long store;

    @BeforeEach
    void connect() {
        store = ConnectedStores.connect(stores, SHOP, "shpat_demo", SECRET).value();
        decider.decided.clear();
    }

    @Test
    void rightSignature_isAcceptedAtEveryAddress() throws Exception {
        for (String path : List.of(
                "/webhooks",
                "/webhooks/orders-create",
                "/webhooks/orders/create",
                "/webhooks/orders-partially_fulfilled")) {
            String id = id();
            HttpResponse<String> answer = post(path, headers(id, SECRET, BODY), BODY);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"status\":\"success\"}");
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
            assertThat(outcome(id)).isEqualTo("applied");
        }
    }

    @Test
    void headersWithoutX_countAsWell() throws Exception {
        Map<String, String> headers = new LinkedHashMap<>();
        String id = id();
        headers(id, SECRET, BODY).forEach((name, value) -> headers.put(name.replace("X-Shopify", "shopify"), value));
        assertThat(post("/webhooks", headers, BODY).statusCode()).isEqualTo(200);
        assertThat(outcome(id)).isEqualTo("applied");
        assertThat(jdbc.queryForMap(
                        "select store_id, topic, event_id, api_version from ledger.inbox where webhook_id = ?", id))
                .containsEntry("store_id", store)
                .containsEntry("topic", "orders/create")
                .containsEntry("event_id", "event-" + id)
                .containsEntry("api_version", "2026-07");
    }

    @Test
    void whatItIs_reachesTheDecider() throws Exception {
        String id = id();
        Map<String, String> headers = headers(id, SECRET, BODY);
        headers.put("X-Shopify-Triggered-At", "2026-10-01T12:00:00.123456789Z");
        post("/webhooks", headers, BODY);
        Observation seen = decided(id);
        assertThat(seen.stream()).isEqualTo("order/" + store + "/450789469");
        assertThat(seen.triggeredAt()).isEqualTo("2026-10-01T12:00:00.123457Z");
        assertThat(seen.isRead()).isFalse();
        assertThat(seen.toString()).doesNotContain("jon@example.com");
    }

    @Test
    void wrongSignature_isRefusedAndOnlyCounted() throws Exception {
        double before = meters.counter("shopledger.webhooks.refused").count();
        String right = Signed.by(SECRET, bytes(BODY));
        List<String> wrong = List.of(
                Signed.by("another", bytes(BODY)),
                Signed.by(SECRET, bytes(BODY + " ")),
                "garbage",
                "====",
                "%%%",
                "\u00e9",
                right.substring(0, 43),
                right + right,
                right.toLowerCase(java.util.Locale.ROOT),
                "x".repeat(5_000));
        long kept = rows();
        for (String signature : wrong) {
            if (signature.equals(right.substring(0, 43))) {
                continue; // without its padding it is the same signature
            }
            Map<String, String> headers = headers(id(), SECRET, BODY);
            headers.put("X-Shopify-Hmac-Sha256", signature);
            refused(post("/webhooks/orders-create", headers, BODY));
        }
        Map<String, String> missing = headers(id(), SECRET, BODY);
        missing.remove("X-Shopify-Hmac-Sha256");
        HttpResponse<String> unsigned = post("/webhooks/orders-create", missing, BODY);
        refused(unsigned);
        assertThat(unsigned.body()).contains("no header X-Shopify-Hmac-Sha256").doesNotContain("client secret");
        missing.put("X-Shopify-Hmac-Sha256", "");
        refused(post("/webhooks/orders-create", missing, BODY));
        assertThat(rows()).isEqualTo(kept);
        assertThat(meters.counter("shopledger.webhooks.refused").count() - before)
                .isEqualTo(wrong.size() + 1);
    }

    @Test
    void secretOfAnotherStore_isRefused() throws Exception {
        ConnectedStores.connect(stores, "other.myshopify.com", "shpat_other", "other-secret");
        HttpResponse<String> wrong = post("/webhooks", headers(id(), "other-secret", BODY), BODY);
        refused(wrong);
        assertThat(wrong.body())
                .contains("is not the signature of this body", "client secret")
                .doesNotContain("no header");
    }

    @Test
    void emptyBody_isRefusedThoughSigned() throws Exception {
        refused(post("/webhooks/orders-create", headers(id(), SECRET, ""), ""));
    }

    @Test
    void formBody_isVerifiedAsItsRawBytes() throws Exception {
        String body = "foo=anything&a=%20b";
        Map<String, String> headers = headers(id(), SECRET, body);
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        assertThat(post("/webhooks", headers, body).statusCode()).isEqualTo(200);
    }

    @Test
    void unknownShopSignedByTheApp_isAcceptedAndADeadLetter() throws Exception {
        String id = id();
        Map<String, String> headers = headers(id, "app-secret", BODY);
        headers.put("X-Shopify-Shop-Domain", "nobody.myshopify.com");
        assertThat(post("/webhooks", headers, BODY).statusCode()).isEqualTo(200);
        DeadLetters.DeadLetter letter = letter(0, id);
        assertThat(letter.reason()).isEqualTo("unknown-shop");
        assertThat(letter.shop()).isEqualTo("nobody.myshopify.com");
        headers.put("X-Shopify-Hmac-Sha256", Signed.by(SECRET, bytes(BODY)));
        refused(post("/webhooks", headers, BODY));
    }

    @Test
    void noShopAtAll_isADeadLetterThatSaysSo() throws Exception {
        String id = id();
        Map<String, String> headers = headers(id, "app-secret", BODY);
        headers.remove("X-Shopify-Shop-Domain");
        assertThat(post("/webhooks", headers, BODY).statusCode()).isEqualTo(200);
        assertThat(letter(0, id).detail()).contains("X-Shopify-Shop-Domain");
    }

    @Test
    void brokenJson_isAcceptedAndADeadLetterAfterDispatch() throws Exception {
        for (String broken : List.of("{", "not json", "[]", "\u0000", "{\"id\":1}x", "{\"id\":\"jon@example.com\"}")) {
            String id = id();
            assertThat(post("/webhooks", headers(id, SECRET, broken), broken).statusCode())
                    .isEqualTo(200);
            assertThat(outcome(id)).isEqualTo("dead");
            assertThat(letter(store, id).reason()).isEqualTo("unreadable");
            assertThat(letter(store, id).detail()).doesNotContain("example.com");
        }
    }

    @Test
    void wrongType_isADeadLetterThatNamesTheField() throws Exception {
        String id = id();
        String wrong =
                "{\"id\":1,\"line_items\":[{\"id\":2,\"quantity\":1},{\"id\":3,\"quantity\":\"jon@example.com\"}]}";
        assertThat(post("/webhooks", headers(id, SECRET, wrong), wrong).statusCode())
                .isEqualTo(200);
        assertThat(outcome(id)).isEqualTo("dead");
        assertThat(letter(store, id).detail())
                .contains("/line_items/1/quantity")
                .doesNotContain("example.com");
        HttpResponse<String> shown =
                get("/api/v1/dead-letters/" + letter(store, id).id());
        assertThat(shown.body()).contains("/line_items/1/quantity").doesNotContain("example.com");
    }

    @Test
    void fiftyMegabytes_areAcceptedAndADeadLetterOrRefused() throws Exception {
        int length = 50 << 20;
        String id = id();
        Map<String, String> headers = headers(id, SECRET, BODY);
        headers.put("X-Shopify-Hmac-Sha256", Signed.by(SECRET, generated(length)));
        assertThat(post("/webhooks", headers, BodyPublishers.ofInputStream(() -> generated(length)))
                        .statusCode())
                .isEqualTo(200);
        DeadLetters.DeadLetter letter = letter(store, id);
        assertThat(letter.reason()).isEqualTo("too-large");
        assertThat(letter.bodyBytes()).isEqualTo(length);
        headers.put("X-Shopify-Webhook-Id", id());
        headers.put("X-Shopify-Hmac-Sha256", Signed.by(SECRET, generated(length - 1)));
        refused(post("/webhooks", headers, BodyPublishers.ofInputStream(() -> generated(length))));
    }

    @Test
    void moreThanIsKeptAtAll_isADeadLetterWithoutBody() throws Exception {
        int length = (64 << 20) + 1;
        String id = id();
        Map<String, String> headers = headers(id, SECRET, BODY);
        headers.put("X-Shopify-Hmac-Sha256", Signed.by(SECRET, generated(length)));
        assertThat(post("/webhooks", headers, BodyPublishers.ofInputStream(() -> generated(length)))
                        .statusCode())
                .isEqualTo(200);
        DeadLetters.DeadLetter letter = letter(store, id);
        assertThat(letter.reason()).isEqualTo("too-large");
        assertThat(letter.bodyKept()).isFalse();
        assertThat(http.send(
                                request("/api/v1/dead-letters/" + letter.id() + "/retry")
                                        .POST(BodyPublishers.noBody())
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void topicOnWhichWeDoNotAct_isHandled() throws Exception {
        for (String topic : List.of("shop/update", "returns/approve", "carts/create", "", "no such topic!")) {
            String id = id();
            Map<String, String> headers = headers(id, SECRET, BODY);
            headers.put("X-Shopify-Topic", topic);
            assertThat(post("/webhooks", headers, BODY).statusCode()).isEqualTo(200);
            assertThat(outcome(id)).as(topic).isEqualTo("handled");
        }
        String none = id();
        Map<String, String> headers = headers(none, SECRET, BODY);
        headers.remove("X-Shopify-Topic");
        assertThat(post("/webhooks", headers, BODY).statusCode()).isEqualTo(200);
        assertThat(outcome(none)).isEqualTo("handled");
    }

    @Test
    void headersTopic_winsOverThePaths() throws Exception {
        String id = id();
        post("/webhooks/products-update", headers(id, SECRET, BODY), BODY);
        assertThat(topic(id)).isEqualTo("orders/create");
        String path = id();
        Map<String, String> headers = headers(path, SECRET, BODY);
        headers.remove("X-Shopify-Topic");
        post("/webhooks/orders-paid", headers, BODY);
        assertThat(topic(path)).isEqualTo("orders/paid");
    }

    @Test
    void rotatedSecrets_areBothAccepted() throws Exception {
        String shop = "rotating.myshopify.com";
        ConnectedStores.connect(stores, shop, "shpat", "first");
        ConnectedStores.connect(stores, shop, "shpat", "second");
        for (String secret : List.of("first", "second", "app-secret", "app-secret-before")) {
            Map<String, String> headers = headers(id(), secret, BODY);
            headers.put("X-Shopify-Shop-Domain", shop.toUpperCase(java.util.Locale.ROOT));
            assertThat(post("/webhooks", headers, BODY).statusCode()).as(secret).isEqualTo(200);
        }
        ConnectedStores.connect(stores, shop, "shpat", "third");
        Map<String, String> headers = headers(id(), "zeroth", BODY);
        headers.put("X-Shopify-Shop-Domain", shop);
        refused(post("/webhooks", headers, BODY));
    }

    @Test
    void storeWithoutASecretOfItsOwn_isVerifiedByTheApps() throws Exception {
        String shop = "token-only.myshopify.com";
        ConnectedStores.connect(stores, shop, "shpat", "");
        Map<String, String> headers = headers(id(), "app-secret", BODY);
        headers.put("X-Shopify-Shop-Domain", shop);
        assertThat(post("/webhooks", headers, BODY).statusCode()).isEqualTo(200);
        headers.put("X-Shopify-Hmac-Sha256", Signed.by("another", bytes(BODY)));
        refused(post("/webhooks", headers, BODY));
    }

    @Test
    void headersThatNoColumnHolds_loseNoDelivery() throws Exception {
        for (String time : List.of(
                "garbage",
                "2026-10-01",
                "+999999999-12-31T23:59:59-18:00",
                "-999999999-01-01T00:00:00+18:00",
                "+294277-01-01T00:00:00Z",
                "-5000-01-01T00:00:00Z",
                "0000-01-01T00:00:00Z")) {
            String id = id();
            Map<String, String> headers = headers(id, SECRET, BODY);
            headers.put("X-Shopify-Triggered-At", time);
            assertThat(post("/webhooks", headers, BODY).statusCode()).as(time).isEqualTo(200);
            assertThat(outcome(id)).isEqualTo("applied");
        }
        String id = id();
        Map<String, String> headers = headers(id, SECRET, BODY);
        headers.put("X-Shopify-Event-Id", "e".repeat(3_000));
        headers.put("X-Shopify-Name", "\u00e9\u00ff");
        headers.put("X-Shopify-API-Version", "v".repeat(3_000));
        assertThat(post("/webhooks", headers, BODY).statusCode()).isEqualTo(200);
        assertThat(outcome(id)).isEqualTo("applied");
    }

    @Test
    void everyPublishedOrderPayload_isAcceptedAndNoneIsADeadLetter() throws Exception {
        List<Sample> samples = ShopifyData.orderSamples();
        Map<String, String> expected = new LinkedHashMap<>();
        Map<String, String> got = new LinkedHashMap<>();
        for (Sample sample : samples) {
            String id = id();
            byte[] body = sample.bytes();
            Map<String, String> headers = headers(id, SECRET, BODY);
            headers.put("X-Shopify-Topic", topicOf(sample));
            headers.put("X-Shopify-Hmac-Sha256", Signed.by(SECRET, body));
            assertThat(post("/webhooks", headers, BodyPublishers.ofByteArray(body))
                            .statusCode())
                    .isEqualTo(200);
            got.put(sample.toString(), outcome(id));
            expected.put(sample.toString(), sample.folder().equals("orders-edited") ? "handled" : "applied");
        }
        assertThat(got).isEqualTo(expected).hasSize(42);
    }

    @Test
    void repetition_isAcceptedAndNotDecidedAgain() throws Exception {
        String id = id();
        Map<String, String> headers = headers(id, SECRET, BODY);
        assertThat(post("/webhooks", headers, BODY).statusCode()).isEqualTo(200);
        assertThat(post("/webhooks", headers, BODY).statusCode()).isEqualTo(200);
        assertThat(outcome(id)).isEqualTo("applied");
        assertThat(decider.decided.stream().filter(seen -> seen.origin().id().equals(id)))
                .hasSize(1);
    }

    private static String topicOf(Sample sample) {
        String event = sample.folder().substring("orders-".length()).replace('-', '_');
        return "orders/" + event;
    }

    private void refused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body())
                .contains("problem:invalid-signature")
                .doesNotContain(SECRET, "app-secret", "jon@example.com");
    }

    private static Map<String, String> headers(String id, String secret, String body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Shopify-Topic", "orders/create");
        headers.put("X-Shopify-Hmac-Sha256", Signed.by(secret, bytes(body)));
        headers.put("X-Shopify-Shop-Domain", SHOP);
        headers.put("X-Shopify-API-Version", "2026-07");
        headers.put("X-Shopify-Webhook-Id", id);
        headers.put("X-Shopify-Event-Id", "event-" + id);
        headers.put("X-Shopify-Triggered-At", "2026-10-01T12:00:00.123456789Z");
        return headers;
    }

    private HttpResponse<String> post(String path, Map<String, String> headers, String body)
            throws IOException, InterruptedException {
        return post(path, headers, BodyPublishers.ofString(body));
    }

    private HttpResponse<String> post(String path, Map<String, String> headers, BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).POST(body);
        headers.forEach(request::header);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).GET().build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private Observation decided(String id) {
        return await().until(
                        () -> decider.decided.stream()
                                .filter(seen -> seen.origin().id().equals(id))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    /** @return what became of a delivery, once it is no longer waiting */
    private String outcome(String id) {
        return await().until(
                        () -> jdbc.queryForObject(
                                "select coalesce(o.outcome, case when d.inbox_id is null then 'waiting' else 'dead' end)"
                                        + " from ledger.inbox i left join ledger.outcome o on o.inbox_id = i.id"
                                        + " left join ledger.dead_letter d on d.inbox_id = i.id where i.webhook_id = ?",
                                String.class,
                                id),
                        outcome -> !outcome.equals("waiting"));
    }

    private @Nullable String topic(String id) {
        return jdbc.queryForObject("select topic from ledger.inbox where webhook_id = ?", String.class, id);
    }

    private DeadLetters.DeadLetter letter(long of, String webhookId) {
        return letters.after(of, 0, 250).stream()
                .filter(letter -> webhookId.equals(letter.webhookId()))
                .findFirst()
                .orElseThrow();
    }

    private long rows() {
        return Objects.requireNonNull(jdbc.queryForObject("select count(*) from ledger.inbox", Long.class));
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private static byte[] bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /** @return so many bytes, the same at every call, made on the way and hardly compressible */
    private static InputStream generated(int length) {
        byte[] noise = new byte[1 << 20];
        new Random(1).nextBytes(noise);
        return new InputStream() {
            private int position;

            @Override
            public int read() {
                return position < length ? noise[position++ % noise.length] & 0xFF : -1;
            }

            @Override
            public int read(byte[] into, int offset, int count) {
                if (position >= length) {
                    return -1;
                }
                int from = position % noise.length;
                int given = Math.min(Math.min(count, noise.length - from), length - position);
                System.arraycopy(noise, from, into, offset, given);
                position += given;
                return given;
            }
        };
    }
}
