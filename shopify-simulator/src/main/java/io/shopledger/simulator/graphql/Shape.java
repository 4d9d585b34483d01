package io.shopledger.simulator.graphql;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One object as GraphQL shows it, made from its webhook's JSON: UTC, upper-case enums, null for what is empty. A value
 * may be a {@link Supplier}, called when the field is asked for, or {@link Children}, which a connection pages through.
 */
final class Shape {
    /** Where the type is not clear from the field: interfaces. */
    static final String TYPE = "__typename";

    private static final Set<String> BARE = Set.of("id", "legacyResourceId", TYPE);

    private final JsonNode from;
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    Shape(String type, JsonNode from) {
        this.from = from;
        fields.put(TYPE, type);
    }

    /** With {@code id} and {@code legacyResourceId} out of the number under {@code id}. */
    static Shape identified(String type, JsonNode from) {
        long id = from.get("id").asLong();
        return new Shape(type, from).put("id", Gid.of(type, id)).put("legacyResourceId", String.valueOf(id));
    }

    Shape put(String field, @Nullable Object value) {
        fields.put(field, value);
        return this;
    }

    Shape later(String field, Supplier<@Nullable Object> value) {
        fields.put(field, value);
        return this;
    }

    /** The same value under its name in camel case. */
    Shape same(String... keys) {
        for (String key : keys) {
            fields.put(camel(key), text(from.get(key)));
        }
        return this;
    }

    /** As {@link #same}, but an empty text stays one. */
    Shape words(String... keys) {
        for (String key : keys) {
            JsonNode value = from.get(key);
            fields.put(camel(key), value == null || value.isNull() ? "" : value.asString());
        }
        return this;
    }

    Shape flags(String... keys) {
        for (String key : keys) {
            fields.put(camel(key), from.get(key).asBoolean());
        }
        return this;
    }

    Shape times(String... keys) {
        for (String key : keys) {
            fields.put(camel(key), time(from.get(key)));
        }
        return this;
    }

    /** Another thing, of which often no more than the id is asked for; only for more it is looked up. */
    Shape other(String field, String type, long id, Supplier<@Nullable Object> whole) {
        fields.put(field, (Asked) asked -> {
            boolean more = asked.getSelectionSet().getImmediateFields().stream()
                    .anyMatch(wanted -> !BARE.contains(wanted.getName()));
            return more ? whole.get() : bare(type, id);
        });
        return this;
    }

    static Map<String, @Nullable Object> bare(String type, long id) {
        Map<String, @Nullable Object> bare = new LinkedHashMap<>();
        bare.put(TYPE, type);
        bare.put("id", Gid.of(type, id));
        bare.put("legacyResourceId", String.valueOf(id));
        return bare;
    }

    Map<String, @Nullable Object> fields() {
        return fields;
    }

    static @Nullable String text(@Nullable JsonNode value) {
        return value == null || value.isNull() || value.asString().isEmpty() ? null : value.asString();
    }

    static @Nullable String upper(@Nullable JsonNode value) {
        String text = text(value);
        return text == null ? null : text.toUpperCase(Locale.ROOT);
    }

    static @Nullable String time(@Nullable JsonNode value) {
        String text = text(value);
        return text == null ? null : OffsetDateTime.parse(text).toInstant().toString();
    }

    static List<String> list(@Nullable JsonNode commas) {
        String text = text(commas);
        return text == null
                ? List.of()
                : Arrays.stream(text.split(",")).map(String::strip).sorted().toList();
    }

    static Map<String, @Nullable Object> money(String amount, String currency) {
        Map<String, @Nullable Object> money = new LinkedHashMap<>();
        money.put("amount", amount(amount));
        money.put("currencyCode", currency);
        return money;
    }

    /** As a price in both currencies, such as {@code total_price_set}. */
    static @Nullable Map<String, @Nullable Object> bag(@Nullable JsonNode set) {
        if (set == null || set.isNull()) {
            return null;
        }
        Map<String, @Nullable Object> bag = new LinkedHashMap<>();
        bag.put("shopMoney", money(set.get("shop_money")));
        bag.put("presentmentMoney", money(set.get("presentment_money")));
        return bag;
    }

    private static Map<String, @Nullable Object> money(JsonNode money) {
        return money(money.get("amount").asString(), money.get("currency_code").asString());
    }

    static <T> List<T> each(JsonNode list, Function<JsonNode, T> shape) {
        List<T> all = new ArrayList<>();
        list.forEach(node -> all.add(shape.apply(node)));
        return all;
    }

    /** {@code 10.00} reads {@code 10.0}: MoneyV2 drops zeros at the end, but for one. */
    private static String amount(String text) {
        BigDecimal plain = new BigDecimal(text).stripTrailingZeros();
        return plain.scale() < 1 ? plain.setScale(1).toPlainString() : plain.toPlainString();
    }

    static String camel(String key) {
        StringBuilder camel = new StringBuilder();
        boolean up = false;
        for (char letter : key.toCharArray()) {
            if (letter == '_') {
                up = true;
            } else {
                camel.append(up ? Character.toUpperCase(letter) : letter);
                up = false;
            }
        }
        return camel.toString();
    }
}
