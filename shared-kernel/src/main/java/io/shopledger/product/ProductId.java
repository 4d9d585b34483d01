package io.shopledger.product;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.shopledger.StoreId;

/**
 * One product of one store. Its text, {@code product/7/632910392}, keys its event stream: it never changes form.
 *
 * @param shopifyId Shopify's 64-bit number
 */
public record ProductId(StoreId store, long shopifyId) {
    private static final String PREFIX = "product/";

    @JsonCreator
    public static ProductId parse(String text) {
        int second = text.indexOf('/', PREFIX.length());
        if (!text.startsWith(PREFIX) || second < 0) {
            throw new IllegalArgumentException("Not the key of such a thing: " + text);
        }
        return new ProductId(
                new StoreId(Long.parseLong(text.substring(PREFIX.length(), second))),
                Long.parseLong(text.substring(second + 1)));
    }

    @Override
    @JsonValue
    public String toString() {
        return PREFIX + store + "/" + shopifyId;
    }
}
