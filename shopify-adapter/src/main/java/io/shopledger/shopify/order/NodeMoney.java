package io.shopledger.shopify.order;

import io.shopledger.Money;
import io.shopledger.MoneyBag;
import io.shopledger.shopify.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Money as GraphQL tells it, in both of an order's currencies. */
final class NodeMoney {
    private NodeMoney() {}

    /** @param field such as {@code totalPriceSet} */
    static @Nullable MoneyBag bag(JsonObject owner, String field) {
        JsonObject bag = owner.object(field);
        JsonObject shop = bag == null ? null : bag.object("shopMoney");
        Money inShops = shop == null ? null : money(shop);
        if (inShops == null) {
            return null;
        }
        JsonObject presentment = bag.object("presentmentMoney");
        return new MoneyBag(inShops, presentment == null ? null : money(presentment));
    }

    /** @return the amount in the shop's currency alone, where the webhook tells no other */
    static @Nullable MoneyBag inShops(JsonObject owner, String field) {
        MoneyBag both = bag(owner, field);
        return both == null ? null : new MoneyBag(both.shop(), null);
    }

    private static @Nullable Money money(JsonObject money) {
        return money.money("amount", money.word("currencyCode"));
    }

    /** @return the price of all lines before discounts; null in two currencies, for there each unit was rounded by itself */
    static @Nullable MoneyBag total(List<JsonObject> lines, @Nullable String currency) {
        BigDecimal total = BigDecimal.ZERO;
        for (JsonObject line : lines) {
            MoneyBag price = bag(line, "originalUnitPriceSet");
            Long quantity = line.number("quantity");
            if (price == null || price.presentment() != null || quantity == null) {
                return null;
            }
            total = total.add(price.shop().number().multiply(BigDecimal.valueOf(quantity)));
        }
        return new MoneyBag(new Money(total.toPlainString(), currency), null);
    }
}
