package io.shopledger.app.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shopledger.app.process.Http;
import io.shopledger.app.process.Jar;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Payloads that nobody on this project wrote, of every topic, through the whole running service. */
class RealPayloadsTest {
    private static final Path PAYLOADS = Path.of("..", "..", "shared", "shopify-data", "webhooks");
    private static final String SECRET = "demo-secret";

    /** Topics of which the body is one of our entities as it is. */
    private static final Pattern SHOWS = Pattern.compile(
            "orders/(create|updated|paid|cancelled|fulfilled|partially_fulfilled)|products/(create|update)"
                    + "|customers/(create|update|enable|disable)|inventory_items/(create|update)"
                    + "|inventory_levels/(connect|update)");

    /** Topics of which the body says that one is gone. */
    private static final Pattern ENDS =
            Pattern.compile("(orders|products|customers|inventory_items)/delete|inventory_levels/disconnect");

    /** Resources of two words, as they are in the names of folders. */
    private static final Pattern TWO_WORDS =
            Pattern.compile("^(inventory|bulk|fulfillment|order|draft)-(levels|items|operations|orders|transactions)-");

    private static final List<String> PERSONAL =
            List.of("first_name", "last_name", "email", "phone", "note", "addresses");

    private static final String UNINSTALLED = "app/uninstalled";

    private final Http http = new Http();
    private final Map<String, String> topicOf = new HashMap<>();
    private String service = "";

    @TempDir
    Path folder;

    @Test
    void everyPayload_isAccepted_noneIsADeadLetter_andEachEntityIsAsItsNewestSays() throws Exception {
        assumeTrue(Files.isDirectory(PAYLOADS), "The folder of Shopify's real payloads is not beside the project");
        service = "http://127.0.0.1:" + Jar.freePort();
        String simulator = "http://127.0.0.1:" + Jar.freePort();
        try (Jar ledger = Jar.shopledger(
                        folder.resolve("shopledger.log"),
                        "demo",
                        "--server.port=" + Jar.port(service),
                        "--simulator-port=" + Jar.port(simulator),
                        "--orders=1",
                        "--products=1",
                        "--customers=1",
                        "--live-rate=0",
                        "--data-dir=" + folder.resolve("data"))
                .ready(http, service + "/health")) {
            await().atMost(Duration.ofSeconds(60)).untilAsserted(this::theDemoIsSynced);
            long seeded = total("received");

            Map<String, JsonNode> newest = newest();
            List<Path> payloads = payloads(topic -> true);
            assertThat(payloads).hasSizeGreaterThan(120);
            deliver(payloads(SHOWS.asMatchPredicate()));
            settled(seeded);
            newest.forEach((key, payload) ->
                    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> isThere(key, payload)));

            deliver(payloads(ENDS.asMatchPredicate()));
            settled(seeded);
            for (Path payload : payloads(ENDS.asMatchPredicate())) {
                await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> isGone(topic(payload), json(payload)));
            }

            deliver(payloads(SHOWS.asMatchPredicate()
                    .or(ENDS.asMatchPredicate())
                    .or(UNINSTALLED::equals)
                    .negate()));
            settled(seeded);
            deliver(payloads(UNINSTALLED::equals));
            settled(seeded);
            assertThat(storeStatus()).as("these name another shop or none").isEqualTo("connected");

            assertThat(topicOf).hasSameSizeAs(payloads);
            http.eachOf(service + "/api/v1/webhooks/deliveries?store_id=1&limit=250", "deliveries", this::asItsTopicIs);
            assertThat(topicOf).as("deliveries that are not listed").isEmpty();
            assertThat(http.get(service + "/api/v1/dead-letters?store_id=1").get("dead_letters"))
                    .isEmpty();

            http.post(simulator + "/__sim/uninstall", "{}");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(storeStatus()).isEqualTo("disconnected"));
        }
    }

    private void theDemoIsSynced() {
        JsonNode logs = http.get(service + "/api/v1/sync/logs?store_id=1").get("logs");
        assertThat(logs).isNotEmpty();
        assertThat(logs.get(0).get("status").asString()).isEqualTo("completed");
        assertThat(total("received")).isPositive(); // the seeded order
        assertThat(total("waiting")).isZero();
    }

    /** Of each entity the payload that tells most lately, by where our API answers it. */
    private static Map<String, JsonNode> newest() throws IOException {
        Map<String, JsonNode> newest = new TreeMap<>();
        for (Path payload : payloads(SHOWS.asMatchPredicate())) {
            String topic = topic(payload);
            JsonNode body = json(payload);
            String key = topic.startsWith("inventory_levels/")
                    ? "levels/" + body.get("inventory_item_id").asLong()
                    : topic.replaceFirst("_items?", "").replaceFirst("/.*", "/")
                            + body.get("id").asLong();
            newest.merge(key, body, (known, seen) -> at(seen).isBefore(at(known)) ? known : seen);
        }
        assertThat(newest).hasSizeGreaterThan(10);
        return newest;
    }

    private void isThere(String key, JsonNode payload) {
        JsonNode ours = http.get(service + "/api/v1/" + key.replace("levels/", "inventory/") + "?store_id=1");
        switch (key.substring(0, key.indexOf('/'))) {
            case "orders" -> {
                assertThat(lines(ours)).as(key).isEqualTo(lines(payload));
                same(key, "name", payload, ours);
                same(key, "email", payload, ours);
                assertThat(new BigDecimal(ours.get("total_price").asString()))
                        .as(key)
                        .isEqualByComparingTo(payload.get("total_price").asString());
            }
            case "products" -> same(key, "title", payload, ours);
            case "customers" -> isTheirs(key, payload, ours);
            case "inventory" -> same(key, "sku", payload, ours);
            case "levels" -> {
                assertThat(ours.get("levels")).as("%s", ours).hasSize(1);
                same(key, "location_id", payload, ours.get("levels").get(0));
                same(key, "available", payload, ours.get("levels").get(0));
            }
            default -> throw new AssertionError(key);
        }
        if (!key.startsWith("levels/")) {
            assertThat(history(key)).as(key).isNotEmpty();
        }
    }

    /** Personal fields are known all or none: a body that lacks one leaves them unknown, which is not the same as empty. */
    private static void isTheirs(String key, JsonNode payload, JsonNode ours) {
        if (PERSONAL.stream().allMatch(payload::has)) {
            same(key, "email", payload, ours);
        } else {
            assertThat(ours.has("email")).as(key).isFalse();
        }
        same(key, "state", payload, ours);
    }

    private static void same(String key, String field, JsonNode payload, JsonNode ours) {
        assertThat(ours.get(field)).as("%s of %s", field, key).isEqualTo(payload.get(field));
    }

    private void isGone(String topic, JsonNode payload) {
        if (topic.startsWith("inventory_levels/")) {
            JsonNode events =
                    history("stock/" + payload.get("inventory_item_id").asLong() + "-"
                            + payload.get("location_id").asLong());
            assertThat(events.get(events.size() - 1).get("type").asString()).isEqualTo("StockLevelDisconnected");
            return;
        }
        String kind = topic.replaceFirst("_items?", "").replaceFirst("/.*", "/");
        String key = kind + payload.get("id").asLong();
        assertThat(http.status(service + "/api/v1/" + key + "?store_id=1"))
                .as(key)
                .isEqualTo(404);
        assertThat(history(key)).as(key).isNotEmpty();
    }

    private JsonNode history(String key) {
        return http.get(service + "/api/v1/audit/" + key + "/history?store_id=1")
                .get("events");
    }

    /** What we act on changed something or was known; all else is handled. */
    private void asItsTopicIs(JsonNode delivery) {
        String topic = topicOf.remove(delivery.get("webhook_id").asString());
        if (topic != null) { // not the demo's own
            boolean observed =
                    SHOWS.asMatchPredicate().or(ENDS.asMatchPredicate()).test(topic);
            assertThat(delivery.get("topic").asString()).isEqualTo(topic);
            assertThat(delivery.get("outcome").asString())
                    .as("%s", delivery)
                    .isIn(observed ? List.of("applied", "unchanged", "stale") : List.of("handled"));
        }
    }

    private void settled(long seeded) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(total("waiting")).isZero();
            assertThat(total("received")).isEqualTo(seeded + topicOf.size());
        });
    }

    private String storeStatus() {
        return http.get(service + "/api/v1/stores/1").get("status").asString();
    }

    private static OffsetDateTime at(JsonNode entity) {
        return OffsetDateTime.parse(entity.get("updated_at").asString());
    }

    /** Each line's id with its quantity and title. */
    private static Map<Long, String> lines(JsonNode order) {
        Map<Long, String> lines = new TreeMap<>();
        order.get("line_items")
                .forEach(line -> lines.put(
                        line.get("id").asLong(),
                        line.get("quantity").asString() + " "
                                + line.get("title").asString()));
        return lines;
    }

    private static List<Path> payloads(Predicate<String> topic) throws IOException {
        try (Stream<Path> files = Files.walk(PAYLOADS)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> topic.test(topic(file)))
                    .sorted()
                    .toList();
        }
    }

    private static JsonNode json(Path payload) throws IOException {
        return JsonMapper.shared().readTree(Files.readAllBytes(payload));
    }

    /** The folder {@code inventory-levels-update} is of the topic {@code inventory_levels/update}. */
    private static String topic(Path payload) {
        String name = payload.getParent().getFileName().toString();
        return TWO_WORDS
                .matcher(name)
                .replaceFirst("$1_$2/")
                .replaceFirst("^([a-z]+)-", "$1/")
                .replace('-', '_');
    }

    private void deliver(List<Path> payloads) throws IOException, GeneralSecurityException {
        for (Path payload : payloads) {
            byte[] body = Files.readAllBytes(payload);
            String id = UUID.randomUUID().toString();
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            assertThat(http.send(Http.request(service + "/webhooks")
                                    .header("X-Shopify-Topic", topic(payload))
                                    .header("X-Shopify-Shop-Domain", "demo.myshopify.com")
                                    .header("X-Shopify-Webhook-Id", id)
                                    .header(
                                            "X-Shopify-Hmac-Sha256",
                                            Base64.getEncoder().encodeToString(mac.doFinal(body)))
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(body)))
                            .statusCode())
                    .as("%s", payload)
                    .isEqualTo(200);
            topicOf.put(id, topic(payload));
        }
    }

    private long total(String part) {
        return http.get(service + "/api/v1/webhooks/ledger?store_id=1")
                .get("total")
                .get(part)
                .asLong();
    }
}
