package io.shopledger.write;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product that is to be made in Shopify, with one variant.
 *
 * @param title at most 255 characters
 * @param handle under which it is made and found again: it makes a repeated request find the first one's product
 * @param price plain decimal text in the shop's currency
 * @param status {@code ACTIVE}, {@code DRAFT} or {@code ARCHIVED}
 */
public record NewProduct(
        String title,
        String handle,
        @Nullable String price,
        @Nullable String compareAtPrice,
        @Nullable String sku,
        @Nullable String bodyHtml,
        @Nullable String vendor,
        @Nullable String productType,
        @Nullable String status,
        List<String> tags) {
    public NewProduct {
        tags = tags == null ? List.of() : List.copyOf(tags);
    }
}
