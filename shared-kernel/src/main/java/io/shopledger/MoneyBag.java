package io.shopledger;

import org.jspecify.annotations.Nullable;

/**
 * One amount in both of an order's currencies. See
 * <a href="https://shopify.dev/docs/api/admin-graphql/latest/objects/MoneyBag">MoneyBag</a>.
 *
 * @param shop in the shop's currency
 * @param presentment in the currency the customer saw; absent where it is the same as {@code shop}
 */
public record MoneyBag(Money shop, @Nullable Money presentment) {
    public MoneyBag {
        if (shop.equals(presentment)) {
            presentment = null;
        }
    }

    /** @return the amount in the currency the customer saw */
    public Money seenByCustomer() {
        return presentment == null ? shop : presentment;
    }
}
