package io.shopledger.shopify.pull;

import io.shopledger.shopify.graphql.GraphQlClient;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the further pages of the lists inside an entity, wherever one says that there are more. Where the entity changed
 * meanwhile, or a list cannot be followed, its {@code pageInfo} goes on saying so: then what was read is known to be a part.
 */
@Component
class Completion {
    private static final int PAGE = 100;
    private static final int LEVELS = 4;

    /** By the kind of the owner and the list's name, the document that reads further pages, and its root field. */
    private static final Map<String, Further> FURTHER = Map.ofEntries(
            Map.entry("Product/variants", new Further("product-variants", "product")),
            Map.entry("Product/media", new Further("product-media", "product")),
            Map.entry("Customer/addressesV2", new Further("customer-addresses", "customer")),
            Map.entry("InventoryItem/inventoryLevels", new Further("inventory-levels", "inventoryItem")),
            Map.entry(
                    "InventoryItem/countryHarmonizedSystemCodes", new Further("inventory-item-codes", "inventoryItem")),
            Map.entry("Order/lineItems", new Further("order-lines", "order")),
            Map.entry("Order/shippingLines", new Further("order-shipping-lines", "order")),
            Map.entry("Order/discountApplications", new Further("order-discounts", "order")),
            Map.entry("Order/returns", new Further("order-returns", "order")),
            Map.entry("Return/returnLineItems", new Further("return-lines", "return")),
            Map.entry("Refund/refundShippingLines", new Further("refund-shipping", "refund")),
            Map.entry("Refund/orderAdjustments", new Further("refund-adjustments", "refund")),
            Map.entry("Refund/refundLineItems", new Further("refund-lines", "refund")),
            Map.entry("Refund/transactions", new Further("refund-payments", "refund")),
            Map.entry("Fulfillment/fulfillmentLineItems", new Further("fulfillment-lines", "fulfillment")));

    private final GraphQlClient shopify;

    private record Further(String document, String root) {}

    Completion(GraphQlClient shopify) {
        this.shopify = shopify;
    }

    /** Completes the entity in place. */
    void complete(Asking asking, JsonNode entity) {
        walk(asking, entity, 0);
    }

    private void walk(Asking asking, JsonNode node, int level) {
        if (level > LEVELS) {
            return;
        }
        if (node.isArray()) {
            node.forEach(item -> walk(asking, item, level));
        } else if (node.isObject()) {
            String id = node.path("id").asString("");
            String kind = kind(id);
            node.properties().forEach(field -> {
                JsonNode value = field.getValue();
                Further further = FURTHER.get(kind + "/" + field.getKey());
                if (further != null
                        && value.path("pageInfo").path("hasNextPage").asBoolean(false)) {
                    follow(asking, further, node, field.getKey());
                }
                if (value.isContainer()) {
                    walk(asking, value.has("nodes") ? value.path("nodes") : value, level + 1);
                }
            });
        }
    }

    private void follow(Asking asking, Further further, JsonNode owner, String name) {
        ObjectNode list = (ObjectNode) owner.path(name);
        ArrayNode nodes = (ArrayNode) list.path("nodes");
        String after = list.path("pageInfo").path("endCursor").asString(null);
        while (after != null) {
            JsonNode page = page(asking, further, owner, name, after);
            if (page == null) {
                return;
            }
            page.path("nodes").forEach(nodes::add);
            JsonNode pageInfo = page.path("pageInfo");
            boolean more = pageInfo.path("hasNextPage").asBoolean(true); // what does not say so is not the last
            after = more ? pageInfo.path("endCursor").asString(null) : null;
            if (!more) {
                ((ObjectNode) list.path("pageInfo")).put("hasNextPage", false);
            }
        }
    }

    /** @return null where the owner is gone, or is not what it was when the first page was read */
    private @Nullable JsonNode page(Asking asking, Further further, JsonNode owner, String name, String after) {
        JsonNode now = shopify.ask(
                        asking.store(),
                        asking.call(further.document())
                                .with("id", owner.path("id").asString())
                                .with("first", PAGE)
                                .with("after", after))
                .data()
                .get(further.root());
        boolean same = now != null
                && (!owner.has("updatedAt") || owner.path("updatedAt").equals(now.path("updatedAt")));
        return same ? now.path(name) : null;
    }

    /** {@code gid://shopify/Product/1} is of kind Product. */
    private static String kind(String gid) {
        String prefix = "gid://shopify/";
        int end = gid.indexOf('/', prefix.length());
        return gid.startsWith(prefix) && end > 0 ? gid.substring(prefix.length(), end) : "";
    }
}
