package io.shopledger.command.write;

import io.shopledger.write.NewProduct.Medium;
import io.shopledger.write.NewProduct.Variant;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what there may be several of in a new product; of any type, so that what is wrong spoils its own product only. */
final class NewProductLists {
    private static final int MOST = 250;
    private static final int MOST_OPTIONS = 3;
    private static final int LONGEST = 255;
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S{1,2000}");
    private static final List<String> VARIANT_FIELDS =
            List.of("option1", "option2", "option3", "price", "compare_at_price", "sku");

    private final FormReading reading;
    private final List<String> names = new ArrayList<>();

    NewProductLists(FormReading reading) {
        this.reading = reading;
    }

    /** To be read before the variants, which have a value for each. */
    List<String> options(@Nullable Object given) {
        each("options", given, MOST_OPTIONS, List.of("name"), (path, option) -> {
            String name = wanted(path + "name", option.get("name"));
            if (names.contains(name)) {
                reading.wrong(path + "name", path + "name is that of another option.");
            }
            names.add(name);
        });
        return names;
    }

    List<Variant> variants(@Nullable Object given) {
        List<Variant> variants = new ArrayList<>();
        Set<List<String>> combinations = new HashSet<>();
        each("variants", given, MOST, VARIANT_FIELDS, (path, variant) -> {
            List<String> values = new ArrayList<>();
            for (int i = 1; i <= names.size(); i++) {
                values.add(wanted(path + "option" + i, variant.get("option" + i)));
            }
            for (int i = names.size() + 1; i <= MOST_OPTIONS; i++) {
                if (variant.get("option" + i) != null) {
                    reading.wrong(path + "option" + i, "There is no such option; give its name in options.");
                }
            }
            if (!combinations.add(values)) {
                reading.wrong(
                        path + "option1",
                        path + "option1 to option3 are those of another variant; name in options what they differ in.");
            }
            variants.add(new Variant(
                    values,
                    reading.amount(path + "price", number(variant.get("price"))),
                    reading.amount(path + "compare_at_price", number(variant.get("compare_at_price"))),
                    reading.text(path + "sku", variant.get("sku"))));
        });
        if (variants.isEmpty() && !names.isEmpty()) {
            reading.wrong("variants", "variants are missing; give at least one, with a value for each option.");
        }
        return variants;
    }

    List<Medium> media(@Nullable Object given) {
        List<Medium> media = new ArrayList<>();
        each("media", given, MOST, List.of("src", "alt"), (path, medium) -> {
            String src = reading.text(path + "src", medium.get("src"));
            if (src == null || !ADDRESS.matcher(src.strip()).matches()) {
                reading.wrong(path + "src", path + "src is no address; give one that begins with https://.");
                return;
            }
            media.add(new Medium(src.strip(), reading.text(path + "alt", medium.get("alt"))));
        });
        return media;
    }

    private interface Item {
        void read(String path, Map<?, ?> fields);
    }

    private void each(String field, @Nullable Object given, int most, List<String> fields, Item item) {
        if (given == null) {
            return;
        }
        if (!(given instanceof List<?> list) || list.size() > most) {
            reading.wrong(field, "%s cannot be used; give a list of at most %d.".formatted(field, most));
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            String path = field + "." + i + ".";
            if (list.get(i) instanceof Map<?, ?> one) {
                item.read(path, one);
                Map<String, Object> others = new LinkedHashMap<>();
                one.forEach((name, value) -> {
                    if (!fields.contains(String.valueOf(name))) {
                        others.put(String.valueOf(name), String.valueOf(value));
                    }
                });
                reading.unknown(path, others, fields);
            } else {
                reading.wrong(
                        field + "." + i,
                        "%s.%d cannot be used; give an object with %s.".formatted(field, i, String.join(", ", fields)));
            }
        }
    }

    private String wanted(String path, @Nullable Object given) {
        String text = reading.text(path, given);
        if (text == null || text.isBlank() || text.length() > LONGEST) {
            reading.wrong(path, path + " is missing or too long; give 1 to %d characters.".formatted(LONGEST));
            return "";
        }
        return text.strip();
    }

    /** An amount has 15 digits at most, and so many survive a {@code double} unchanged. */
    private static @Nullable String number(@Nullable Object given) {
        if (given instanceof Double number && !number.isNaN() && !number.isInfinite()) {
            return BigDecimal.valueOf(number).toPlainString();
        }
        return given == null ? null : given.toString();
    }
}
