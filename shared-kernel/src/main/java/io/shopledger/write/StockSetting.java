package io.shopledger.write;

import org.jspecify.annotations.Nullable;

/**
 * How many of an item there are to be at a location.
 *
 * @param item Shopify's number of the inventory item
 * @param location Shopify's number of the location
 * @param available pieces; below zero where more was sold than there is
 * @param changeFrom how many there are now as the caller knows: with any other number nothing is done; absent where that does
 *     not matter
 * @param reason Shopify's word for it, such as {@code correction}
 */
public record StockSetting(
        long item, long location, int available, @Nullable Integer changeFrom, String reason) {}
