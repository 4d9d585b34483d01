package io.shopledger.shopify.pull;

import io.shopledger.shopify.kind.Kind;
import io.shopledger.sync.Step;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How each kind is read from Shopify.
 *
 * @param kind what its nodes are
 * @param field of the query root that holds the connection
 * @param document that reads a page of it
 * @param sortable whether it takes a sort key; what does not is sorted by id
 * @param count the document that counts all, and its field; absent where Shopify counts none
 * @param largest page that stays below the price of one call
 */
record Reads(
        Kind kind,
        String field,
        String document,
        boolean sortable,
        @Nullable Count count,
        int largest) {

    record Count(String document, String field) {}

    /** @return the step that reads this kind; a stock level is read with its item */
    static Step stepOf(Kind kind) {
        return Arrays.stream(Step.values())
                .filter(step -> of(step).kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No step reads " + kind));
    }

    static Reads of(Step step) {
        return switch (step) {
            case PRODUCTS ->
                new Reads(
                        Kind.PRODUCT,
                        "products",
                        "products-page",
                        true,
                        new Count("products-count", "productsCount"),
                        250);
            case INVENTORY ->
                new Reads(
                        Kind.ITEM,
                        "inventoryItems",
                        "inventory-items-page",
                        false,
                        new Count("product-variants-count", "productVariantsCount"),
                        250);
            case CUSTOMERS ->
                new Reads(
                        Kind.CUSTOMER,
                        "customers",
                        "customers-page",
                        true,
                        new Count("customers-count", "customersCount"),
                        250);
            case ORDERS ->
                new Reads(Kind.ORDER, "orders", "orders-page", true, new Count("orders-count", "ordersCount"), 50);
        };
    }
}
