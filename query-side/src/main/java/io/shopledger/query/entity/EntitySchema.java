package io.shopledger.query.entity;

import io.shopledger.Money;
import io.shopledger.MoneyBag;
import io.shopledger.stored.StoredJson;
import io.swagger.v3.oas.models.media.Schema;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The form of one entity, for the API's description: every field that there may be, and no other. */
final class EntitySchema {
    private static final Set<String> ALWAYS = Set.of("store_id", "id", "last_event", "last_event_at", "version");

    private EntitySchema() {}

    /** @param whole whether it is told with what is personal, as the kind's example is */
    static Schema<?> of(Shown<?> shown, Set<String> fields, boolean whole) {
        ObjectNode example = (ObjectNode) StoredJson.MAPPER.readTree(shown.example());
        example.retain(fields);
        Schema<?> schema = new Schema<>();
        schema.setTypes(Set.of("object"));
        schema.setDescription(KindDescriptions.described(shown) + (whole ? "" : " Without what is personal."));
        schema.setExample(StoredJson.MAPPER.convertValue(example, Map.class));
        schema.setAdditionalProperties(false);
        schema.setRequired(List.of("id"));
        for (String field : fields) {
            schema.addProperty(field, field(shown, field, example.get(field)));
        }
        return schema;
    }

    /** @param type JSON's, or none for whatever Shopify may tell */
    static Schema<?> orNull(@Nullable String type) {
        Schema<?> schema = new Schema<>();
        if (type != null) {
            Set<String> types = new LinkedHashSet<>(List.of(type, "null"));
            schema.setTypes(types);
            if (type.equals("array")) {
                schema.setItems(new Schema<>());
            }
        }
        return schema;
    }

    private static Schema<?> field(Shown<?> shown, String field, @Nullable JsonNode example) {
        String type = shown.form().fields().names().contains(field)
                ? type(shown.form().fields().type(field))
                : field.endsWith("_set") ? "object" : null;
        if (example != null && !example.isNull()) {
            type = type(example); // such as tags, which are a list to us, and text to Shopify
        }
        Schema<?> schema = orNull(type);
        if (ALWAYS.contains(field)) {
            schema.setTypes(Set.of(String.valueOf(type)));
        }
        if (field.endsWith("_at")) {
            schema.setFormat("date-time");
        }
        return schema;
    }

    private static String type(JsonNode example) {
        if (example.isString()) {
            return "string";
        }
        if (example.isBoolean()) {
            return "boolean";
        }
        if (example.isNumber()) {
            return "integer";
        }
        return example.isArray() ? "array" : "object";
    }

    private static @Nullable String type(Class<?> java) {
        if (java == String.class || java == Instant.class || java == Money.class || java == MoneyBag.class) {
            return "string";
        }
        if (java == Long.class) {
            return "integer";
        }
        if (java == Boolean.class) {
            return "boolean";
        }
        return List.class.isAssignableFrom(java) ? "array" : null;
    }
}
