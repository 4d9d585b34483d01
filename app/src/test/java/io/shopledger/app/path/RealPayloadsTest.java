package io.shopledger.app.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.app.comparison.EntityComparison;
import io.shopledger.app.process.Http;
import io.shopledger.app.process.Jar;
import io.shopledger.tools.PublishedData;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Payloads that nobody on this project wrote, of every topic, through the whole running service. */
class RealPayloadsTest {
    private static final String SECRET = "demo-secret";

    /** Topics of which the body is one of our entities as it is. */
    private static final Pattern SHOWS = Pattern.compile(
            "orders/(create|updated|paid|cancelled|fulfilled|partially_fulfilled)|products/(create|update)"
                    + "|customers/(create|update|enable|disable)|inventory_items/(create|update)"
                    + "|inventory_levels/(connect|update)");

    /** A read of their order is asked for. */
    private static final Pattern HINTS = Pattern.compile("refunds/create|fulfillments/(create|update)");

    /** Topics of which the body says that one is gone. */
    private static final Pattern ENDS =
            Pattern.compile("(orders|products|customers|inventory_items)/delete|inventory_levels/disconnect");

    /** Resources of two words, as they are in the names of folders. */
    private static final Pattern TWO_WORDS =
            Pattern.compile("^(inventory|bulk|fulfillment|order|draft)-(levels|items|operations|orders|transactions)-");

    private static final String UNINSTALLED = "app/uninstalled";

    private final Http http = new Http();
    private final Map<String, String> topicOf = new HashMap<>();
    private String service = "";

    @TempDir
    Path folder;

    @Test
    void everyPayload_isAccepted_noneIsADeadLetter_andEachEntityIsAsItsNewestSays() throws Exception {
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

            Map<String, List<JsonNode>> newest = newest();
            List<Path> payloads = payloads(topic -> true);
            assertThat(payloads).hasSizeGreaterThan(120);
            deliver(payloads(SHOWS.asMatchPredicate()));
            settled(seeded);
            newest.forEach(
                    (key, bodies) -> await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> isThere(key, bodies)));

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

    /** Of each entity the bodies that tell most lately, by where our API answers it. Of one moment several are as good. */
    private static Map<String, List<JsonNode>> newest() throws IOException {
        Map<String, List<JsonNode>> newest = new TreeMap<>();
        for (Path payload : payloads(SHOWS.asMatchPredicate())) {
            String topic = topic(payload);
            JsonNode body = json(payload);
            String key = topic.startsWith("inventory_levels/")
                    ? "levels/" + body.get("inventory_item_id").asLong()
                    : topic.replaceFirst("_items?", "").replaceFirst("/.*", "/")
                            + body.get("id").asLong();
            List<JsonNode> known = newest.computeIfAbsent(key, none -> new ArrayList<>());
            if (!known.isEmpty() && at(body).isAfter(at(known.get(0)))) {
                known.clear();
            }
            if (known.isEmpty() || at(body).isEqual(at(known.get(0)))) {
                known.add(body);
            }
        }
        assertThat(newest).hasSizeGreaterThan(10);
        return newest;
    }

    /** Field by field as one of its newest bodies, save for what the list of differences names, all of which are met. */
    private void isThere(String key, List<JsonNode> bodies) throws IOException {
        JsonNode ours = http.get(service + "/api/v1/" + key.replace("levels/", "inventory/") + "?store_id=1");
        Set<String> expected = expectedDifferences(key);
        List<List<String>> found = new ArrayList<>();
        for (JsonNode body : bodies) {
            found.add(differences(key, body, ours));
        }
        assertThat(found)
                .as("%s, where %s are expected", key, expected)
                .anySatisfy(differences -> assertThat(paths(differences)).isEqualTo(expected));
        if (!key.startsWith("levels/")) {
            assertThat(history(key)).as(key).isNotEmpty();
        }
    }

    private static List<String> differences(String key, JsonNode body, JsonNode ours) {
        String kind = key.substring(0, key.indexOf('/'));
        if (kind.equals("levels")) {
            assertThat(ours.get("levels")).as("%s", ours).hasSize(1);
            return EntityComparison.ofAnyVersion("inventory")
                    .differences(levels(body), levels(ours.get("levels").get(0)));
        }
        return EntityComparison.ofAnyVersion(kind).differences(body, ours);
    }

    private static Set<String> paths(List<String> differences) {
        return differences.stream()
                .map(difference -> difference.split("[ :]", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** By lines such as {@code orders/123456 /gateway}; # begins a comment that says why. */
    private static Set<String> expectedDifferences(String key) throws IOException {
        try (InputStream list = RealPayloadsTest.class.getResourceAsStream("published-and-told-otherwise.txt")) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(key + " "))
                    .map(line -> line.substring(key.length() + 1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static JsonNode levels(JsonNode level) {
        ObjectNode item = JsonMapper.shared().createObjectNode();
        item.putArray("levels").add(level);
        return item.set("updated_at", level.get("updated_at"));
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
                    .isIn(
                            observed
                                    ? List.of("applied", "unchanged", "stale")
                                    : HINTS.asMatchPredicate().test(topic)
                                            ? List.of("handled", "stale") // stale where the order is removed by then
                                            : List.of("handled"));
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

    private static List<Path> payloads(Predicate<String> topic) throws IOException {
        try (Stream<Path> files = Files.walk(PublishedData.present("webhooks"))) {
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
