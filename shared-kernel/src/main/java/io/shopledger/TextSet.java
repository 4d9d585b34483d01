package io.shopledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists of texts that are sets, such as tags: trimmed, each once, in one order whatever order Shopify sent them in. */
public final class TextSet {
    private TextSet() {}

    public static List<String> of(@Nullable List<String> texts) {
        return texts == null
                ? List.of()
                : texts.stream()
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .distinct()
                        .sorted()
                        .toList();
    }
}
