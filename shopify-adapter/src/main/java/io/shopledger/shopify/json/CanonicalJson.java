package io.shopledger.shopify.json;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON in one form only: names sorted, nothing absent written (null, empty texts, lists and objects), texts clean, numbers
 * without trailing zeros.
 */
public final class CanonicalJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final int MOST_ZEROS = 40;

    private CanonicalJson() {}

    /** @return equal bytes for equal content */
    public static byte[] bytes(Map<String, ? extends @Nullable JsonNode> fields) {
        ObjectNode object = NODES.objectNode();
        new TreeMap<>(fields).forEach((name, value) -> {
            JsonNode canonical = value == null ? null : of(value);
            if (canonical != null) {
                object.set(CleanText.of(name), canonical);
            }
        });
        return JSON.writeValueAsBytes(object);
    }

    private static JsonNode number(JsonNode value) {
        BigDecimal number = value.decimalValue();
        if (number.signum() == 0) {
            return NODES.numberNode(BigDecimal.ZERO);
        }
        number = number.stripTrailingZeros();
        // beyond these digits it stays in exponent notation: written plainly it could fill the memory
        return NODES.numberNode(number.scale() < 0 && number.scale() > -MOST_ZEROS ? number.setScale(0) : number);
    }

    private static @Nullable JsonNode of(JsonNode value) {
        if (value.isString()) {
            String text = CleanText.of(value.asString());
            return text.isEmpty() ? null : NODES.stringNode(text);
        }
        if (value.isArray()) {
            ArrayNode array = NODES.arrayNode();
            value.forEach(item -> {
                JsonNode canonical = of(item);
                array.add(canonical == null ? NODES.nullNode() : canonical);
            });
            return array.isEmpty() ? null : array;
        }
        if (value.isObject()) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            value.propertyStream().forEach(property -> sorted.put(property.getKey(), property.getValue()));
            ObjectNode object = NODES.objectNode();
            sorted.forEach((name, item) -> {
                JsonNode canonical = of(item);
                if (canonical != null) {
                    object.set(CleanText.of(name), canonical);
                }
            });
            return object.isEmpty() ? null : object;
        }
        if (value.isNumber()) {
            return number(value);
        }
        return value.isNull() ? null : value;
    }
}
