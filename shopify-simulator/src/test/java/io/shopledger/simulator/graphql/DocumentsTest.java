package io.shopledger.simulator.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.simulator.Simulator;
import io.shopledger.simulator.SimulatorSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** All that the adapter asks is answered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentsTest {
    private final Map<String, List<JsonNode>> truths = new HashMap<>();
    private Simulator simulator;
    private App app;

    @BeforeAll
    void start() {
        assertThat(Documents.FOLDER).as("the adapter's documents").isDirectory();
        simulator = Simulator.start(SimulatorSettings.builder()
                .port(0)
                .products(60)
                .orders(80)
                .customers(30)
                .build());
        app = new App(simulator.address());
    }

    @AfterAll
    void close() {
        if (simulator != null) {
            simulator.close();
        }
    }

    @Test
    void everyDocument_isAnsweredWithoutErrors() {
        for (String name : Documents.names()) {
            JsonNode answer = app.ask(Documents.read(name), variables(name));

            assertThat(answer.has("errors"))
                    .as("%s: %s", name, answer.get("errors"))
                    .isFalse();
            for (JsonNode root : answer.get("data")) {
                assertThat(root.isNull()).as("%s: %s", name, answer).isFalse();
                assertThat(root.path("userErrors")).as("%s: %s", name, answer).isEmpty();
                root.path("nodes")
                        .forEach(node -> assertThat(node.isNull())
                                .as("%s: %s", name, answer)
                                .isFalse());
            }
        }
    }

    private Map<String, ?> variables(String name) {
        String product = id("products", "Product");
        String item = id("inventory", "InventoryItem");
        String order = id("orders", "Order");
        String customer = id("customers", "Customer");
        return switch (name) {
            case "products-by-id.graphql" -> Map.of("ids", List.of(product));
            case "orders-by-id.graphql" -> Map.of("ids", List.of(order));
            case "customers-by-id.graphql" -> Map.of("ids", List.of(customer));
            case "inventory-items-by-id.graphql" -> Map.of("ids", List.of(item));
            case "inventory-levels-by-id.graphql" -> Map.of("ids", List.of(level()));
            case "product-by-identifier.graphql" -> Map.of("identifier", Map.of("id", product));
            case "product-set.graphql" -> Map.of("input", Map.of("title", "Set by a document"));
            case "product-update.graphql" -> Map.of("product", Map.of("id", product, "title", "Updated by a document"));
            case "product-variants-update.graphql" ->
                Map.of("product", product, "variants", List.of(Map.of("id", variant(), "price", "7")));
            case "product-delete.graphql" -> Map.of("input", Map.of("id", added()));
            case "inventory-level.graphql" -> Map.of("item", item, "location", location());
            case "inventory-set.graphql" -> {
                Map<String, Object> quantity =
                        new HashMap<>(Map.of("inventoryItemId", item, "locationId", location(), "quantity", 7));
                quantity.put("changeFromQuantity", null);
                yield Map.of(
                        "key",
                        "by-a-document",
                        "input",
                        Map.of("name", "available", "reason", "correction", "quantities", List.of(quantity)));
            }
            case "webhook-subscription-create.graphql" ->
                Map.of("topic", "PRODUCTS_UPDATE", "subscription", Map.of("uri", "https://app.example.com/" + name));
            case "webhook-subscription-update.graphql" ->
                Map.of("id", subscribed("u"), "subscription", Map.of("uri", "https://app.example.com/updated"));
            case "webhook-subscription-delete.graphql" -> Map.of("id", subscribed("d"));
            case "fulfillment-lines.graphql" -> Map.of("id", part("fulfillments"), "first", 5);
            case "return-lines.graphql" -> Map.of("id", part("returns"), "first", 5);
            case "refund-lines.graphql",
                    "refund-payments.graphql",
                    "refund-shipping.graphql",
                    "refund-adjustments.graphql" -> Map.of("id", part("refunds"), "first", 5);
            default -> {
                if (name.startsWith("product-")) {
                    yield Map.of("id", product, "first", 5);
                }
                if (name.startsWith("order-")) {
                    yield Map.of("id", order, "first", 5);
                }
                if (name.startsWith("customer-")) {
                    yield Map.of("id", customer, "first", 5);
                }
                yield name.startsWith("inventory-") && !name.contains("page")
                        ? Map.of("id", item, "first", 5)
                        : Map.of("first", 3);
            }
        };
    }

    private String id(String kind, String type) {
        return Gid.of(type, truth(kind).get(0).get("id").asLong());
    }

    private List<JsonNode> truth(String kind) {
        return truths.computeIfAbsent(kind, app::truth);
    }

    private String variant() {
        return truth("products").get(0).at("/variants/0/admin_graphql_api_id").asString();
    }

    private String level() {
        return truth("inventory")
                .get(0)
                .get("levels")
                .get(0)
                .get("admin_graphql_api_id")
                .asString();
    }

    private String location() {
        return Gid.of(
                "Location",
                truth("inventory").get(0).at("/levels/0/location_id").asLong());
    }

    private String part(String list) {
        return truth("orders").stream()
                .filter(order -> !order.get(list).isEmpty())
                .findFirst()
                .orElseThrow()
                .get(list)
                .get(0)
                .get("admin_graphql_api_id")
                .asString();
    }

    private String added() {
        return app.data("mutation { productSet(input: {title: \"Soon gone\"}) { product { id } } }")
                .at("/productSet/product/id")
                .asString();
    }

    private String subscribed(String mark) {
        return app.data(
                        "mutation($uri: String!) { webhookSubscriptionCreate(topic: ORDERS_CREATE, webhookSubscription: {uri: $uri}) { webhookSubscription { id } } }",
                        Map.of("uri", "https://app.example.com/" + mark))
                .at("/webhookSubscriptionCreate/webhookSubscription/id")
                .asString();
    }
}
