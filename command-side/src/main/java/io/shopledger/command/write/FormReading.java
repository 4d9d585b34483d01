package io.shopledger.command.write;

import io.shopledger.Money;
import io.shopledger.TextSet;
import io.shopledger.command.http.WrongField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one form and gathers what is wrong with them, so that all of it is told at once. */
final class FormReading {
    private static final int LONGEST_TITLE = 255;
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,11}(\\.\\d{1,4})?");
    private static final Set<String> STATES = Set.of("ACTIVE", "DRAFT", "ARCHIVED");

    private final Map<String, String> wrong = new LinkedHashMap<>();

    /** Why a form cannot be used. The message is shown: it names each wrong field and the form expected. */
    static final class Unusable extends RuntimeException {
        private final transient Map<String, String> fields;

        private Unusable(Map<String, String> fields) {
            super(String.join(" ", fields.values()));
            this.fields = fields;
        }

        List<WrongField> errors(int index) {
            return fields.entrySet().stream()
                    .map(wrong -> new WrongField(index, wrong.getKey(), wrong.getValue()))
                    .toList();
        }
    }

    void wrong(String field, String message) {
        wrong.put(field, message);
    }

    /** @throws Unusable naming all fields that cannot be used */
    void done() {
        if (!wrong.isEmpty()) {
            throw new Unusable(wrong);
        }
    }

    /** @return 1 to 255 characters; absent where it is wrong */
    @Nullable
    String title(@Nullable Object given) {
        String name = text("title", given);
        if (wrong.containsKey("title")) {
            return null;
        }
        if (name == null || name.isBlank() || name.strip().length() > LONGEST_TITLE) {
            wrong("title", "title is missing or too long; give 1 to %d characters.".formatted(LONGEST_TITLE));
            return null;
        }
        return name.strip();
    }

    @Nullable
    String text(String field, @Nullable Object given) {
        if (given == null || given instanceof String) {
            return (String) given;
        }
        wrong(field, field + " is not a text; give it in quotes.");
        return null;
    }

    /** @param given as it was written, be it a number or a text: it never passes through a {@code double} */
    @Nullable
    String amount(String field, @Nullable String given) {
        if (given == null) {
            return null;
        }
        if (!AMOUNT.matcher(given.strip()).matches()) {
            wrong(
                    field,
                    field + " cannot be used; give an amount from 0 such as \"19.99\", with a point and at most"
                            + " 4 digits after it.");
            return null;
        }
        return new Money(given.strip(), null).amount();
    }

    /** @return Shopify's number of something; 0 where it is missing or none */
    long id(String field, @Nullable Object given) {
        if (given instanceof Integer || given instanceof Long) {
            long id = ((Number) given).longValue();
            if (id > 0) {
                return id;
            }
        }
        wrong(field, field + " is missing or not a number from 1; give Shopify's number of it.");
        return 0;
    }

    /** @param given not rounded: what is no whole number is wrong */
    @Nullable
    Integer pieces(String field, @Nullable Object given) {
        if (given != null && !(given instanceof Integer)) {
            wrong(field, field + " is not a whole number of pieces; give one such as 7, without quotes.");
            return null;
        }
        return (Integer) given;
    }

    @Nullable
    String status(@Nullable Object given) {
        String state = text("status", given);
        String wanted = state == null ? null : state.strip().toUpperCase(Locale.ROOT);
        if (wanted != null && !STATES.contains(wanted)) {
            wrong("status", "status cannot be used; give active, draft or archived.");
        }
        return wanted;
    }

    /** Either a list of texts or one text with commas, as Shopify's webhooks write it. */
    List<String> tags(@Nullable Object given) {
        List<String> all = new ArrayList<>();
        if (given instanceof String text) {
            all.addAll(List.of(text.split(",")));
        } else if (given instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            list.forEach(tag -> all.add((String) tag));
        } else if (given != null) {
            wrong("tags", "tags cannot be used; give a list of texts.");
        }
        return TextSet.of(all);
    }

    /** @param path where these fields stand, such as {@code variants.0.}; empty for the form itself */
    void unknown(String path, @Nullable Map<String, Object> unknown, List<String> fields) {
        if (unknown != null) {
            new TreeMap<>(unknown)
                    .keySet()
                    .forEach(field -> wrong(
                            path + field,
                            "There is no field %s; there are %s.".formatted(path + field, String.join(", ", fields))));
        }
    }
}
