package io.shopledger.shopify.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Translates the path of a field in Shopify's input into that of the field which the caller sent. */
final class FieldPath {
    /** What the whole input is called in one mutation or another. */
    private static final List<String> WHOLE = List.of("input", "product");

    private static final Map<String, String> NAMES = Map.of(
            "descriptionHtml", "body_html",
            "productId", "id",
            "productOptions", "options",
            "files", "media",
            "originalSource", "src",
            "inventoryItemId", "item_id",
            "quantity", "available",
            "changeFromQuantity", "change_from");

    /** Lists of which our form has one item, without a list. */
    private static final Pattern SINGLE = Pattern.compile("\\bquantities\\.0\\.");

    /** What our form does not have as a level of its own. */
    private static final List<String> LEVELS = List.of("inventoryItem");

    private FieldPath() {}

    /** @param shopifys joined by dots, such as {@code variants.0.compareAtPrice} */
    static @Nullable String ours(@Nullable String shopifys) {
        if (shopifys == null) {
            return null;
        }
        List<String> ours = new ArrayList<>();
        for (String part : SINGLE.matcher(shopifys).replaceAll("").split("\\.")) {
            boolean whole = ours.isEmpty() && WHOLE.contains(part);
            if (!whole && !LEVELS.contains(part)) {
                ours.add(NAMES.getOrDefault(
                        part, part.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT)));
            }
        }
        return ours.isEmpty() ? null : String.join(".", ours);
    }
}
