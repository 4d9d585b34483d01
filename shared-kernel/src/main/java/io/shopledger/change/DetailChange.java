package io.shopledger.change;

import org.jspecify.annotations.Nullable;

/** @param field Shopify's name. Values are text: times in ISO 8601 UTC, numbers and flags as JSON writes them */
public record DetailChange(
        String field, @Nullable String from, @Nullable String to) {}
