package io.shopledger.query.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Something of an entity in words, from its JSON as the API shows it.
 *
 * @param words absent where there is nothing to say
 * @param number whether it reads best flush right
 */
record Cell(String label, Function<JsonNode, @Nullable String> words, boolean number) {
    private static final int MOST_CHARACTERS = 160;

    static Cell text(String label, String... fields) {
        return new Cell(label, json -> first(json, fields), false);
    }

    static Cell number(String label, String... fields) {
        return new Cell(label, json -> first(json, fields), true);
    }

    /** Shopify's words for a state, without underscores. */
    static Cell word(String label, String field) {
        return new Cell(
                label,
                json -> {
                    String word = first(json, field);
                    return word == null ? null : word.toLowerCase(Locale.ROOT).replace('_', ' ');
                },
                false);
    }

    static Cell flag(String label, String field) {
        return new Cell(
                label,
                json -> json.path(field).isBoolean() ? (json.path(field).asBoolean() ? "yes" : "no") : null,
                false);
    }

    static Cell moment(String label, String field) {
        return new Cell(
                label,
                json -> {
                    String at = first(json, field);
                    return at == null ? null : Moment.text(Instant.parse(at));
                },
                false);
    }

    /** The first amount that is there, in the entity's own currency. */
    static Cell money(String label, String... fields) {
        return new Cell(
                label,
                json -> {
                    String amount = first(json, fields);
                    String currency = first(json, "currency");
                    return amount == null || currency == null ? amount : amount + " " + currency;
                },
                true);
    }

    /** How many there are in a list. */
    static Cell size(String label, String list) {
        return new Cell(
                label, json -> json.has(list) ? Integer.toString(json.path(list).size()) : null, true);
    }

    /** A sum over a list; absent where no item has the number. */
    static Cell sum(String label, String list, String field) {
        return new Cell(
                label,
                json -> {
                    List<Long> numbers = StreamSupport.stream(json.path(list).spliterator(), false)
                            .filter(item -> item.path(field).isNumber())
                            .map(item -> item.path(field).asLong())
                            .toList();
                    return numbers.isEmpty()
                            ? null
                            : Long.toString(
                                    numbers.stream().mapToLong(Long::longValue).sum());
                },
                true);
    }

    /** @return a dash where there is nothing to say */
    String of(JsonNode json) {
        String said = words.apply(json);
        return said == null ? "–" : said;
    }

    /** @return any value in words: of objects and lists what is simple in them */
    static String spoken(JsonNode value) {
        String text;
        if (isMoney(value)) {
            text = money(value);
        } else if (value.isObject()) {
            text = value.properties().stream()
                    .filter(part -> part.getValue().isValueNode()
                            && !part.getValue().isNull()
                            && !part.getKey().equals("id")
                            && !part.getKey().endsWith("_id"))
                    .map(part ->
                            Spoken.field(part.getKey()) + " " + part.getValue().asString())
                    .collect(Collectors.joining(", "));
        } else if (value.isArray()) {
            text = value.isEmpty()
                    ? "none"
                    : value.valueStream().map(Cell::spoken).collect(Collectors.joining("; "));
        } else {
            text = value.isNull() ? "none" : value.asString();
        }
        return text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + "…" : text;
    }

    /** @return whether it is an amount in the shop's currency and the customer's, as in {@code total_price_set} */
    static boolean isMoney(JsonNode value) {
        return value.path("shop_money").isObject();
    }

    private static String money(JsonNode both) {
        String shop = amount(both.path("shop_money"));
        String seen = amount(both.path("presentment_money"));
        return seen.isEmpty() || seen.equals(shop) ? shop : shop + " (" + seen + ")";
    }

    private static String amount(JsonNode money) {
        return (money.path("amount").asString("") + " "
                        + money.path("currency_code").asString(""))
                .strip();
    }

    private static @Nullable String first(JsonNode json, String... fields) {
        for (String field : fields) {
            JsonNode value = json.path(field);
            if (value.isValueNode() && !value.isNull() && !value.asString().isEmpty()) {
                return value.asString();
            }
        }
        return null;
    }
}
