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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Order payloads that nobody on this project wrote, through the whole running service. */
class RealPayloadsTest {
    private static final Path PAYLOADS = Path.of("..", "..", "shared", "shopify-data", "webhooks");
    private static final String SECRET = "demo-secret";

    private final Http http = new Http();

    @TempDir
    Path folder;

    @Test
    void everyOrderPayload_isAccepted_noneIsADeadLetter_andEachOrderIsThere() throws Exception {
        assumeTrue(Files.isDirectory(PAYLOADS), "The folder of Shopify's real payloads is not beside the project");
        String service = "http://127.0.0.1:" + Jar.freePort();
        try (Jar ledger = Jar.shopledger(
                        folder.resolve("shopledger.log"),
                        "demo",
                        "--server.port=" + Jar.port(service),
                        "--simulator-port=" + Jar.freePort(),
                        "--orders=1",
                        "--live-rate=0",
                        "--data-dir=" + folder.resolve("data"))
                .ready(http, service + "/health")) {
            await().atMost(Duration.ofSeconds(60)).until(() -> total(service, "received") == 1); // the seeded one
            Map<Long, JsonNode> newest = new TreeMap<>();
            List<Path> payloads = payloads();
            for (Path payload : payloads) {
                byte[] body = Files.readAllBytes(payload);
                assertThat(deliver(service, topic(payload), body))
                        .as("%s", payload)
                        .isEqualTo(200);
                JsonNode order = JsonMapper.shared().readTree(body);
                if (order.has("line_items")) { // of one moment the one that came later counts
                    newest.merge(
                            order.get("id").asLong(),
                            order,
                            (known, seen) -> at(seen).isBefore(at(known)) ? known : seen);
                }
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> total(service, "waiting") == 0);

            assertThat(total(service, "received")).isEqualTo(payloads.size() + 1);
            assertThat(http.get(service + "/api/v1/dead-letters?store_id=1").get("dead_letters"))
                    .isEmpty();
            assertThat(newest).hasSizeGreaterThan(3);
            Long removed = JsonMapper.shared()
                    .readTree(Files.readAllBytes(payloads.stream()
                            .filter(payload -> topic(payload).equals("orders/delete"))
                            .findFirst()
                            .orElseThrow()))
                    .get("id")
                    .asLong();
            newest.forEach((id, payload) -> await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> {
                        String address = service + "/api/v1/orders/" + id + "?store_id=1";
                        if (id.equals(removed)) {
                            assertThat(http.status(address))
                                    .as("removed order %s", id)
                                    .isEqualTo(404);
                        } else {
                            JsonNode ours = http.get(address);
                            assertThat(lines(ours)).as("order %s", id).isEqualTo(lines(payload));
                            assertThat(ours.get("name")).isEqualTo(payload.get("name"));
                            assertThat(ours.get("email")).isEqualTo(payload.get("email"));
                            assertThat(new BigDecimal(ours.get("total_price").asString()))
                                    .isEqualByComparingTo(
                                            payload.get("total_price").asString());
                        }
                        assertThat(http.get(service + "/api/v1/audit/orders/" + id + "/history?store_id=1")
                                        .get("events"))
                                .isNotEmpty();
                    }));
        }
    }

    private static OffsetDateTime at(JsonNode order) {
        return OffsetDateTime.parse(order.get("updated_at").asString());
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

    private static List<Path> payloads() throws IOException {
        try (Stream<Path> files = Files.walk(PAYLOADS)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> topic(file).startsWith("orders/"))
                    .sorted()
                    .toList();
        }
    }

    /** The folder {@code orders-partially-fulfilled} is of the topic {@code orders/partially_fulfilled}. */
    private static String topic(Path payload) {
        return payload.getParent()
                .getFileName()
                .toString()
                .replaceFirst("-", "/")
                .replace('-', '_');
    }

    private int deliver(String service, String topic, byte[] body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return http.send(Http.request(service + "/webhooks")
                        .header("X-Shopify-Topic", topic)
                        .header("X-Shopify-Shop-Domain", "demo.myshopify.com")
                        .header("X-Shopify-Webhook-Id", UUID.randomUUID().toString())
                        .header("X-Shopify-Hmac-Sha256", Base64.getEncoder().encodeToString(mac.doFinal(body)))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)))
                .statusCode();
    }

    private long total(String service, String part) {
        return http.get(service + "/api/v1/webhooks/ledger?store_id=1")
                .get("total")
                .get(part)
                .asLong();
    }
}
