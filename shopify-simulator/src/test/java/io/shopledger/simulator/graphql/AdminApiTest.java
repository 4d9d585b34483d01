package io.shopledger.simulator.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.simulator.Plan;
import io.shopledger.simulator.Simulator;
import io.shopledger.simulator.SimulatorSettings;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminApiTest {
    private static final String PATH = "/admin/api/2026-10/graphql.json";
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-10T12:00:00Z"), ZoneOffset.UTC);

    private Simulator simulator;
    private App app;

    @BeforeAll
    void start() {
        simulator = shop(Plan.UNLIMITED);
        app = new App(simulator.address());
    }

    private static Simulator shop(Plan plan) {
        return Simulator.start(SimulatorSettings.builder()
                .port(0)
                .products(30)
                .orders(40)
                .customers(20)
                .plan(plan)
                .clock(NOON)
                .build());
    }

    @AfterAll
    void close() {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ product(id: \"12\") { id } }|argumentLiteralsIncompatible|Invalid global id '12'",
                "{ shop { id |PARSE_ERROR|syntax error",
                "query Q { shop { nothing } }|undefinedField|Field 'nothing' doesn't exist on type 'Shop'",
                "query Q { noSuchRoot { id } }|undefinedField|Field 'noSuchRoot' doesn't exist on type 'QueryRoot'",
                "query Q { products(first: 1, colour: 2) { nodes { id } } }|argumentNotAccepted|Field 'products' doesn't accept argument 'colour'",
                "query Q { product { id } }|missingRequiredArguments|Field 'product' is missing required arguments: id",
                "query Q($x: Int) { shop { id } }|variableNotUsed|Variable $x is declared by Q but not used",
                "query Q { shop }|selectionMismatch|shop",
                "query Q { products(first: \"x\") { nodes { id } } }|argumentLiteralsIncompatible|first",
            })
    void wrongDocument_isRefusedWithoutData(String query, String code, String message) {
        JsonNode answer = app.ask(query, Map.of());

        assertThat(answer.has("data")).isFalse();
        assertThat(answer.has("extensions")).isFalse();
        JsonNode error = answer.get("errors").get(0);
        assertThat(error.at("/extensions/code").asString()).isEqualTo(code);
        assertThat(error.get("message").asString()).contains(message);
    }

    @Test
    void wrongVariable_isTold() {
        JsonNode answer = app.ask("query Q($id: ID!) { product(id: $id) { id } }", Map.of());

        assertThat(answer.has("data")).isFalse();
        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("INVALID_VARIABLE");
        assertThat(answer.at("/errors/0/message").asString())
                .isEqualTo("Variable $id of type ID! was provided invalid value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ products { nodes { id } } }|BAD_REQUEST|you must provide one of first or last",
                "{ products(first: 251) { nodes { id } } }|BAD_REQUEST|first must be between 0 and 250",
                "{ products(first: 5, after: \"zzz\") { nodes { id } } }|BAD_REQUEST|Invalid cursor",
                "{ products(first: 5, query: \"colour:red\") { nodes { id } } }|BAD_REQUEST|colour:red",
            })
    void wrongValue_isAnErrorBesideData(String query, String code, String message) {
        JsonNode answer = app.ask(query, Map.of());

        assertThat(answer.has("data")).isTrue();
        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo(code);
        assertThat(answer.at("/errors/0/message").asString()).contains(message);
        assertThat(answer.at("/extensions/cost/actualQueryCost").isInt()).isTrue();
    }

    @Test
    void wrongToken_is401InShopifysWords() {
        HttpResponse<String> answer = app.post(PATH, "shpat_other", "{ shop { id } }", Map.of());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"errors\":\"[API] Invalid API key or access token (unrecognized login or wrong password)\"}");
        assertThat(app.post(PATH, null, "{ shop { id } }", Map.of()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void shopAndVersion_areNamedByThePath() {
        HttpResponse<String> answer = app.post(
                "/demo.myshopify.com/admin/api/2024-01/graphql.json",
                "shpat_demo",
                "{ shop { myshopifyDomain currencyCode } }",
                Map.of());

        assertThat(answer.body()).contains("\"myshopifyDomain\":\"demo.myshopify.com\"", "\"currencyCode\":\"USD\"");
        assertThat(answer.headers().firstValue("X-Shopify-API-Version")).contains("2026-01");
    }

    @Test
    void emptyBucket_throttles() {
        try (Simulator poor = shop(Plan.STANDARD)) {
            throttles(new App(poor.address()));
        }
    }

    @Test
    void tooDear_isNotRun() {
        JsonNode answer = app.ask(
                "{ orders(first: 250) { nodes { id lineItems(first: 250) { nodes { id product { id } variant { id } taxLines { title } } } "
                        + "shippingLines(first: 250) { nodes { id } } refunds { refundLineItems(first: 250) { nodes { lineItem { id } } } } "
                        + "fulfillments { fulfillmentLineItems(first: 250) { nodes { lineItem { id } } } } } } }",
                Map.of());

        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("MAX_COST_EXCEEDED");
        assertThat(answer.at("/errors/0/extensions/maxCost").asInt()).isEqualTo(1_000);
        assertThat(answer.has("data")).isFalse();
    }

    @Test
    void pagesUnderWrites_giveEachOnceAndInOrder() {
        Set<String> before = ids("products");
        Set<String> seen = new HashSet<>();
        String after = null;
        do {
            Map<String, Object> variables = new HashMap<>();
            variables.put("after", after);
            JsonNode page = app.data(
                            "query($after: String) { products(first: 7, after: $after) { nodes { id title } pageInfo { hasNextPage endCursor } } }",
                            variables)
                    .get("products");
            for (JsonNode node : page.get("nodes")) {
                assertThat(seen.add(node.get("id").asString())).isTrue();
            }
            app.data(
                    "mutation($id: ID!) { productSet(identifier: {id: $id}, input: {title: \"Moved\"}) { product { id } } }",
                    Map.of("id", page.at("/nodes/0/id").asString()));
            after = page.at("/pageInfo/hasNextPage").asBoolean()
                    ? page.at("/pageInfo/endCursor").asString()
                    : null;
        } while (after != null);

        assertThat(seen).isEqualTo(before);
    }

    @Test
    void sortedByUpdate_laterOnesComeLast() {
        List<String> times = new ArrayList<>();
        app.data("{ orders(first: 100, sortKey: UPDATED_AT) { nodes { updatedAt } } }")
                .at("/orders/nodes")
                .forEach(node -> times.add(node.get("updatedAt").asString()));

        assertThat(times).hasSize(40).isSorted();
        String middle = times.get(20);
        JsonNode since = app.data(
                "query($q: String) { orders(first: 100, query: $q, sortKey: UPDATED_AT, reverse: true) { nodes { updatedAt } } ordersCount(query: $q, limit: null) { count precision } }",
                Map.of("q", "updated_at:>='%s' AND updated_at:<'%s'".formatted(middle, times.get(39))));
        assertThat(since.at("/orders/nodes")).hasSize(19);
        assertThat(since.at("/orders/nodes/18/updatedAt").asString()).isEqualTo(middle);
        assertThat(since.get("ordersCount").toString()).isEqualTo("{\"count\":19,\"precision\":\"EXACT\"}");
    }

    @Test
    void filterTimes_withAnOffsetFindNothing_andCustomersMatchWholeDays() {
        String count = "query($q: String) { ordersCount(query: $q) { count } customersCount(query: $q) { count } }";
        JsonNode offset = app.data(count, Map.of("q", "updated_at:>='2020-01-01T00:00:00-05:00'"));
        JsonNode all = app.data(count, Map.of("q", "updated_at:>='2020-01-01T00:00:00Z'"));
        assertThat(offset.at("/ordersCount/count").asInt()).isZero();
        assertThat(all.at("/ordersCount/count").asInt()).isEqualTo(40);

        String last = app.data("{ customers(first: 1, sortKey: UPDATED_AT, reverse: true) { nodes { updatedAt } } }")
                .at("/customers/nodes/0/updatedAt")
                .asString();
        JsonNode late = app.data(count, Map.of("q", "updated_at:>'%s'".formatted(last)));
        assertThat(late.at("/customersCount/count").asInt()).isPositive();
    }

    private static void throttles(App app) {
        String dear =
                "{ products(first: 100) { nodes { id variants(first: 100) { nodes { id inventoryItem { id } } } } } }";
        JsonNode answer = app.ask(dear, Map.of());
        int requested = answer.at("/extensions/cost/requestedQueryCost").asInt();
        assertThat(requested).isBetween(150, 1_000);
        int calls = 0;
        while (!answer.has("errors")) {
            answer = app.ask(dear, Map.of());
            calls++;
            assertThat(calls).isLessThan(50);
        }

        assertThat(answer.has("data")).isFalse();
        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("THROTTLED");
        assertThat(answer.at("/extensions/cost/actualQueryCost").isNull()).isTrue();
        JsonNode status = answer.at("/extensions/cost/throttleStatus");
        assertThat(status.get("maximumAvailable").asInt()).isEqualTo(2_000);
        assertThat(status.get("restoreRate").asInt()).isEqualTo(100);
        assertThat(status.get("currentlyAvailable").asInt()).isLessThan(requested);
        JsonNode stats = app.look("/__sim/stats");
        assertThat(stats.get("throttled").asInt()).isEqualTo(1);
        assertThat(stats.get("points").asInt())
                .isEqualTo(2_000 - status.get("currentlyAvailable").asInt());
        assertThat(stats.at("/pages/products").asInt()).isEqualTo(calls);
    }

    private Set<String> ids(String kind) {
        Set<String> ids = new HashSet<>();
        app.truth(kind).forEach(body -> ids.add(body.get("admin_graphql_api_id").asString()));
        return ids;
    }
}
