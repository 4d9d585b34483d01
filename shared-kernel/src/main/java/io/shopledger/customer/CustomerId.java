package io.shopledger.customer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.shopledger.StoreId;

/**
 * One customer of one store. Its text, {@code customer/7/632910392}, keys its event stream: it never changes form.
 *
 * @param shopifyId Shopify's 64-bit number
 */
public record CustomerId(StoreId store, long shopifyId) {
    private static final String PREFIX = "customer/";

    @JsonCreator
    public static CustomerId parse(String text) {
        int second = text.indexOf('/', PREFIX.length());
        if (!text.startsWith(PREFIX) || second < 0) {
            throw new IllegalArgumentException("Not the key of such a thing: " + text);
        }
        return new CustomerId(
                new StoreId(Long.parseLong(text.substring(PREFIX.length(), second))),
                Long.parseLong(text.substring(second + 1)));
    }

    @Override
    @JsonValue
    public String toString() {
        return PREFIX + store + "/" + shopifyId;
    }
}
