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
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One JSON object of Shopify's. Null and an empty text are both absent; a value of another form is {@link Unreadable}. */
public final class JsonObject {
    private static final int DATE = "2026-01-01".length();

    private final JsonNode node;
    private final String path;

    /** Fields of the whole that hold a time which is none; absent where such a time is not borne. */
    private final @Nullable Set<String> misread;

    private JsonObject(JsonNode node, String path, @Nullable Set<String> misread) {
        this.node = node;
        this.path = path;
        this.misread = misread;
    }

    /** @return the same, in which a time that cannot be read is remembered and read as none: see {@link #misread} */
    public JsonObject tolerant() {
        return new JsonObject(node, path, new TreeSet<>());
    }

    /** @return the names of the fields in which, however deep, a time was met that cannot be read */
    public Set<String> misread() {
        return misread == null ? Set.of() : Set.copyOf(misread);
    }

    public static JsonObject parse(byte[] body) {
        JsonNode node = JsonText.read(body);
        if (node == null || !node.isObject()) {
            throw new Unreadable("The body is not a JSON object");
        }
        return new JsonObject(node, "", null);
    }

    public static JsonObject parse(String body) {
        return parse(body.getBytes(StandardCharsets.UTF_8));
    }

    /** @return the tree itself, for who completes it */
    public JsonNode node() {
        return node;
    }

    /** @return a node of an answer that was read already */
    public static JsonObject of(JsonNode node) {
        if (!node.isObject()) {
            throw new Unreadable("A node is not a JSON object");
        }
        return new JsonObject(node, "", null);
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
            boolean blank = text.length() > DATE && text.charAt(DATE) == ' '; // as some payloads have it
            return OffsetDateTime.parse(blank ? text.replaceFirst(" ", "T") : text)
                    .toInstant();
        } catch (DateTimeException other) {
            if (misread != null) {
                misread.add((path + "/" + field).split("/", 3)[1]);
                return null;
            }
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

    /** @return an amount of which no currency is told; an empty text is none */
    public @Nullable Money amount(String field) {
        String number = decimal(field);
        return number == null ? null : new Money(number, null);
    }

    public @Nullable JsonObject object(String field) {
        JsonNode value = get(field);
        if (value == null) {
            return null;
        }
        if (!value.isObject()) {
            throw unreadable(field, "an object");
        }
        return new JsonObject(value, path + "/" + field, misread);
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
            items.add(read.apply(new JsonObject(value.get(i), path + "/" + field + "/" + i, misread)));
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
            items.add(item.isNull() ? null : new JsonObject(item, path + "/" + field + "/" + i, misread));
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

    /** @return a list of whole numbers; none where it is absent */
    public List<Long> numbers(String field) {
        JsonNode value = get(field);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray() || !value.valueStream().allMatch(JsonNode::canConvertToLong)) {
            throw unreadable(field, "a list of whole numbers");
        }
        return value.valueStream().map(JsonNode::asLong).toList();
    }

    /** @return the number in a global id, such as {@code gid://shopify/Order/450789469} */
    public long gid(String field) {
        String text = text(field);
        try {
            return Gid.parse(text == null ? "" : text).number();
        } catch (IllegalArgumentException other) {
            throw unreadable(field, "a global id of Shopify's");
        }
    }

    /** @return the number of the object that this field shows; absent where it shows none */
    public @Nullable Long gidOf(String field) {
        JsonObject shown = object(field);
        return shown == null ? null : shown.gid("id");
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
}
