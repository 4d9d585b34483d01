package io.shopledger.query.dashboard;

import java.util.Locale;

/** Names from code in the words of a page. */
final class Spoken {
    private Spoken() {}

    /** {@code OrderPaymentStatusChanged} is spoken as "payment status changed". */
    static String event(String type) {
        return type.replaceFirst("^(Order|Product|Customer|InventoryItem|StockLevel|Store)(?=\\p{Lu})", "")
                .replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " ")
                .toLowerCase(Locale.ROOT);
    }

    /** {@code line_items/11} is spoken as "line items 11", {@code total_price_set} as "total price". */
    static String field(String name) {
        return name.replaceFirst("_set$", "").replace('_', ' ').replace('/', ' ');
    }
}
