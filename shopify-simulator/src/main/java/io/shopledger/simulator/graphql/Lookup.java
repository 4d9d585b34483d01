package io.shopledger.simulator.graphql;

import io.shopledger.simulator.truth.Entity;
import io.shopledger.simulator.truth.Inventory;
import io.shopledger.simulator.truth.Kind;
import io.shopledger.simulator.truth.Locations;
import io.shopledger.simulator.truth.Shop;
import io.shopledger.simulator.truth.Truth;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds one thing in the truth and shapes it. */
final class Lookup {
    private final Truth truth;
    private final Map<Long, Map<String, @Nullable Object>> locations = new HashMap<>();
    private final ProductShape products = new ProductShape(this);
    private final CustomerShape customers = new CustomerShape(this);
    private final OrderShape orders = new OrderShape(this);
    private final InventoryShape inventory = new InventoryShape(this);

    Lookup(Truth truth) {
        this.truth = truth;
        Locations.all()
                .forEach(location -> locations.put(location.get("id").asLong(), InventoryShape.location(location)));
    }

    Map<String, @Nullable Object> shape(Entity entity) {
        return switch (entity.kind()) {
            case PRODUCT -> products.product(entity);
            case ORDER -> orders.order(entity);
            case CUSTOMER -> customers.customer(entity);
            case ITEM -> inventory.item(entity);
            case LEVEL -> inventory.level(entity);
            case SHOP -> throw new IllegalArgumentException("the shop is not kept");
        };
    }

    /** Whatever the id is of; absent where there is nothing. */
    @Nullable
    Map<String, @Nullable Object> node(String id) {
        Gid gid = Gid.parse(id);
        if (gid == null) {
            throw Complaint.badId(id);
        }
        return switch (gid.type()) {
            case "Product" -> find(Kind.PRODUCT, gid.number());
            case "Order" -> find(Kind.ORDER, gid.number());
            case "Customer" -> find(Kind.CUSTOMER, gid.number());
            case "InventoryItem" -> item(gid.number());
            case "InventoryLevel" -> level(gid.item(), Locations.ofLevelNumber(gid.number()));
            case "Location" -> location(gid.number());
            case "ProductVariant" -> variant(gid.number());
            case "Refund" -> orders.refund(gid.number(), truth.snapshot(Kind.ORDER));
            case "Return" -> orders.orderReturn(gid.number(), truth.snapshot(Kind.ORDER));
            case "Fulfillment" -> orders.fulfillment(gid.number(), truth.snapshot(Kind.ORDER));
            default -> null;
        };
    }

    @Nullable
    Map<String, @Nullable Object> find(Kind kind, long id) {
        Entity entity = truth.with(store -> store.shelf(kind).find(id));
        return entity == null ? null : shape(entity);
    }

    @Nullable
    Map<String, @Nullable Object> item(long id) {
        return find(Kind.ITEM, id);
    }

    @Nullable
    Map<String, @Nullable Object> level(long item, long location) {
        Entity level = truth.with(store -> new Inventory(store).level(item, location));
        return level == null ? null : shape(level);
    }

    List<ObjectNode> levels(long item) {
        return truth.with(store -> new Inventory(store).levels(item)).stream()
                .map(Entity::whole)
                .toList();
    }

    Map<String, @Nullable Object> level(JsonNode body) {
        return inventory.level(body);
    }

    @Nullable
    Map<String, @Nullable Object> location(long id) {
        return locations.get(id);
    }

    @Nullable
    Map<String, @Nullable Object> productByHandle(String handle) {
        Entity product = truth.with(store -> store.productOfHandle(handle));
        return product == null ? null : shape(product);
    }

    /** Variants are kept in their products, and found by going through them. */
    @Nullable
    Map<String, @Nullable Object> variant(long id) {
        return variantWhere(variant -> variant.get("id").asLong() == id, truth.snapshot(Kind.PRODUCT));
    }

    @Nullable
    Map<String, @Nullable Object> variantOfItem(long item) {
        Entity product = truth.with(store -> store.productOf(item));
        return product == null
                ? null
                : variantWhere(variant -> variant.get("inventory_item_id").asLong() == item, List.of(product));
    }

    /** What remains of a product that an order names and the store no longer has is its id. */
    Map<String, @Nullable Object> productOr(long id) {
        Map<String, @Nullable Object> product = find(Kind.PRODUCT, id);
        return product != null ? product : Shape.bare("Product", id);
    }

    Map<String, @Nullable Object> variantOr(long product, long variant) {
        Entity owner = truth.with(store -> store.shelf(Kind.PRODUCT).find(product));
        Map<String, @Nullable Object> found = owner == null
                ? null
                : variantWhere(candidate -> candidate.get("id").asLong() == variant, List.of(owner));
        return found != null ? found : Shape.bare("ProductVariant", variant);
    }

    List<Entity> orders(long customer) {
        List<Entity> theirs = new ArrayList<>();
        for (Entity order : truth.snapshot(Kind.ORDER)) {
            JsonNode buyer = order.body().tree().get("customer");
            if (!buyer.isNull() && buyer.get("id").asLong() == customer) {
                theirs.add(order);
            }
        }
        return theirs;
    }

    Map<String, @Nullable Object> spent(long customer) {
        BigDecimal spent = BigDecimal.ZERO;
        for (Entity entity : orders(customer)) {
            JsonNode order = entity.body().tree();
            spent = spent.add(new BigDecimal(order.get("current_total_price").asString()))
                    .subtract(new BigDecimal(order.get("total_outstanding").asString()));
        }
        return Shape.money(spent.toPlainString(), Shop.CURRENCY);
    }

    private @Nullable Map<String, @Nullable Object> variantWhere(
            Function<JsonNode, Boolean> wanted, List<Entity> among) {
        for (Entity product : among) {
            ObjectNode body = product.whole();
            for (JsonNode variant : body.get("variants")) {
                if (wanted.apply(variant)) {
                    return products.variant(variant, body);
                }
            }
        }
        return null;
    }
}
