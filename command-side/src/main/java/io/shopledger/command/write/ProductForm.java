package io.shopledger.command.write;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.shopledger.Money;
import io.shopledger.TextSet;
import io.shopledger.command.http.WrongField;
import io.shopledger.write.NewProduct;
import io.shopledger.write.WriteId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
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
        @JsonProperty("store_id") @Nullable Long storeId,
        @JsonAnySetter @Nullable Map<String, Object> unknown) {
    private static final List<String> FIELDS = List.of(
            "title", "price", "compare_at_price", "sku", "body_html", "vendor", "product_type", "status", "tags");

    private static final int LONGEST_TITLE = 255;
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,11}(\\.\\d{1,4})?");
    private static final Set<String> STATES = Set.of("ACTIVE", "DRAFT", "ARCHIVED");

    /** Why a product cannot be written. The message is shown: it names each wrong field and the form expected. */
    static final class Unusable extends RuntimeException {
        private final transient Map<String, String> fields;

        Unusable(Map<String, String> fields) {
            super(String.join(" ", fields.values()));
            this.fields = fields;
        }

        List<WrongField> errors(int index) {
            return fields.entrySet().stream()
                    .map(wrong -> new WrongField(index, wrong.getKey(), wrong.getValue()))
                    .toList();
        }
    }

    /** @return what was given as the title, where it is a text */
    @Nullable
    String titleGiven() {
        return title instanceof String text ? text : null;
    }

    /** @throws Unusable naming all fields that cannot be used */
    NewProduct read(WriteId write) {
        Map<String, String> wrong = new LinkedHashMap<>();
        String name = text("title", title, wrong);
        if (!wrong.containsKey("title")
                && (name == null || name.isBlank() || name.strip().length() > LONGEST_TITLE)) {
            wrong.put("title", "title is missing or too long; give 1 to %d characters.".formatted(LONGEST_TITLE));
        }
        String itsPrice = amount("price", price, wrong);
        String before = amount("compare_at_price", compareAtPrice, wrong);
        String itsSku = text("sku", sku, wrong);
        String description = text("body_html", bodyHtml, wrong);
        String itsVendor = text("vendor", vendor, wrong);
        String type = text("product_type", productType, wrong);
        String state = text("status", status, wrong);
        String wanted = state == null ? null : state.strip().toUpperCase(Locale.ROOT);
        if (wanted != null && !STATES.contains(wanted)) {
            wrong.put("status", "status cannot be used; give active, draft or archived.");
        }
        List<String> itsTags = tagList(wrong);
        if (unknown != null) {
            new TreeMap<>(unknown)
                    .keySet()
                    .forEach(field -> wrong.put(
                            field, "There is no field %s; there are %s.".formatted(field, String.join(", ", FIELDS))));
        }
        if (name == null || !wrong.isEmpty()) {
            throw new Unusable(wrong);
        }
        return new NewProduct(
                name.strip(),
                Handle.of(name, write),
                itsPrice,
                before,
                itsSku,
                description,
                itsVendor,
                type,
                wanted,
                itsTags);
    }

    /** @return everything given, in one form: the same wish gives the same text */
    String canonical() {
        return Arrays.asList(title, price, compareAtPrice, sku, bodyHtml, vendor, productType, status, tags, unknown)
                .toString();
    }

    private static @Nullable String amount(String field, @Nullable String given, Map<String, String> wrong) {
        if (given == null) {
            return null;
        }
        if (!AMOUNT.matcher(given.strip()).matches()) {
            wrong.put(
                    field,
                    field + " cannot be used; give an amount from 0 such as \"19.99\", with a point and at most"
                            + " 4 digits after it.");
            return null;
        }
        return new Money(given.strip(), null).amount();
    }

    private static @Nullable String text(String field, @Nullable Object given, Map<String, String> wrong) {
        if (given == null || given instanceof String) {
            return (String) given;
        }
        wrong.put(field, field + " is not a text; give it in quotes.");
        return null;
    }

    /** Either a list of texts or one text with commas, as Shopify's webhooks write it. */
    private List<String> tagList(Map<String, String> wrong) {
        List<String> all = new ArrayList<>();
        if (tags instanceof String text) {
            all.addAll(List.of(text.split(",")));
        } else if (tags instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            list.forEach(tag -> all.add((String) tag));
        } else if (tags != null) {
            wrong.put("tags", "tags cannot be used; give a list of texts.");
        }
        return TextSet.of(all);
    }
}
