package io.shopledger.simulator.truth;

import io.shopledger.simulator.truth.ProductSetRules.Problem;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes variants of one product what {@code productVariantsBulkUpdate} asks for
 * (https://shopify.dev/docs/api/admin-graphql/latest/mutations/productVariantsBulkUpdate).
 */
public final class VariantsUpdate {
    private final Entity known;
    private final ObjectNode product;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Good> good = new ArrayList<>();

    private record Good(ObjectNode variant, JsonNode input) {}

    /** @param wanted as GraphQL takes it */
    public VariantsUpdate(Entity known, JsonNode wanted) {
        this.known = known;
        this.product = known.whole();
        for (int i = 0; i < wanted.size(); i++) {
            check(wanted.get(i), String.valueOf(i));
        }
    }

    /** @return what is refused, in Shopify's words where they are known */
    public List<Problem> problems() {
        return problems;
    }

    /** @return the global ids of those that are, or would be, changed */
    public List<String> variants() {
        return good.stream()
                .map(one -> one.variant().get("admin_graphql_api_id").asString())
                .toList();
    }

    /** Changes all that are not refused. */
    public Entity apply(Store store) {
        Moment at = store.moment(known);
        for (Good one : good) {
            ObjectNode was = one.variant().deepCopy();
            ProductSet.fill(one.variant(), one.input());
            if (!was.equals(one.variant())) {
                one.variant().put("updated_at", at.text());
            }
        }
        new Products(store).change(known, product, variant -> ItemSet.plain(variant, at.text()), at);
        ItemSet items = new ItemSet(store);
        good.forEach(one -> items.apply(one.variant(), one.input(), at));
        return store.shelf(Kind.PRODUCT).find(known.id());
    }

    private void check(JsonNode input, String index) {
        String id = input.path("id").asString("");
        ObjectNode variant = ProductBody.variants(product).stream()
                .filter(one -> one.get("admin_graphql_api_id").asString().equals(id))
                .findFirst()
                .orElse(null);
        if (id.isEmpty()) {
            refuse("PRODUCT_VARIANT_ID_MISSING", "Product variant is missing ID attribute", index, "id");
        } else if (variant == null) {
            refuse("PRODUCT_VARIANT_DOES_NOT_EXIST", "Product variant does not exist", index, "id");
        } else if (input.has("price") && !ProductSetRules.isPrice(input.get("price"))) {
            refuse(
                    "GREATER_THAN_OR_EQUAL_TO",
                    "The price of the variant must be greater than or equal to zero.",
                    index,
                    "price");
        } else {
            good.add(new Good(variant, input));
        }
    }

    private void refuse(String code, String message, String index, String field) {
        problems.add(new Problem(List.of("variants", index, field), message, code));
    }
}
