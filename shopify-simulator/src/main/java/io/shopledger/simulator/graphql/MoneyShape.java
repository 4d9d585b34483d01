package io.shopledger.simulator.graphql;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An order's discounts and duties as GraphQL shows them. */
final class MoneyShape {
    private static final Map<String, String> TYPES = Map.of(
            "discount_code", "DiscountCodeApplication",
            "automatic", "AutomaticDiscountApplication",
            "manual", "ManualDiscountApplication",
            "script", "ScriptDiscountApplication");

    private MoneyShape() {}

    static Children discounts(JsonNode order) {
        JsonNode all = order.get("discount_applications");
        return new Children(all, discount -> application(discount, place(all, discount)));
    }

    static List<Map<String, @Nullable Object>> allocations(JsonNode line) {
        List<Map<String, @Nullable Object>> parts = new ArrayList<>();
        line.get("discount_allocations").forEach(part -> {
            Map<String, @Nullable Object> allocation = new LinkedHashMap<>();
            allocation.put("allocatedAmountSet", Shape.bag(part.get("amount_set")));
            // Its place is all that is asked of it here.
            Map<String, @Nullable Object> application = new LinkedHashMap<>();
            application.put(Shape.TYPE, "DiscountCodeApplication");
            application.put("index", part.get("discount_application_index").asInt());
            allocation.put("discountApplication", application);
            parts.add(allocation);
        });
        return parts;
    }

    static Map<String, @Nullable Object> duty(JsonNode duty) {
        return new Shape("Duty", duty)
                .put("id", Gid.of("Duty", duty.get("id").asLong()))
                .same("harmonized_system_code", "country_code_of_origin")
                .put("price", Shape.bag(duty))
                .put("taxLines", Shape.each(duty.get("tax_lines"), OrderShape::tax))
                .fields();
    }

    private static int place(JsonNode all, JsonNode discount) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) == discount) {
                return i;
            }
        }
        throw new IllegalStateException("not one of the order's discounts");
    }

    private static Map<String, @Nullable Object> application(JsonNode discount, int index) {
        Map<String, @Nullable Object> value = new LinkedHashMap<>();
        if (discount.get("value_type").asString().equals("percentage")) {
            value.put(Shape.TYPE, "PricingPercentageValue");
            value.put("percentage", new BigDecimal(discount.get("value").asString()).doubleValue());
        } else {
            throw new IllegalStateException("no discount of a fixed amount is granted here");
        }
        return new Shape(TYPES.get(discount.get("type").asString()), discount)
                .put("index", index)
                .put("value", value)
                .same("code", "title", "description")
                .put("allocationMethod", Shape.upper(discount.get("allocation_method")))
                .put("targetSelection", Shape.upper(discount.get("target_selection")))
                .put("targetType", Shape.upper(discount.get("target_type")))
                .fields();
    }
}
