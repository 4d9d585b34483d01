package io.shopledger.order;

import io.shopledger.MoneyBag;
import org.jspecify.annotations.Nullable;

/** @param rate a fraction as plain decimal text: {@code "0.19"} for 19 %; absent where Shopify gives none */
public record TaxLine(
        @Nullable String title,
        @Nullable String rate,
        @Nullable MoneyBag price) {}
