package io.shopledger.inventory;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.shopledger.StoreId;

/**
 * One inventory item at one location. Its text, {@code stock/7/808950810/905684977}, keys its event stream: it never
 * changes form.
 *
 * @param item Shopify's number of the inventory item
 * @param location Shopify's number of the location
 */
public record StockLevelId(StoreId store, long item, long location) {
    @JsonCreator
    public static StockLevelId parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 4 || !parts[0].equals("stock")) {
            throw new IllegalArgumentException("Not a stock level's key: " + text);
        }
        return new StockLevelId(
                new StoreId(Long.parseLong(parts[1])), Long.parseLong(parts[2]), Long.parseLong(parts[3]));
    }

    @Override
    @JsonValue
    public String toString() {
        return "stock/" + store + "/" + item + "/" + location;
    }
}
