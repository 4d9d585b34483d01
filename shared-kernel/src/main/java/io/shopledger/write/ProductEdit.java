package io.shopledger.write;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a product is to become what; what is absent stays as it is. A variant that is not named stays, so a list that the
 * caller read too early takes nothing away.
 *
 * @param title at most 255 characters
 * @param status {@code ACTIVE}, {@code DRAFT} or {@code ARCHIVED}
 * @param tags all that it is to have; an empty list takes them away
 */
@JsonInclude(
        JsonInclude.Include.NON_NULL) // an empty text or list is to be stored: it says that something is taken away
public record ProductEdit(
        @Nullable String title,
        @Nullable String bodyHtml,
        @Nullable String vendor,
        @Nullable String productType,
        @Nullable String status,
        @Nullable List<String> tags,
        List<Variant> variants) {
    public ProductEdit {
        tags = tags == null ? null : List.copyOf(tags);
        variants = variants == null ? List.of() : List.copyOf(variants);
    }

    /**
     * @param id Shopify's number of the variant
     * @param price plain decimal text in the shop's currency
     * @param compareAtPrice the same; an empty text takes it away
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Variant(
            long id,
            @Nullable String price,
            @Nullable String compareAtPrice,
            @Nullable String sku) {}

    /** @return whether anything is to change but variants */
    public boolean changesDetails() {
        return title != null
                || bodyHtml != null
                || vendor != null
                || productType != null
                || status != null
                || tags != null;
    }
}
