package io.shopledger.simulator.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.simulator.Simulator;
import io.shopledger.simulator.SimulatorSettings;
import io.shopledger.simulator.truth.PublishedData;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a token is not granted is refused, in the words that were recorded of Shopify. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTest {
    private Simulator simulator;
    private App app;

    @BeforeAll
    void start() {
        simulator = Simulator.start(SimulatorSettings.builder()
                .port(0)
                .products(5)
                .orders(10)
                .customers(5)
                .scopes("write_products,read_orders")
                .build());
        app = new App(simulator.address());
    }

    @BeforeEach
    void productsAndOrdersOnly() {
        app.control("/__sim/scopes", "{\"scopes\": [\"write_products\", \"read_orders\"]}");
    }

    @AfterAll
    void close() {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ customers(first: 1) { nodes { id } } }|customers|read_customers",
                "{ customersCount { count } }|customersCount|read_customers",
                "{ inventoryItems(first: 1) { nodes { id } } }|inventoryItems|read_inventory",
                "{ locations(first: 1) { nodes { id } } }|locations|read_locations",
                "{ products(first: 1) { nodes { variants(first: 1) { nodes { inventoryItem { id } } } } } }|inventoryItem|read_inventory",
                "mutation { inventorySetQuantities(input: {name: \"available\", reason: \"correction\", quantities: []}) @idempotent(key: \"k\") { userErrors { message } } }|inventorySetQuantities|write_inventory",
            })
    void notGranted_isDenied(String query, String field, String scope) {
        JsonNode answer = app.ask(query, Map.of());

        assertThat(answer.get("errors")).as("%s", answer).hasSize(1);
        JsonNode error = answer.get("errors").get(0);
        assertThat(error.get("message").asString())
                .isEqualTo("Access denied for %s field. Required access: `%s` access scope.".formatted(field, scope));
        assertThat(error.at("/extensions/code").asString()).isEqualTo("ACCESS_DENIED");
        assertThat(error.at("/extensions/requiredAccess").asString()).isEqualTo("`%s` access scope.".formatted(scope));
        assertThat(error.get("path").get(error.get("path").size() - 1).asString())
                .isEqualTo(field);
    }

    @Test
    void deniedNodes_areDenied_grantedOnesAreNot() {
        String customer =
                app.truth("customers").get(0).get("admin_graphql_api_id").asString();
        String product =
                app.truth("products").get(0).get("admin_graphql_api_id").asString();
        String nodes = "query Q($ids: [ID!]!) { nodes(ids: $ids) { id } }";

        assertThat(app.data(nodes, Map.of("ids", Set.of(product)))
                        .at("/nodes/0/id")
                        .asString())
                .isEqualTo(product);
        assertThat(app.ask(nodes, Map.of("ids", Set.of(customer)))
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("ACCESS_DENIED");
    }

    @Test
    void whoMayWriteMayRead() {
        assertThat(app.data("{ productsCount { count } }")
                        .at("/productsCount/count")
                        .asInt())
                .isEqualTo(5);
        assertThat(app.data(
                                "mutation { productSet(input: {title: \"Mine\"}) { product { id } userErrors { message } } }")
                        .at("/productSet/product/id")
                        .isMissingNode())
                .isFalse();
        app.control("/__sim/scopes", "{\"scopes\": [\"read_products\"]}");
        JsonNode denied =
                app.ask("mutation { productSet(input: {title: \"Not mine\"}) { userErrors { message } } }", Map.of());
        assertThat(denied.at("/errors/0/extensions/requiredAccess").asString())
                .isEqualTo("`write_products` access scope.");
        assertThat(app.truth("products"))
                .noneMatch(it -> it.get("title").asString().equals("Not mine"));
    }

    @Test
    void codeIsGoodForTheScopesThatWereAskedFor() throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        String back = client.send(
                        HttpRequest.newBuilder(simulator
                                        .address()
                                        .resolve("/admin/oauth/authorize?client_id=demo-key&state=s"
                                                + "&scope=read_customers&redirect_uri=http://127.0.0.1/back"))
                                .build(),
                        BodyHandlers.discarding())
                .headers()
                .firstValue("Location")
                .orElseThrow();
        String code = URI.create(back).getQuery().replaceFirst(".*code=([^&]+).*", "$1");
        String granted = client.send(
                        HttpRequest.newBuilder(simulator.address().resolve("/admin/oauth/access_token"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(
                                        "{\"client_id\":\"demo-key\",\"client_secret\":\"demo-secret\",\"code\":\"%s\"}"
                                                .formatted(code)))
                                .build(),
                        BodyHandlers.ofString())
                .body();

        assertThat(JsonMapper.shared().readTree(granted).get("scope").asString())
                .isEqualTo("read_customers");
        assertThat(app.data("{ customersCount { count } }")
                        .at("/customersCount/count")
                        .asInt())
                .isEqualTo(5);
        assertThat(app.ask("{ ordersCount { count } }", Map.of())
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("ACCESS_DENIED");
        Set<String> told = new TreeSet<>();
        app.data("{ currentAppInstallation { accessScopes { handle } } }")
                .at("/currentAppInstallation/accessScopes")
                .forEach(scope -> told.add(scope.get("handle").asString()));
        assertThat(told).containsExactly("read_customers");
    }

    @Test
    void refusal_hasTheFieldsOfARecordedOne() throws IOException {
        Path file = PublishedData.present(
                "graphql-captures",
                "2025-01",
                "shipping-fulfillments",
                "shipping-settings-package-pickup-constraints.json");
        JsonNode recorded = denied(JsonMapper.shared().readTree(Files.readString(file)));
        assertThat(recorded).isNotNull();

        JsonNode ours = app.ask("{ locations(first: 1) { nodes { id } } }", Map.of());

        assertThat(names(ours)).containsAll(names(recorded));
        assertThat(ours.get("data").isNull()).isEqualTo(recorded.get("data").isNull());
        assertThat(names(ours.at("/errors/0"))).isEqualTo(names(recorded.at("/errors/0")));
        assertThat(names(ours.at("/errors/0/extensions"))).isEqualTo(names(recorded.at("/errors/0/extensions")));
    }

    /** The first whole answer in a recording that was denied. */
    private static JsonNode denied(JsonNode recording) {
        if (recording.at("/errors/0/extensions/code").asString("").equals("ACCESS_DENIED")
                && recording.at("/data").isNull()) {
            return recording;
        }
        for (JsonNode part : recording) {
            JsonNode found = denied(part);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static Set<String> names(JsonNode object) {
        return new TreeSet<>(object.propertyNames());
    }
}
