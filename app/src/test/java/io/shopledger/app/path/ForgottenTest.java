package io.shopledger.app.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.shopledger.app.process.Http;
import io.shopledger.app.process.Jar;
import io.shopledger.tools.NeedsTool;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/**
 * A customer of a living store asks to be forgotten. A text that was in their name, e-mail and notes is looked for wherever it
 * can be, then and after everything that could bring it back.
 */
@Tag("long")
class ForgottenTest {
    private static final String REQUESTS = "/api/v1/privacy/requests?store_id=1";

    private final Http http = new Http();
    private final String simulator = "http://127.0.0.1:" + Jar.freePort();
    private final String service = "http://127.0.0.1:" + Jar.freePort();
    private final int redis = Jar.freePort();
    private final String marker = marker();

    @TempDir
    Path folder;

    private long customer;
    private long order;

    @Test
    @NeedsTool("redis-server")
    void redactedCustomer_isNowhere_andNothingBringsThemBack() throws Exception {
        Process cache = new ProcessBuilder("redis-server", "--port", "" + redis, "--bind", "127.0.0.1", "--save", "")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("redis.log").toFile())
                .start();
        try (Jar shopify = Jar.simulator(
                        folder.resolve("simulator.log"),
                        "--port=" + Jar.port(simulator),
                        "--orders=20",
                        "--products=5",
                        "--customers=10",
                        "--live-rate=0")
                .ready(http, simulator + "/__sim/stats")) {
            Jar ledger = start();
            try {
                isSyncedAndLive();
                isKnown();
                TreeSet<String> columns = database(Search::columns);
                assertThat(columns)
                        .as("what the search is able to find")
                        .contains("ledger.inbox.body opened", "events.domain_event.payload opened")
                        .noneMatch(column -> column.endsWith("as it is"));

                List<byte[]> keys = keys();
                assertThat(disk().found(keys))
                        .as("what is looked for can be found")
                        .isEqualTo(keys.size());
                ledger.close();
                Disk.copy(postgres(), folder.resolve("backup"));
                ledger = start();

                forget();
                isNowhere();
                assertThat(http.get(history()).toString()).doesNotContain("\"erased\"");
                disk().isWrittenOver();
                assertThat(disk().found(keys)).as("keys that were destroyed").isZero();

                http.post(simulator + "/__sim/personal", customerAnd("\"text\":\"" + marker + "\""));
                sync();
                ledger.close();
                ledger = start();
                http.post(simulator + "/__sim/personal", customerAnd("\"text\":\"" + marker + "\""));
                sync();
                allIsMadeAnew();
                isNowhere();
                onDiskItIsNowhere();

                ledger.close();
                FileSystemUtils.deleteRecursively(postgres());
                Files.move(folder.resolve("backup"), postgres());
                ledger = start();
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> http.get(history()).toString().contains("\"erased\""));
                isNowhere();
                disk().isWrittenOver();
                assertThat(disk().found(keys))
                        .as("keys that a backup brought back")
                        .isZero();
            } finally {
                ledger.close();
            }
        } finally {
            cache.destroy();
        }
    }

    private Jar start() {
        return Jar.shopledger(
                        folder.resolve("log/shopledger.log"),
                        Map.of(
                                "SHOPLEDGER_SHOPIFY_URL", simulator + "/{shop}",
                                "SHOPIFY_API_KEY", "demo-key",
                                "SHOPIFY_API_SECRET", "demo-secret",
                                "SYNC_INTERVAL_MINUTES", "0",
                                "LOG_LEVEL", "DEBUG",
                                "REDIS_URL", "redis://127.0.0.1:" + redis + "/0"),
                        "serve",
                        "--server.port=" + Jar.port(service),
                        "--data-dir=" + folder.resolve("data"))
                .ready(http, service + "/health");
    }

    private void isSyncedAndLive() throws Exception {
        http.post(
                service + "/api/v1/stores",
                "{\"store_domain\": \"demo.myshopify.com\", \"access_token\": \"shpat_demo\","
                        + " \"api_key\": \"demo-key\", \"api_secret\": \"demo-secret\"}");
        http.post(service + "/api/v1/webhooks/register-all", "{\"store_id\": 1, \"base_url\": \"" + service + "\"}");
        JsonNode placed = http.lines(simulator + "/__sim/truth/orders").stream()
                .filter(one -> one.path("customer").path("id").isNumber())
                .findFirst()
                .orElseThrow();
        order = placed.get("id").asLong();
        customer = placed.get("customer").get("id").asLong();
        sync();
        http.post(simulator + "/__sim/personal", customerAnd("\"text\":\"" + marker + "\""));
        deliver("customers/update", "{\"id\": %d, \"note\": \"%s\", and no JSON".formatted(customer, marker));
        deliver("checkouts/update", "{\"customer\": {\"id\": %d}, \"email\": \"%s\"}".formatted(customer, marker));
    }

    private void isKnown() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(told("customers", customer).get("note").asString()).isEqualTo(marker);
            assertThat(told("orders", order).get("note").asString()).isEqualTo(marker);
            assertThat(http.get(service + "/api/v1/dead-letters?store_id=1").get("dead_letters"))
                    .hasSize(1);
        });
    }

    private void allIsMadeAnew() {
        String rebuild = service + "/api/v1/projections/rebuilds/"
                + http.post(service + "/api/v1/projections/rebuild", "{}")
                        .get("rebuild_id")
                        .asLong();
        await().atMost(Duration.ofSeconds(120))
                .until(() -> http.get(rebuild).get("ended_at").isString());
        assertThat(http.get(rebuild).get("state").asString()).isEqualTo("done");
    }

    private void forget() {
        http.post(simulator + "/__sim/compliance", customerAnd("\"topic\":\"customers/redact\""));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode request = http.get(service + REQUESTS).at("/requests/0");
            assertThat(request.path("done_at").isString()).as("%s", request).isTrue();
            assertThat(request.at("/proof/keys_destroyed").asInt()).isGreaterThanOrEqualTo(2);
            assertThat(request.at("/proof/bodies_dropped").asInt()).isGreaterThanOrEqualTo(4);
        });
    }

    private void isNowhere() throws Exception {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(waiting()).isZero();
            for (String field : new String[] {"first_name", "last_name", "email", "note"}) {
                assertThat(told("customers", customer).get(field).asString()).isEqualTo("[redacted]");
            }
            assertThat(told("orders", order).get("note").asString()).isEqualTo("[redacted]");
            assertThat(told("orders", order).at("/shipping_address/city").asString("[redacted]"))
                    .isEqualTo("[redacted]");
        });
        JsonNode events = http.get(history()).get("events");
        assertThat(events.valueStream().map(event -> event.get("type").asString()))
                .as("once, and no personal change after it")
                .containsOnlyOnce("CustomerRedacted")
                .endsWith("CustomerRedacted");
        assertThat(events.toString()).doesNotContain(marker);
        TreeSet<String> columns = database(Search::columns);
        assertThat(columns).isEmpty();
        int opened = database(Search::openedAtAll);
        assertThat(opened).as("what belongs to others can still be opened").isPositive();
        assertThat(cached()).isNotEmpty().doesNotContain(marker);
        assertThat(http.get(service + "/api/v1/dead-letters?store_id=1").toString())
                .doesNotContain(marker);
    }

    private String history() {
        return service + "/api/v1/audit/customers/" + customer + "/history?store_id=1";
    }

    private Path postgres() {
        return folder.resolve("data").resolve("postgres");
    }

    /** @return the keys of the customer and the order, as they are kept */
    private List<byte[]> keys() throws IOException {
        List<byte[]> keys = jdbc().queryForList(
                        "select wrapped_key from ledger.subject_key where subject in (?, ?)",
                        byte[].class,
                        "customer/1/" + customer,
                        "order/1/" + order);
        assertThat(keys).hasSize(2).doesNotContainNull();
        return keys;
    }

    private Disk disk() throws IOException {
        return new Disk(postgres(), jdbc());
    }

    /** As it is, in the files of Postgres, of its log of writes and of ours: nothing was written that is not sealed. */
    private void onDiskItIsNowhere() throws Exception {
        jdbc().execute("checkpoint");
        for (String place : new String[] {"data", "log"}) {
            List<Path> files = database(search -> search.files(folder.resolve(place)));
            assertThat(files).as(place).isEmpty();
        }
        assertThat(Files.size(folder.resolve("log/shopledger.log"))).isPositive();
    }

    private interface Question<T> {
        T of(Search search) throws Exception;
    }

    private <T> T database(Question<T> question) throws Exception {
        JdbcTemplate jdbc = jdbc();
        return question.of(new Search(jdbc, new OpenLedger(folder.resolve("data"), jdbc), marker));
    }

    private JdbcTemplate jdbc() throws IOException {
        Path data = folder.resolve("data");
        return new JdbcTemplate(new DriverManagerDataSource(
                "jdbc:postgresql://127.0.0.1:"
                        + Files.readString(data.resolve("postgres.port")).strip() + "/shopledger",
                "shopledger",
                Files.readString(data.resolve("postgres.password")).strip()));
    }

    private String cached() {
        try (RedisClient client = RedisClient.create("redis://127.0.0.1:" + redis + "/0");
                StatefulRedisConnection<String, String> connection = client.connect()) {
            StringBuilder all = new StringBuilder();
            connection
                    .sync()
                    .keys("*")
                    .forEach(key -> all.append(key).append(connection.sync().get(key)));
            return all.toString();
        }
    }

    private void sync() {
        String sync = http.post(service + "/api/v1/sync/full", "{\"store_id\": 1, \"full_sync\": true}")
                .get("sync_id")
                .asString();
        await().atMost(Duration.ofSeconds(180))
                .until((Callable<Boolean>) () -> http.get(service + "/api/v1/sync/" + sync)
                        .get("status")
                        .asString()
                        .equals("completed"));
    }

    private JsonNode told(String kind, long id) {
        return http.get("%s/api/v1/%s/%d?store_id=1".formatted(service, kind, id));
    }

    private long waiting() {
        return http.get(service + "/api/v1/webhooks/ledger?store_id=1")
                .get("total")
                .get("waiting")
                .asLong();
    }

    private String customerAnd(String more) {
        return "{\"customer_id\":%d,%s}".formatted(customer, more);
    }

    private void deliver(String topic, String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("demo-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] hmac = mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
        assertThat(http.send(Http.request(service + "/webhooks")
                                .header("X-Shopify-Topic", topic)
                                .header("X-Shopify-Shop-Domain", "demo.myshopify.com")
                                .header(
                                        "X-Shopify-Webhook-Id",
                                        UUID.randomUUID().toString())
                                .header(
                                        "X-Shopify-Hmac-Sha256",
                                        Base64.getEncoder().encodeToString(hmac))
                                .POST(BodyPublishers.ofString(body)))
                        .statusCode())
                .isEqualTo(200);
    }

    /** No compression makes it shorter, and nothing else has it. */
    private static String marker() {
        byte[] random = new byte[20];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
