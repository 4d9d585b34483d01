package io.shopledger.shopify.order;

import io.shopledger.Money;
import io.shopledger.order.DiscountApplication;
import io.shopledger.shopify.json.Connection;
import io.shopledger.shopify.json.JsonObject;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Discounts that were granted, from the nodes of GraphQL; in their order, by which lines name them. */
final class DiscountNodes {
    private static final String TYPE = "Application";

    private DiscountNodes() {}

    static List<DiscountApplication> applications(Connection discounts) {
        return discounts.nodes().stream()
                .sorted(Comparator.comparing(node -> Objects.requireNonNullElse(node.number("index"), 0L)))
                .map(DiscountNodes::application)
                .toList();
    }

    private static DiscountApplication application(JsonObject node) {
        JsonObject value = node.object("value");
        boolean percentage = value != null && value.has("percentage");
        return new DiscountApplication(
                type(node.text("__typename")),
                node.text("title"),
                node.text("description"),
                node.text("code"),
                value == null ? null : worth(value.decimal(percentage ? "percentage" : "amount")),
                value == null ? null : percentage ? "PERCENTAGE" : "FIXED_AMOUNT",
                node.word("allocationMethod"),
                node.word("targetSelection"),
                node.word("targetType"));
    }

    /** The schema calls a percentage a number from -100 to 0; answers and webhooks have it above. */
    private static @Nullable String worth(@Nullable String value) {
        return value == null ? null : new Money(new BigDecimal(value).abs().toPlainString(), null).amount();
    }

    /** {@code DiscountCodeApplication} is a {@code DISCOUNT_CODE}, as {@code AutomaticDiscountApplication} is {@code AUTOMATIC}. */
    private static @Nullable String type(@Nullable String name) {
        if (name == null || name.equals("DiscountCodeApplication")) {
            return name == null ? null : "DISCOUNT_CODE";
        }
        String word = name.endsWith(TYPE) ? name.substring(0, name.length() - TYPE.length()) : name;
        return word.replaceAll("Discount$", "").toUpperCase(Locale.ROOT);
    }
}
