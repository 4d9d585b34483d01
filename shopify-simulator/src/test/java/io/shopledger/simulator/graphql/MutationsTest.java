package io.shopledger.simulator.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.simulator.Simulator;
import io.shopledger.simulator.SimulatorSettings;
import io.shopledger.simulator.webhook.Receiver;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MutationsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SET =
            "mutation($identifier: ProductSetIdentifiers, $input: ProductSetInput!) { productSet(identifier: $identifier, input: $input) "
                    + "{ product { id handle title tags variants(first: 10) { nodes { id title price sku inventoryItem { id } } } } userErrors { field message code } } }";
    private static final String SUBSCRIBE =
            "mutation($topic: WebhookSubscriptionTopic!, $sub: WebhookSubscriptionInput!) { webhookSubscriptionCreate(topic: $topic, webhookSubscription: $sub) "
                    + "{ webhookSubscription { id topic uri includeFields apiVersion { handle } } userErrors { field message } } }";
    private static final String STOCK =
            "mutation($input: InventorySetQuantitiesInput!, $key: String!) { inventorySetQuantities(input: $input) @idempotent(key: $key) "
                    + "{ inventoryAdjustmentGroup { id changes { name delta item { id } } } userErrors { field message code } } }";

    private Simulator simulator;
    private App app;
    private Receiver receiver;

    @BeforeEach
    void start() throws Exception {
        simulator = Simulator.start(SimulatorSettings.builder()
                .port(0)
                .products(5)
                .orders(5)
                .customers(5)
                .retryBase(Duration.ofMillis(2))
                .build());
        app = new App(simulator.address());
        receiver = new Receiver();
    }

    @AfterEach
    void close() {
        simulator.close();
        receiver.close();
    }

    @Test
    void productSet_createsReplacesAndTells() {
        subscribe("PRODUCTS_CREATE", "PRODUCTS_UPDATE", "INVENTORY_ITEMS_CREATE", "INVENTORY_ITEMS_DELETE");
        JsonNode made = set(Map.of("input", Map.of("title", "Lamp", "tags", List.of("b", "a"))));
        String id = made.at("/product/id").asString();
        assertThat(made.at("/product/handle").asString()).isEqualTo("lamp");
        assertThat(made.at("/product/variants/nodes/0/title").asString()).isEqualTo("Default Title");
        assertThat(made.at("/product/variants/nodes/0/price").asString()).isEqualTo("0.00");

        JsonNode changed = set(Map.of(
                "identifier",
                Map.of("id", id),
                "input",
                Map.of(
                        "productOptions",
                        List.of(Map.of("name", "Size", "values", List.of(Map.of("name", "S"), Map.of("name", "M")))),
                        "variants",
                        List.of(variant("S", "10.5"), variant("M", "12")))));
        assertThat(changed.get("userErrors")).isEmpty();
        assertThat(changed.at("/product/variants/nodes")).hasSize(2);
        assertThat(changed.at("/product/variants/nodes/0/price").asString()).isEqualTo("10.50");
        assertThat(changed.at("/product/title").asString()).isEqualTo("Lamp");

        JsonNode truth = product(id);
        assertThat(truth.get("tags").asString()).isEqualTo("a, b");
        assertThat(truth.get("variants")).hasSize(2);
        told("products/create", "products/update", "inventory_items/create", "inventory_items/delete");
        Receiver.Received last = receiver.received().stream()
                .filter(one -> one.topic().equals("products/update"))
                .reduce((first, second) -> second)
                .orElseThrow();
        assertThat(JSON.readTree(last.body())
                        .get("variants")
                        .get(1)
                        .get("price")
                        .asString())
                .isEqualTo("12.00");
        assertThat(last.headers()).containsEntry("X-Shopify-API-Version", "2026-10");
    }

    @Test
    void productSet_byHandleMakesOneProductHoweverOften() {
        int before = app.truth("products").size();
        Map<String, Object> wish = Map.of("identifier", Map.of("handle", "one-lamp"), "input", Map.of("title", "Lamp"));
        String first = set(wish).at("/product/id").asString();
        String second = set(wish).at("/product/id").asString();

        assertThat(second).isEqualTo(first);
        assertThat(app.truth("products")).hasSize(before + 1);
        assertThat(app.data("{ productByIdentifier(identifier: {handle: \"one-lamp\"}) { id } }")
                        .at("/productByIdentifier/id")
                        .asString())
                .isEqualTo(first);
    }

    @Test
    void productSet_refusesInShopifysWords() {
        assertThat(set(Map.of("input", Map.of("title", " ")))
                        .at("/userErrors/0/message")
                        .asString())
                .isEqualTo("Title can't be blank");
        JsonNode unknown =
                set(Map.of("identifier", Map.of("id", "gid://shopify/Product/1"), "input", Map.of("title", "x")));
        assertThat(unknown.at("/userErrors/0/code").asString()).isEqualTo("PRODUCT_DOES_NOT_EXIST");
        assertThat(unknown.get("product").isNull()).isTrue();
        JsonNode twice = set(Map.of(
                "input",
                Map.of(
                        "title",
                        "x",
                        "productOptions",
                        List.of(Map.of("name", "Size")),
                        "variants",
                        List.of(variant("S", "1"), variant("S", "-2")))));
        assertThat(twice.get("userErrors")).hasSize(2);
        assertThat(twice.at("/userErrors/1/field").toString()).isEqualTo("[\"input\",\"variants\",\"1\",\"price\"]");
    }

    @Test
    void productDelete_takesItsItemsAlong() {
        subscribe("PRODUCTS_DELETE", "INVENTORY_ITEMS_DELETE", "INVENTORY_LEVELS_DISCONNECT");
        JsonNode product = app.truth("products").get(0);
        String id = product.get("admin_graphql_api_id").asString();
        String delete =
                "mutation($id: ID!) { productDelete(input: {id: $id}) { deletedProductId userErrors { message } } }";

        assertThat(app.data(delete, Map.of("id", id))
                        .at("/productDelete/deletedProductId")
                        .asString())
                .isEqualTo(id);

        long item = product.at("/variants/0/inventory_item_id").asLong();
        assertThat(app.truth("products")).noneMatch(other -> other.get("id").equals(product.get("id")));
        assertThat(app.truth("inventory")).noneMatch(other -> other.get("id").asLong() == item);
        told("products/delete", "inventory_items/delete", "inventory_levels/disconnect");
        assertThat(app.data(delete, Map.of("id", id))
                        .at("/productDelete/userErrors/0/message")
                        .asString())
                .isEqualTo("Product does not exist");
    }

    @Test
    void stock_isSetOnceForEachKeyAndOnlyFromWhatWasExpected() {
        subscribe("INVENTORY_LEVELS_UPDATE");
        JsonNode level = app.truth("inventory").get(0).get("levels").get(0);
        long before = level.get("available").asLong();
        Map<String, Object> wish = stock(level, before, before + 5);

        JsonNode done = app.data(STOCK, Map.of("input", wish, "key", "k1")).get("inventorySetQuantities");
        assertThat(done.get("userErrors")).isEmpty();
        assertThat(done.at("/inventoryAdjustmentGroup/changes/0/delta").asInt()).isEqualTo(5);
        assertThat(available(level)).isEqualTo(before + 5);
        assertThat(app.data(STOCK, Map.of("input", wish, "key", "k1")).get("inventorySetQuantities"))
                .isEqualTo(done);
        assertThat(code(stock(level, before + 5, 1), "k1")).isEqualTo("IDEMPOTENCY_KEY_PARAMETER_MISMATCH");
        assertThat(code(wish, "k2")).isEqualTo("CHANGE_FROM_QUANTITY_STALE");
        assertThat(available(level)).isEqualTo(before + 5);
        told("inventory_levels/update");
        JsonNode keyless = app.ask(
                STOCK.replace("@idempotent(key: $key)", "").replace(", $key: String!", ""), Map.of("input", wish));
        assertThat(keyless.at("/errors/0/message").asString()).contains("@idempotent");
    }

    @Test
    void subscription_isRefusedForATakenOrBadAddressOrAnUnapprovedTopic() {
        assertThat(subscribed("ORDERS_CREATE", "https://a.example.com/w").get("userErrors"))
                .isEmpty();
        assertThat(message("ORDERS_CREATE", "https://a.example.com/w"))
                .isEqualTo("Address for this topic has already been taken");
        assertThat(message("ORDERS_CREATE", "http://a.example.com/w"))
                .isEqualTo("Address protocol http:// is not supported");
        assertThat(message("ORDERS_CREATE", "https://")).isEqualTo("Address is invalid");
        app.control("/__sim/unapproved", "{\"topics\":[\"customers/update\"]}");
        assertThat(message("CUSTOMERS_UPDATE", "https://a.example.com/w")).contains("protected customer data");
        assertThat(message("PRODUCTS_UPDATE", "https://a.example.com/w")).isEmpty();
        assertThat(app.data("{ webhookSubscriptions(first: 10) { nodes { topic } } }")
                        .at("/webhookSubscriptions/nodes"))
                .hasSize(2);
    }

    @Test
    void subscriptionsThatShopifyDrops_areGone_ofTheTopicsNamedOrAll() {
        subscribed("ORDERS_CREATE", "https://a.example.com/w");
        subscribed("ORDERS_PAID", "https://a.example.com/w");
        subscribed("ORDERS_PARTIALLY_FULFILLED", "https://a.example.com/w");
        assertThat(app.control("/__sim/subscriptions/drop", "{\"topics\":[\"orders/paid\"]}")
                        .body())
                .isEqualTo("{\"dropped\":1}");
        assertThat(app.data("{ webhookSubscriptions(first: 10) { nodes { topic } } }")
                        .at("/webhookSubscriptions/nodes"))
                .extracting(one -> one.get("topic").asString())
                .containsExactly("ORDERS_CREATE", "ORDERS_PARTIALLY_FULFILLED");
        assertThat(app.control("/__sim/subscriptions/drop", "{}").body()).isEqualTo("{\"dropped\":2}");
        assertThat(app.look("/__sim/stats").get("registrations")).isEmpty();
    }

    @Test
    void subscription_showsTheFieldsAskedFor_andEndsWhenDeleted() {
        JsonNode made = app.data(
                SUBSCRIBE,
                Map.of(
                        "topic",
                        "PRODUCTS_CREATE",
                        "sub",
                        Map.of("uri", receiver.uri(), "includeFields", List.of("id", "updated_at"))));
        set(Map.of("input", Map.of("title", "Seen")));
        told("products/create");
        assertThat(JSON.readTree(receiver.received().get(0).body()).propertyNames())
                .containsExactlyInAnyOrder("id", "updated_at");

        String id = made.at("/webhookSubscriptionCreate/webhookSubscription/id").asString();
        app.data(
                "mutation($id: ID!) { webhookSubscriptionDelete(id: $id) { deletedWebhookSubscriptionId } }",
                Map.of("id", id));
        set(Map.of("input", Map.of("title", "Unseen")));
        assertThat(app.look("/__sim/stats").get("registrations")).isEmpty();
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void subscriptionRefusedEightTimesInARow_isDeleted() {
        receiver.answer(delivery -> 500);
        subscribe("PRODUCTS_CREATE");
        set(Map.of("input", Map.of("title", "Refused")));

        await().until(() -> app.look("/__sim/stats").get("registrations").isEmpty());
        assertThat(receiver.received()).hasSize(9);
    }

    @Test
    void faults_strikeBeforeOrAfterTheEffect() {
        int before = app.truth("products").size();
        fault("http-500-before");
        assertThat(raw("Nothing").statusCode()).isEqualTo(500);
        assertThat(app.truth("products")).hasSize(before);
        end("http-500-before");
        fault("http-500-after");
        assertThat(raw("Done all the same").statusCode()).isEqualTo(500);
        assertThat(app.truth("products")).hasSize(before + 1);
        end("http-500-after");
        fault("429");
        HttpResponse<String> slow = raw("Slow");
        assertThat(slow.statusCode()).isEqualTo(429);
        assertThat(slow.headers().firstValue("Retry-After")).contains("2.0");
        end("429");
        fault("wrong-version");
        assertThat(raw("Old").headers().firstValue("X-Shopify-API-Version")).contains("2026-01");
        end("wrong-version");
        fault("unauthorized");
        assertThat(raw("No").statusCode()).isEqualTo(401);
        end("unauthorized");
        fault("throttle");
        assertThat(raw("Later").body()).contains("THROTTLED");
    }

    @Test
    void uninstalled_isToldAndEndsTheTokenUntilTheNextGrant() {
        subscribe("APP_UNINSTALLED");
        app.control("/__sim/uninstall", "");
        told("app/uninstalled");
        assertThat(raw("x").statusCode()).isEqualTo(401);

        HttpResponse<String> granted = app.control(
                "/demo.myshopify.com/admin/oauth/access_token",
                "grant_type=client_credentials&client_id=demo-key&client_secret=demo-secret");
        assertThat(granted.statusCode()).isEqualTo(200);
        JsonNode grant = JSON.readTree(granted.body());
        assertThat(grant.get("access_token").asString()).isEqualTo("shpat_demo");
        assertThat(grant.get("expires_in").asInt()).isEqualTo(86_399);
        assertThat(raw("x").statusCode()).isEqualTo(200);
        assertThat(app.control("/admin/oauth/access_token", "grant_type=client_credentials&client_id=x")
                        .statusCode())
                .isEqualTo(400);
    }

    private void subscribe(String... topics) {
        for (String topic : topics) {
            assertThat(subscribed(topic, receiver.uri()).get("userErrors")).isEmpty();
        }
    }

    private JsonNode subscribed(String topic, String uri) {
        return app.data(SUBSCRIBE, Map.of("topic", topic, "sub", Map.of("uri", uri)))
                .get("webhookSubscriptionCreate");
    }

    private String message(String topic, String uri) {
        return subscribed(topic, uri).at("/userErrors/0/message").asString("");
    }

    private JsonNode set(Map<String, ?> variables) {
        return app.data(SET, variables).get("productSet");
    }

    private HttpResponse<String> raw(String title) {
        return app.post("/admin/api/2026-10/graphql.json", "shpat_demo", SET, Map.of("input", Map.of("title", title)));
    }

    private void told(String... topics) {
        await().untilAsserted(() -> assertThat(receiver.received())
                .extracting(Receiver.Received::topic)
                .contains(topics));
    }

    private JsonNode product(String gid) {
        return app.truth("products").stream()
                .filter(body -> body.get("admin_graphql_api_id").asString().equals(gid))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> variant(String size, String price) {
        return Map.of("optionValues", List.of(Map.of("optionName", "Size", "name", size)), "price", price);
    }

    private static Map<String, Object> stock(JsonNode level, long from, long to) {
        return Map.of(
                "name",
                "available",
                "reason",
                "correction",
                "quantities",
                List.of(Map.of(
                        "inventoryItemId",
                        Gid.of("InventoryItem", level.get("inventory_item_id").asLong()),
                        "locationId",
                        Gid.of("Location", level.get("location_id").asLong()),
                        "quantity",
                        to,
                        "changeFromQuantity",
                        from)));
    }

    private String code(Map<String, Object> wish, String key) {
        return app.data(STOCK, Map.of("input", wish, "key", key))
                .at("/inventorySetQuantities/userErrors/0/code")
                .asString();
    }

    private long available(JsonNode level) {
        return app.truth("inventory").stream()
                .filter(item -> item.get("id").equals(level.get("inventory_item_id")))
                .findFirst()
                .orElseThrow()
                .at("/levels/0/available")
                .asLong();
    }

    private void fault(String kind) {
        assertThat(app.control("/__sim/faults", "{\"kind\":\"" + kind + "\",\"rate\":1,\"seconds\":600}")
                        .statusCode())
                .isEqualTo(202);
    }

    private void end(String kind) {
        app.control("/__sim/faults", "{\"kind\":\"" + kind + "\",\"rate\":0,\"seconds\":1}");
    }
}
