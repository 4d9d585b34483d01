package io.shopledger.app.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.app.cli.ShopledgerCommand;
import io.shopledger.app.comparison.WrittenProducts;
import io.shopledger.app.process.Http;
import io.shopledger.app.process.Jar;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The calls of the integration guide, in its order, by a caller that knows nothing else: against the jar and a simulated store. */
class GuideTest {
    private static final List<String> TOPICS = List.of(
            "orders/create",
            "orders/updated",
            "orders/cancelled",
            "orders/fulfilled",
            "products/create",
            "products/update",
            "products/delete",
            "customers/create",
            "customers/update",
            "inventory_levels/update");

    private final Http http = new Http();

    @TempDir
    Path folder;

    @Test
    void theGuidesCallsInItsOrder_doWhatItSays() {
        String simulator = "http://127.0.0.1:" + Jar.freePort();
        String service = "http://127.0.0.1:" + Jar.freePort();
        String api = service + "/api/v1";
        try (Jar shopify = Jar.simulator(
                                folder.resolve("simulator.log"),
                                "--port=" + Jar.port(simulator),
                                "--shop=guide.myshopify.com",
                                "--products=60",
                                "--orders=80",
                                "--customers=40",
                                "--plan=advanced",
                                "--live-rate=0")
                        .ready(http, simulator + "/__sim/stats");
                Jar ledger = Jar.shopledger(
                                folder.resolve("shopledger.log"),
                                Map.of(
                                        "SHOPLEDGER_SHOPIFY_URL",
                                        simulator + "/{shop}",
                                        "SHOPIFY_API_KEY",
                                        "demo-key",
                                        "SHOPIFY_API_SECRET",
                                        "demo-secret",
                                        "OAUTH_CALLBACK_URL",
                                        service + "/api/v1/auth/oauth/callback"),
                                "serve",
                                "--server.port=" + Jar.port(service),
                                "--data-dir=" + folder.resolve("data"))
                        .ready(http, service + "/health")) {
            long store = connected(api);
            authorize(api);
            whatIsMisspeltIsRefused(api, store);
            webhooksAreRegistered(api, service, simulator, store);
            new GuidedSyncs(http, api, simulator, store).everyTypeIsSynced();
            aWebhookOfTheCallersOwnEndpointIsTaken(api, store);
            productsAreMade(api, simulator, store);
            new GuidedBudget(http, api, simulator, store).isToldAsShopifyHasIt();
            theMetricsAreThere(service);
            theWrittenGuideHolds(service);
            new RequestsPage(http).everyRequestIsDescribed(service);
            new DescribedAnswers(http, service).areAsDescribed();
            theCommandsAsk(service);
            assertThat(ledger.output())
                    .doesNotContain("demo-secret")
                    .doesNotContain("shpat_demo")
                    .doesNotContain("Exception");
            assertThat(shopify.output()).doesNotContain("Exception");
        }
    }

    /** After all else, for it registers the webhooks anew and syncs again. */
    private void theWrittenGuideHolds(String service) {
        new GuidePage(
                        http,
                        Map.of(
                                "yours.myshopify.com",
                                "guide.myshopify.com",
                                "shpat_YOUR_TOKEN",
                                "shpat_demo",
                                "YOUR_CLIENT_ID",
                                "demo-key",
                                "YOUR_CLIENT_SECRET",
                                "demo-secret"))
                .everyCallSucceeds(service);
    }

    /** The command line, against this service. */
    private void theCommandsAsk(String service) {
        StringWriter out = new StringWriter();
        CommandLine commands = ShopledgerCommand.commandLine().setOut(new PrintWriter(out, true));
        assertThat(commands.execute("health", "--url=" + service)).as("%s", out).isZero();
        assertThat(commands.execute("sync", "products", "--store-id=1", "--url=" + service))
                .as("%s", out)
                .isZero();
        assertThat(out.toString()).contains("of store 1, products: completed");
        assertThat(commands.execute("audit", "verify", "--url=" + service))
                .as("%s", out)
                .isZero();
        assertThat(out.toString()).contains("The history is as it was written.");
        Path exported = folder.resolve("orders.ndjson");
        assertThat(commands.execute(
                        "audit", "export", "--store-id=1", "--kind=orders", "--output=" + exported, "--url=" + service))
                .as("%s", out)
                .isZero();
        assertThat(exported).content().contains("\"type\":\"OrderPlaced\"");
    }

    private long connected(String api) {
        String body = """
                {"store_domain": "guide.myshopify.com", "access_token": "shpat_demo", "api_key": "demo-key",
                 "api_secret": "demo-secret", "private_app": true}""";
        HttpResponse<String> made = post(api + "/stores", body);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        JsonNode store = JsonMapper.shared().readTree(made.body());
        HttpResponse<String> again = post(api + "/stores", body);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        assertThat(JsonMapper.shared().readTree(again.body()).get("id")).isEqualTo(store.get("id"));
        assertThat(made.body()).doesNotContain("shpat_demo").doesNotContain("demo-secret");
        assertThat(post(api + "/stores", body.replace("shpat_demo", "shpat_wrong"))
                        .statusCode())
                .isEqualTo(422);
        return store.get("id").asLong();
    }

    private void authorize(String api) {
        String address = http.get(api + "/auth/oauth/authorize?shop=guide.myshopify.com")
                .get("auth_url")
                .asString();
        assertThat(address).contains("client_id=demo-key", "scope=", "redirect_uri=", "state=");
        HttpResponse<String> back = http.send(Http.request(
                        api
                                + "/auth/oauth/callback?code=c&hmac=00&host=h&new=n&shop=guide.myshopify.com&state=s&timestamp=1")
                .GET());
        assertThat(back.statusCode()).as(back.body()).isEqualTo(403);
        assertThat(back.body()).contains("invalid-hmac");
        HttpResponse<String> passedOn = post(
                api + "/auth/oauth/callback",
                "{\"shop\": \"guide.myshopify.com\", \"code\": \"c\", \"state\": \"s\", \"hmac\": \"00\", \"timestamp\": \"1\"}");
        assertThat(passedOn.body()).as("what else Shopify sent is let be").contains("invalid-state");
    }

    private void whatIsMisspeltIsRefused(String api, long store) {
        Map.of(
                        "/sync/orders {\"store_id\": %d, \"batchsize\": 7}",
                        "; there are store_id, full_sync, since_date, batch_size, retry_failed.",
                        "/sync/orders {\"store_id\": %d.5}",
                        "store_id has to be a whole number",
                        "/sync/orders {\"store_id\": %d, \"full_sync\": 2}",
                        "full_sync has to be true or false",
                        "/sync/orders {\"store_id\": %d, \"batch_size\": \"5x\"}",
                        "batch_size has to be a whole number",
                        "/stores {\"store_domain\": \"guide-%d.myshopify.com\", \"acess_token\": \"shpat_demo\"}",
                        "there are store_domain, access_token, api_key, api_secret, private_app.",
                        "/webhooks/register-all {\"store_id\": %d, \"baseurl\": \"https://x.example\"}",
                        "there are store_id, base_url, topics.",
                        "/products/bulk {\"store_id\": %d, \"product\": []}",
                        "there are store_id, products.",
                        "/products {\"store_id\": %d, \"titel\": \"Cup\"}",
                        "There is no field titel")
                .forEach((call, said) -> {
                    String[] parts = call.formatted(store).split(" ", 2);
                    HttpResponse<String> answer = post(api + parts[0], parts[1]);
                    assertThat(answer.statusCode())
                            .as("%s: %s", call, answer.body())
                            .isEqualTo(400);
                    JsonNode problem = JsonMapper.shared().readTree(answer.body());
                    assertThat(problem.get("type").asString()).isEqualTo("urn:shopledger:problem:bad-request");
                    assertThat(problem.get("detail").asString()).as(call).contains(said);
                });
    }

    private void webhooksAreRegistered(String api, String service, String simulator, long store) {
        String body = JsonMapper.shared()
                .writeValueAsString(JsonMapper.shared()
                        .createObjectNode()
                        .put("store_id", store)
                        .put("base_url", service)
                        .set("topics", JsonMapper.shared().valueToTree(TOPICS)));
        Map<String, String> addresses = new TreeMap<>();
        TOPICS.forEach(topic -> addresses.put(topic, service + "/webhooks/" + topic.replaceAll("[/_]", "-")));
        JsonNode registered = http.post(api + "/webhooks/register-all", body);
        assertThat(outcomes(registered)).isEqualTo(all("created"));
        assertThat(subscribed(simulator)).isEqualTo(addresses);
        JsonNode again = http.post(api + "/webhooks/register-all", body);
        assertThat(outcomes(again)).isEqualTo(all("unchanged"));
        assertThat(subscribed(simulator)).isEqualTo(addresses);

        http.post(simulator + "/__sim/traffic", "{\"rate\": 20, \"seconds\": 5}");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(http.get(api + "/webhooks/ledger?store_id=" + store)
                                .get("total")
                                .get("applied")
                                .asLong())
                        .isGreaterThan(10));
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        http.get(simulator + "/__sim/stats").get("traffic_left").asLong() == 0);
    }

    private static Map<String, String> all(String value) {
        Map<String, String> all = new TreeMap<>();
        TOPICS.forEach(topic -> all.put(topic, value));
        return all;
    }

    private static Map<String, String> outcomes(JsonNode registered) {
        assertThat(registered.get("total_registered").asInt())
                .as("%s", registered)
                .isEqualTo(TOPICS.size());
        Map<String, String> outcomes = new TreeMap<>();
        for (JsonNode topic : registered.get("topics")) {
            assertThat(topic.get("error").isNull()).as("%s", topic).isTrue();
            outcomes.put(topic.get("topic").asString(), topic.get("outcome").asString());
        }
        return outcomes;
    }

    /** Where the store sends what, by its own list; each topic once. */
    private Map<String, String> subscribed(String simulator) {
        Map<String, String> subscribed = new TreeMap<>();
        for (JsonNode one : http.get(simulator + "/__sim/stats").get("registrations")) {
            String topic = one.get("topic").asString().toLowerCase(Locale.ROOT);
            int slash = topic.lastIndexOf('_');
            String wire = topic.substring(0, slash) + "/" + topic.substring(slash + 1);
            assertThat(subscribed.put(wire, one.get("uri").asString())).as(wire).isNull();
        }
        return subscribed;
    }

    private void aWebhookOfTheCallersOwnEndpointIsTaken(String api, long store) {
        HttpResponse<String> taken = http.send(Http.request(api + "/webhooks/process")
                .header("Content-Type", "application/json")
                .header("X-Shopify-Topic", "products/update")
                .header("X-Shopify-Shop-Domain", "guide.myshopify.com")
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"id": 788032119674292922, "title": "Told by the caller", "handle": "told", "status": "active",
                         "updated_at": "2026-11-01T10:00:00-05:00", "created_at": "2026-11-01T10:00:00-05:00",
                         "variants": [], "options": [], "media": [], "variant_gids": []}""")));
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                http.send(Http.request(api + "/products/788032119674292922?store_id=" + store)
                                                .GET())
                                        .body())
                        .contains("\"title\":\"Told by the caller\"", "\"handle\":\"told\""));
    }

    private void productsAreMade(String api, String simulator, long store) {
        JsonNode accepted = http.post(
                api + "/products/bulk",
                "{\"store_id\": " + store + ", \"products\": [{\"title\": \"Guide mug\", \"price\": \"12.50\"},"
                        + " {\"title\": \"Guide shirt\", \"price\": 25}]}");
        assertThat(accepted.get("accepted").asInt()).isEqualTo(2);
        assertThat(accepted.at("/products/0/status").asString()).isEqualTo("pending");
        whatWasWrittenIsReadAtOnce(
                api,
                post(
                        api + "/products",
                        "{\"store_id\": " + store + ", \"title\": \"Guide hat\", \"price\": \"9.90\"}"));
        WrittenProducts written =
                new WrittenProducts(http, simulator, api.substring(0, api.length() - "/api/v1".length()), "Guide ");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> written.areWrittenOnce(
                        Map.of("Guide mug", "12.50", "Guide shirt", "25", "Guide hat", "9.90"), store));
    }

    private void whatWasWrittenIsReadAtOnce(String api, HttpResponse<String> taken) {
        String write =
                JsonMapper.shared().readTree(taken.body()).get("write_id").asString();
        HttpResponse<String> read = http.send(Http.request(api + "/products/writes/" + write)
                .header(
                        "X-At-Least-Position",
                        taken.headers().firstValue("X-Position").orElse("none"))
                .header("Prefer", "wait=30")
                .GET());
        assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
        assertThat(read.body()).contains("Guide hat");
    }

    private void theMetricsAreThere(String service) {
        String metrics = http.send(Http.request(service + "/metrics").GET()).body();
        assertThat(metrics)
                .containsPattern(
                        "(?m)^shopify_webhooks_total\\{[^}]*store=\"guide\\.myshopify\\.com\",topic=\"products/update\"[^}]*\\} [1-9][0-9]*\\.0$")
                .containsPattern("(?m)^shopify_sync_duration_seconds_count\\{[^}]*sync_type=\"full\"[^}]*\\} 1$")
                .containsPattern("(?m)^shopify_active_stores(\\{[^}]*\\})? 1\\.0$");
    }

    private HttpResponse<String> post(String address, String json) {
        return http.send(Http.request(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }
}
