package io.shopledger.write;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product that is to be made in Shopify.
 *
 * @param title at most 255 characters
 * @param handle under which it is made and found again: it makes a repeated request find the first one's product
 * @param price plain decimal text in the shop's currency; this one, the one before it and the SKU are those of the only variant
 *     where no variants are listed
 * @param status {@code ACTIVE}, {@code DRAFT} or {@code ARCHIVED}
 * @param options names of what its variants differ in, three at most
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
        List<String> tags,
        List<String> options,
        List<Variant> variants,
        List<Medium> media) {
    public NewProduct {
        tags = tags == null ? List.of() : List.copyOf(tags);
        options = options == null ? List.of() : List.copyOf(options);
        variants = variants == null ? List.of() : List.copyOf(variants);
        media = media == null ? List.of() : List.copyOf(media);
    }

    /** With one variant and without media. */
    public NewProduct(
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
        this(
                title,
                handle,
                price,
                compareAtPrice,
                sku,
                bodyHtml,
                vendor,
                productType,
                status,
                tags,
                List.of(),
                List.of(),
                List.of());
    }

    /** @param values of the product's options, in their order */
    public record Variant(
            List<String> values,
            @Nullable String price,
            @Nullable String compareAtPrice,
            @Nullable String sku) {
        public Variant {
            values = values == null ? List.of() : List.copyOf(values);
        }
    }

    /**
     * @param src the address from which Shopify fetches it
     * @param alt what it shows, for those who do not see it
     */
    public record Medium(String src, @Nullable String alt) {}
}
