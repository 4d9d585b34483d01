package io.shopledger.product;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a product's variants differ in. @param values in their order of display */
public record ProductOption(
        long id, @Nullable String name, @Nullable Long position, List<String> values) {
    public ProductOption {
        values = values == null ? List.of() : List.copyOf(values);
    }
}
