package io.shopledger.simulator.truth;

import java.util.Locale;

/** What a store holds: each thing has an id that is its own among its kind. */
public enum Kind {
    PRODUCT,
    ORDER,
    CUSTOMER,
    ITEM,
    /** How much of one item there is at one location; its id here is {@link Locations#level}. */
    LEVEL,
    /** The store itself, of which there is one. */
    SHOP;

    /** As in the journal. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
