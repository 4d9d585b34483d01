package io.shopledger.command.write;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.shopledger.write.ProductEdit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client wishes to change of a product. What is absent or null stays; an empty text or list takes away.
 *
 * @param tags all that the product is to have
 * @param variants those that are to be changed; the others stay
 * @param unknown what there is no field for
 */
record ProductChangeForm(
        @JsonProperty("store_id") @Nullable Long storeId,
        @JsonProperty("title") @Nullable Object title,
        @JsonProperty("body_html") @Nullable Object bodyHtml,
        @JsonProperty("vendor") @Nullable Object vendor,
        @JsonProperty("product_type") @Nullable Object productType,
        @JsonProperty("status") @Nullable Object status,
        @JsonProperty("tags") @Nullable Object tags,
        @JsonProperty("variants") @Nullable List<@Nullable VariantForm> variants,
        @JsonAnySetter @Nullable Map<String, Object> unknown) {
    private static final int MOST_VARIANTS = 250;
    private static final List<String> FIELDS =
            List.of("title", "body_html", "vendor", "product_type", "status", "tags", "variants");

    /**
     * @param id Shopify's number of the variant
     * @param compareAtPrice an empty text takes it away
     */
    record VariantForm(
            @JsonProperty("id") @Nullable Object id,
            @JsonProperty("price") @Nullable String price,
            @JsonProperty("compare_at_price") @Nullable String compareAtPrice,
            @JsonProperty("sku") @Nullable Object sku,
            @JsonAnySetter @Nullable Map<String, Object> unknown) {
        private static final List<String> FIELDS = List.of("id", "price", "compare_at_price", "sku");
    }

    /** @throws FormReading.Unusable naming all fields that cannot be used */
    ProductEdit read() {
        FormReading reading = new FormReading();
        ProductEdit edit = new ProductEdit(
                title == null ? null : reading.title(title),
                reading.text("body_html", bodyHtml),
                reading.text("vendor", vendor),
                reading.text("product_type", productType),
                reading.status(status),
                tags == null ? null : reading.tags(tags),
                variants(reading));
        reading.unknown("", unknown, FIELDS);
        reading.done();
        if (edit.variants().isEmpty() && !edit.changesDetails()) {
            reading.wrong(
                    "title", "There is nothing to change; give at least one of " + String.join(", ", FIELDS) + ".");
            reading.done();
        }
        return edit;
    }

    /** @return everything given, in one form: the same wish gives the same text */
    String canonical() {
        return Arrays.asList(title, bodyHtml, vendor, productType, status, tags, variants)
                .toString();
    }

    private List<ProductEdit.Variant> variants(FormReading reading) {
        List<ProductEdit.Variant> all = new ArrayList<>();
        List<@Nullable VariantForm> given = variants == null ? List.of() : variants;
        if (given.size() > MOST_VARIANTS) {
            reading.wrong(
                    "variants", "variants has to hold at most %d; send the rest after it.".formatted(MOST_VARIANTS));
            return all;
        }
        for (int i = 0; i < given.size(); i++) {
            VariantForm variant = given.get(i);
            String path = "variants." + i + ".";
            long id = reading.id(path + "id", variant == null ? null : variant.id());
            if (variant == null || id == 0) {
                continue;
            }
            if (all.stream().anyMatch(other -> other.id() == id)) {
                reading.wrong(path + "id", path + "id is given twice; give each variant once.");
            }
            boolean clears =
                    variant.compareAtPrice() != null && variant.compareAtPrice().isBlank();
            all.add(new ProductEdit.Variant(
                    id,
                    reading.amount(path + "price", variant.price()),
                    clears ? "" : reading.amount(path + "compare_at_price", variant.compareAtPrice()),
                    reading.text(path + "sku", variant.sku())));
            reading.unknown(path, variant.unknown(), VariantForm.FIELDS);
        }
        return all;
    }
}
