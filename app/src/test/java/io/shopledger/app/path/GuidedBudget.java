package io.shopledger.app.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.app.process.Http;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The store's budget, as a list's headers tell it and as Shopify has it, after much of it was spent. */
final class GuidedBudget {
    private static final String CHEAP = "{ shop { name } }";
    /** Some 400 points. */
    private static final String DEAR = IntStream.range(0, 8)
            .mapToObj(n -> "a%d: orders(first: 50) { nodes { lineItems(first: 20) { nodes { id } } } }".formatted(n))
            .collect(Collectors.joining(" ", "{ ", " }"));

    private final Http http;
    private final String api;
    private final String simulator;
    private final long store;

    GuidedBudget(Http http, String api, String simulator, long store) {
        this.http = http;
        this.api = api;
        this.simulator = simulator;
        this.store = store;
    }

    /** The service learns of it by its own next call, here that of a write; from then on both refill it alike. */
    void isToldAsShopifyHasIt() {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            spendMuch();
            String write = http.post(
                            api + "/products",
                            "{\"store_id\": " + store + ", \"title\": \"Budget mug\", \"price\": \"1.00\"}")
                    .get("write_id")
                    .asString();
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> http.get(api + "/products/writes/" + write)
                            .get("status")
                            .asString()
                            .equals("confirmed"));

            JsonNode before = throttle(CHEAP);
            HttpResponse<String> list = http.send(Http.request(api + "/products?store_id=" + store + "&limit=10"));
            JsonNode after = throttle(CHEAP);

            double maximum = before.get("maximumAvailable").asDouble();
            double rate = before.get("restoreRate").asDouble();
            long remaining = number(list, "X-RateLimit-Remaining");
            assertThat(after.get("currentlyAvailable").asDouble())
                    .as("not full again")
                    .isLessThan(maximum);
            // A second's points for what went by between Shopify's word and its arrival, and for our own questions.
            assertThat((double) remaining)
                    .isBetween(
                            before.get("currentlyAvailable").asDouble() - rate,
                            after.get("currentlyAvailable").asDouble() + rate);
            assertThat((double) number(list, "X-RateLimit-Reset"))
                    .isBetween((maximum - remaining) / rate - 1, (maximum - remaining) / rate + 1);
        });
    }

    private void spendMuch() {
        JsonNode left = throttle(CHEAP);
        while (left.get("currentlyAvailable").asDouble()
                > 0.7 * left.get("maximumAvailable").asDouble()) {
            left = throttle(DEAR);
        }
    }

    private JsonNode throttle(String query) {
        HttpResponse<String> answer =
                http.send(Http.request(simulator + "/guide.myshopify.com/admin/api/2026-10/graphql.json")
                        .header("Content-Type", "application/json")
                        .header("X-Shopify-Access-Token", "shpat_demo")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"query\": \"" + query + "\"}")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode status = JsonMapper.shared().readTree(answer.body()).at("/extensions/cost/throttleStatus");
        assertThat(status.isObject()).as(answer.body()).isTrue();
        return status;
    }

    private static long number(HttpResponse<String> answer, String header) {
        return Long.parseLong(answer.headers().firstValue(header).orElseThrow());
    }
}
