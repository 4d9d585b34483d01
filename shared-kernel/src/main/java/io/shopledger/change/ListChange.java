package io.shopledger.change;

import java.util.List;

/** A list of texts that became another one. @param field Shopify's name */
public record ListChange(String field, List<String> from, List<String> to) {
    public ListChange {
        from = from == null ? List.of() : List.copyOf(from);
        to = to == null ? List.of() : List.copyOf(to);
    }
}
