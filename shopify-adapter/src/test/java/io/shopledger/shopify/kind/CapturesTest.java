package io.shopledger.shopify.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.CanonicalRecord;
import io.shopledger.observation.Observation;
import io.shopledger.observation.Seen;
import io.shopledger.shopify.ShopifyData;
import io.shopledger.shopify.ShopifyData.Sample;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.json.Selected;
import io.shopledger.shopify.observation.TwoShapes;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the real GraphQL API answered, whatever was selected then: each node of our kinds is read. */
class CapturesTest {
    private static final Set<String> LISTS_WITH_IDS = Set.of(
            "lineItems",
            "shippingLines",
            "refunds",
            "refundLineItems",
            "transactions",
            "fulfillments",
            "variants",
            "media",
            "options",
            "addressesV2",
            "inventoryLevels");
    private static final Set<String> SHOWN_BY_ID = Set.of(
            "customer",
            "app",
            "retailLocation",
            "product",
            "variant",
            "inventoryItem",
            "defaultAddress",
            "lineItem",
            "location");

    private final Map<Kind, Integer> read = new EnumMap<>(Kind.class);
    private int compared;

    @Test
    void everyNodeOfOurKinds_isReadAndSaysWhatWasAnswered() {
        for (Sample sample : ShopifyData.captures()) {
            walk(sample.toString(), sample.json());
        }
        assertThat(read.get(Kind.PRODUCT)).isGreaterThan(400);
        assertThat(read.get(Kind.ORDER)).isGreaterThan(250);
        assertThat(read.get(Kind.CUSTOMER)).isGreaterThan(150);
        assertThat(read.get(Kind.ITEM)).isGreaterThan(150);
        assertThat(read.get(Kind.STOCK)).isGreaterThan(40);
        assertThat(compared).isGreaterThan(2_000);
    }

    private void walk(String name, JsonNode node) {
        if (node.isObject()) {
            kind(node).ifPresent(kind -> read(name, kind, node));
        }
        if (node.isObject()) {
            node.propertyStream()
                    .filter(property -> !property.getKey().equals("variables")) // what was asked, not what was answered
                    .forEach(property -> walk(name, property.getValue()));
        } else {
            node.forEach(child -> walk(name, child));
        }
    }

    private static Optional<Kind> kind(JsonNode node) {
        String id = node.path("id").asString("");
        if (!id.startsWith("gid://shopify/")) {
            return Optional.empty();
        }
        String type = id.split("/")[3];
        if (type.equals("InventoryLevel")) {
            boolean whole = node.path("item").has("id") && node.path("location").has("id");
            return whole ? Optional.of(Kind.STOCK) : Optional.empty();
        }
        return Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.STOCK && kind.gidType().equals(type))
                .findFirst();
    }

    private void read(String name, Kind kind, JsonNode node) {
        List<Observation> seen;
        try {
            seen = kind.observing().read(JsonObject.of(asWeSelect(node)), TwoShapes.READ, TwoShapes.OPEN);
        } catch (RuntimeException failure) {
            throw new AssertionError(name + ": " + node, failure);
        }
        read.merge(kind, 1, Integer::sum);
        assertSaysWhatWasAnswered(name, ((Seen<?>) seen.get(0)).record(), node);
    }

    /** Edges become nodes; a list of which the ids were not selected, as we do, counts as not asked for. */
    private static JsonNode asWeSelect(JsonNode node) {
        if (node instanceof ArrayNode list) {
            ArrayNode all = ShopifyData.JSON.createArrayNode();
            list.forEach(item -> all.add(item.isContainer() ? asWeSelect(item) : item));
            return all;
        }
        ObjectNode selected = ShopifyData.JSON.createObjectNode();
        node.propertyStream().forEach(property -> {
            JsonNode value = property.getValue();
            if (value.path("edges").isArray()) {
                ObjectNode connection = ((ObjectNode) value.deepCopy());
                value.get("edges").forEach(edge -> connection.withArray("nodes").add(edge.path("node")));
                value = connection;
            }
            if (isWithIds(property.getKey(), value)) {
                selected.set(property.getKey(), value.isContainer() ? asWeSelect(value) : value);
            }
        });
        return selected;
    }

    private static boolean isWithIds(String name, JsonNode value) {
        for (JsonNode item : value.isArray() ? value : value.path("nodes")) {
            boolean wanted = LISTS_WITH_IDS.contains(name);
            if (wanted && (!item.has("id") || (name.equals("inventoryLevels") && !item.has("location")))) {
                return false;
            }
        }
        return !value.isObject() || !SHOWN_BY_ID.contains(name) || value.has("id");
    }

    private void assertSaysWhatWasAnswered(String name, CanonicalRecord<?> record, JsonNode node) {
        for (String field : record.fields().entityFields()) {
            JsonNode told = node.path(Selected.camelCase(field));
            Object value = record.get(field);
            String as = name + " " + field;
            if (told.isMissingNode() || told.isObject() || told.isNull() || !record.knows(field)) {
                continue;
            }
            compared++;
            if (value instanceof Instant) {
                assertThat(value).as(as).isEqualTo(Instant.parse(told.asString()));
            } else if (value instanceof List<?> list) {
                assertThat(new TreeSet<>(list.stream().map(Object::toString).toList()))
                        .as(as)
                        .hasSize(told.size());
            } else {
                assertThat(value == null ? "" : value.toString())
                        .as(as)
                        .isEqualTo(told.asString().strip());
            }
        }
    }
}
