package io.shopledger.command.write;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.shopledger.write.NewProduct;
import io.shopledger.write.WriteId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A product as a client wishes it. Fields are of any type here, so that one that is wrong spoils its own product only.
 *
 * @param price as it was written, be it a number or a text: it never passes through a {@code double}
 * @param unknown what there is no field for
 */
record ProductForm(
        @JsonProperty("title") @Nullable Object title,
        @JsonProperty("price") @Nullable String price,
        @JsonProperty("compare_at_price") @Nullable String compareAtPrice,
        @JsonProperty("sku") @Nullable Object sku,
        @JsonProperty("body_html") @Nullable Object bodyHtml,
        @JsonProperty("vendor") @Nullable Object vendor,
        @JsonProperty("product_type") @Nullable Object productType,
        @JsonProperty("status") @Nullable Object status,
        @JsonProperty("tags") @Nullable Object tags,
        @JsonProperty("options") @Nullable Object options,
        @JsonProperty("variants") @Nullable Object variants,
        @JsonProperty("media") @Nullable Object media,
        @JsonProperty("store_id") @Nullable Long storeId,
        @JsonAnySetter @Nullable Map<String, Object> unknown) {
    private static final List<String> FIELDS = List.of(
            "title",
            "price",
            "compare_at_price",
            "sku",
            "body_html",
            "vendor",
            "product_type",
            "status",
            "tags",
            "options",
            "variants",
            "media");

    /** @return what was given as the title, where it is a text */
    @Nullable
    String titleGiven() {
        return title instanceof String text ? text : null;
    }

    /** @throws FormReading.Unusable naming all fields that cannot be used */
    NewProduct read(WriteId write) {
        FormReading reading = new FormReading();
        String name = reading.title(title);
        NewProductLists lists = new NewProductLists(reading);
        NewProduct product = new NewProduct(
                name == null ? "" : name,
                name == null ? "" : Handle.of(name, write),
                reading.amount("price", price),
                reading.amount("compare_at_price", compareAtPrice),
                reading.text("sku", sku),
                reading.text("body_html", bodyHtml),
                reading.text("vendor", vendor),
                reading.text("product_type", productType),
                reading.status(status),
                reading.tags(tags),
                lists.options(options),
                lists.variants(variants),
                lists.media(media));
        if (variants != null && (price != null || compareAtPrice != null || sku != null)) {
            reading.wrong(
                    "variants", "variants have price, compare_at_price and sku of their own; give these there only.");
        }
        reading.unknown("", unknown, FIELDS);
        reading.done();
        return product;
    }

    /** @return everything given, in one form: the same wish gives the same text */
    String canonical() {
        String plain = Arrays.asList(
                        title, price, compareAtPrice, sku, bodyHtml, vendor, productType, status, tags, unknown)
                .toString();
        boolean lists = options != null || variants != null || media != null;
        return lists
                ? plain + Arrays.asList(options, variants, media)
                : plain; // ids given before there were lists stay
    }
}
