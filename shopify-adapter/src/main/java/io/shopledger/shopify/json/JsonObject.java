package io.shopledger.shopify.json;

import io.shopledger.Money;
import io.shopledger.MoneyBag;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** One JSON object of Shopify's. Null and an empty text are both absent; a value of another form is {@link Unreadable}. */
public final class JsonObject {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(100)
                            .maxNumberLength(100)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final JsonNode node;
    private final String path;

    private JsonObject(JsonNode node, String path) {
        this.node = node;
        this.path = path;
    }

    public static JsonObject parse(byte[] body) {
        JsonNode node;
        try {
            node = JSON.readTree(body);
        } catch (JacksonException broken) {
            throw new Unreadable("The body is not JSON" + at(broken));
        } catch (NumberFormatException beyondAllMeasure) {
            throw new Unreadable("The body is not JSON that can be read: a number in it has too large an exponent");
        }
        if (node == null || !node.isObject()) {
            throw new Unreadable("The body is not a JSON object");
        }
        return new JsonObject(node, "");
    }

    public static JsonObject parse(String body) {
        return parse(body.getBytes(StandardCharsets.UTF_8));
    }

    /** @return whether Shopify said anything of the field, be it null */
    public boolean has(String field) {
        return node.has(field);
    }

    public @Nullable JsonNode get(String field) {
        JsonNode value = node.get(field);
        return value == null || value.isNull() ? null : value;
    }

    public @Nullable String text(String field) {
        JsonNode value = get(field);
        if (value == null) {
            return null;
        }
        if (!value.isString() && !value.isNumber() && !value.isBoolean()) {
            throw unreadable(field, "a text");
        }
        String text = CleanText.of(value.asString()).strip();
        return text.isEmpty() ? null : text;
    }

    /** @return one of Shopify's enum values, in upper case, known to us or not */
    public @Nullable String word(String field) {
        String text = text(field);
        return text == null ? null : text.toUpperCase(Locale.ROOT);
    }

    public @Nullable Boolean flag(String field) {
        JsonNode value = get(field);
        if (value == null) {
            return null;
        }
        if (!value.isBoolean()) {
            throw unreadable(field, "true or false");
        }
        return value.booleanValue();
    }

    public @Nullable Long number(String field) {
        JsonNode value = get(field);
        if (value == null) {
            return null;
        }
        try {
            if (value.isNumber() || value.isString()) {
                return new BigDecimal(value.asString()).longValueExact();
            }
        } catch (ArithmeticException | NumberFormatException other) {
            // said below
        }
        throw unreadable(field, "a whole number");
    }

    /** @return Shopify's id of the object; 64 bits, above zero */
    public long id(String field) {
        Long id = number(field);
        if (id == null || id < 1) {
            throw unreadable(field, "an id: a whole number above zero");
        }
        return id;
    }

    public @Nullable Instant time(String field) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException other) {
            throw unreadable(field, "a time with its offset, in ISO 8601");
        }
    }

    public @Nullable String decimal(String field) {
        JsonNode value = get(field);
        if (value == null || (value.isString() && value.asString().isBlank())) {
            return null;
        }
        return amount(field, value, null).amount();
    }

    /** Reads {@code field_set} with both currencies or, in old payloads, the plain amount in the shop's currency. */
    public @Nullable MoneyBag bag(String field, @Nullable String currency) {
        JsonObject set = object(field + "_set");
        JsonObject shop = set == null ? null : set.object("shop_money");
        if (shop != null) {
            JsonObject presentment = set.object("presentment_money");
            return new MoneyBag(shop.money(), presentment == null ? null : presentment.money());
        }
        JsonNode value = get(field);
        if (value == null || (value.isString() && value.asString().isBlank())) {
            return null;
        }
        return new MoneyBag(amount(field, value, currency), null);
    }

    private Money money() {
        JsonNode value = get("amount");
        if (value == null) {
            throw unreadable("amount", "an amount of money");
        }
        return amount("amount", value, word("currency_code"));
    }

    /** @return the amount of {@code field}, in this currency */
    public @Nullable Money money(String field, @Nullable String currency) {
        JsonNode value = get(field);
        return value == null ? null : amount(field, value, currency);
    }

    public @Nullable JsonObject object(String field) {
        JsonNode value = get(field);
        if (value == null) {
            return null;
        }
        if (!value.isObject()) {
            throw unreadable(field, "an object");
        }
        return new JsonObject(value, path + "/" + field);
    }

    /** @return each object of a list; none where the list is absent */
    public <T> List<T> each(String field, Function<JsonObject, T> read) {
        JsonNode value = get(field);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw unreadable(field, "a list");
        }
        List<T> items = new ArrayList<>(value.size());
        for (int i = 0; i < value.size(); i++) {
            if (!value.get(i).isObject()) {
                throw unreadable(field + "/" + i, "an object");
            }
            items.add(read.apply(new JsonObject(value.get(i), path + "/" + field + "/" + i)));
        }
        return items;
    }

    /** @return each object of a list in which null may stand for one that is not there, as in GraphQL's {@code nodes} */
    public List<@Nullable JsonObject> eachOrNull(String field) {
        JsonNode value = get(field);
        if (value != null && !value.isArray()) {
            throw unreadable(field, "a list");
        }
        List<@Nullable JsonObject> items = new ArrayList<>();
        for (int i = 0; value != null && i < value.size(); i++) {
            JsonNode item = value.get(i);
            if (!item.isObject() && !item.isNull()) {
                throw unreadable(field + "/" + i, "an object");
            }
            items.add(item.isNull() ? null : new JsonObject(item, path + "/" + field + "/" + i));
        }
        return items;
    }

    /** @return the names of what is said */
    public List<String> fields() {
        return List.copyOf(node.propertyNames());
    }

    /** @return a list of texts, be it a JSON list or one text with commas */
    public List<String> texts(String field) {
        JsonNode value = get(field);
        if (value == null) {
            return List.of();
        }
        List<String> all = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(item -> all.add(CleanText.of(item.asString("")).strip()));
        } else {
            String text = text(field);
            for (String part : text == null ? new String[0] : text.split(",")) {
                all.add(part.strip());
            }
        }
        all.removeIf(String::isEmpty);
        return all;
    }

    private Money amount(String field, JsonNode value, @Nullable String currency) {
        if (!value.isString() && !value.isNumber()) {
            throw unreadable(field, "an amount of money");
        }
        try {
            return new Money(value.asString(), currency);
        } catch (NumberFormatException other) {
            throw unreadable(field, "an amount of money");
        }
    }

    private Unreadable unreadable(String field, String form) {
        return new Unreadable(path + "/" + field + " is not " + form);
    }

    private static String at(JacksonException broken) {
        return broken.getLocation() == null
                ? ""
                : ": see line " + broken.getLocation().getLineNr() + ", column "
                        + broken.getLocation().getColumnNr();
    }
}
