package io.shopledger.shopify.order;

import io.shopledger.Money;
import io.shopledger.order.DiscountAllocation;
import io.shopledger.order.DiscountApplication;
import io.shopledger.order.DiscountCodeAmount;
import io.shopledger.shopify.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Discounts as a webhook tells them: what was granted, and what each line got of it. */
final class DiscountsFromWebhook {
    private DiscountsFromWebhook() {}

    /** GraphQL tells a description of those only that a person gave. */
    static DiscountApplication application(JsonObject discount) {
        String type = discount.word("type");
        return new DiscountApplication(
                type,
                discount.text("title"),
                "MANUAL".equals(type) ? discount.text("description") : null,
                discount.text("code"),
                discount.decimal("value"),
                discount.word("value_type"),
                discount.word("allocation_method"),
                discount.word("target_selection"),
                discount.word("target_type"));
    }

    static DiscountCodeAmount codeAmount(JsonObject code, @Nullable String currency) {
        Money amount = code.amount("amount");
        return new DiscountCodeAmount(
                code.text("code"), amount == null ? null : new Money(amount.amount(), currency), code.word("type"));
    }

    static List<DiscountAllocation> allocations(JsonObject line, @Nullable String currency) {
        return line.each(
                "discount_allocations",
                part -> new DiscountAllocation(
                        part.number("discount_application_index"), part.bag("amount", currency)));
    }
}
