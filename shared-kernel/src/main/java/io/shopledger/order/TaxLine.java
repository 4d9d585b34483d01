package io.shopledger.order;

import io.shopledger.MoneyBag;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** @param rate a fraction as plain decimal text: {@code "0.19"} for 19 %; absent where Shopify gives none */
public record TaxLine(
        @Nullable String title,
        @Nullable String rate,
        @Nullable MoneyBag price) {
    /** Tax lines have no ids; two of one title are ordered by all that they say. */
    static final Comparator<TaxLine> ORDER =
            Comparator.comparing((TaxLine line) -> String.valueOf(line.title())).thenComparing(String::valueOf);
}
