package io.shopledger.sync;

import java.util.Locale;
import java.util.Optional;

/** A step of a sync: all of one kind. A full sync walks them in this order. */
public enum Step {
    PRODUCTS,
    /** Inventory items and their levels. */
    INVENTORY,
    CUSTOMERS,
    ORDERS;

    /** @return the word in addresses and answers, such as {@code products} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Step> of(String word) {
        for (Step step : values()) {
            if (step.word().equals(word)) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }
}
