package io.shopledger.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.shopledger.StoreId;

/**
 * One order of one store. Its text, {@code order/7/450789469}, keys its event stream: it never changes form.
 *
 * @param shopifyId Shopify's 64-bit number, as in its URLs; not the {@code #1001} that people see
 */
public record OrderId(StoreId store, long shopifyId) {
    private static final String PREFIX = "order/";

    @JsonCreator
    public static OrderId parse(String text) {
        int second = text.indexOf('/', PREFIX.length());
        if (!text.startsWith(PREFIX) || second < 0) {
            throw new IllegalArgumentException("Not an order's key: " + text);
        }
        return new OrderId(
                new StoreId(Long.parseLong(text.substring(PREFIX.length(), second))),
                Long.parseLong(text.substring(second + 1)));
    }

    @Override
    @JsonValue
    public String toString() {
        return PREFIX + store + "/" + shopifyId;
    }
}
