package io.shopledger.shopify.inventory;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Units of weight in one form: GraphQL's words. */
final class Weight {
    private static final Map<String, String> UNITS = Map.of(
            "G", "GRAMS",
            "KG", "KILOGRAMS",
            "OZ", "OUNCES",
            "LB", "POUNDS",
            "LBS", "POUNDS");

    private Weight() {}

    /** @return {@code POUNDS} for {@code lb}; what we do not know as it came, in upper case */
    static @Nullable String unit(@Nullable String word) {
        return word == null ? null : UNITS.getOrDefault(word.toUpperCase(Locale.ROOT), word.toUpperCase(Locale.ROOT));
    }
}
