package io.shopledger.query.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Has the API's description say which fields of an answer may be null, of all modules' records: they tell by JSpecify's
 * annotation, at which the describing library does not look. And that a JSON node may be anything.
 */
@Component
class AbsentValues implements ModelConverter {

    @Override
    @SuppressWarnings("rawtypes")
    public @Nullable Schema resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        JavaType java = Json.mapper().constructType(type.getType());
        Class<?> raw = java == null ? Object.class : java.getRawClass();
        if (JsonNode.class.isAssignableFrom(raw)) {
            return new Schema<>();
        }
        Schema<?> schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        if (schema != null && raw.isRecord()) {
            Schema<?> model = schema.get$ref() == null
                    ? schema
                    : context.getDefinedModels().get(schema.get$ref().replaceAll(".*/", ""));
            if (model != null && model.getProperties() != null) {
                for (RecordComponent component : raw.getRecordComponents()) {
                    if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                        orNull(model.getProperties(), component);
                    }
                }
            }
        }
        return schema;
    }

    @SuppressWarnings("rawtypes")
    private static void orNull(Map<String, Schema> properties, RecordComponent component) {
        JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        String name = component.getName();
        for (String known : named == null ? List.of(name, snake(name)) : List.of(named.value())) {
            properties.computeIfPresent(known, (same, schema) -> orNull(schema));
        }
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static Schema orNull(Schema schema) {
        if (schema.get$ref() != null) {
            return new Schema<>()
                    .anyOf(List.of(new Schema<>().$ref(schema.get$ref()), nothing()))
                    .description(schema.getDescription());
        }
        if (schema.getTypes() != null) {
            schema.addType("null");
            if (schema.getEnum() != null && !schema.getEnum().contains(null)) {
                List<Object> words = new ArrayList<>(schema.getEnum());
                words.add(null);
                schema.setEnum(words);
            }
        }
        return schema;
    }

    private static Schema<?> nothing() {
        Schema<?> schema = new Schema<>();
        schema.setTypes(Set.of("null"));
        return schema;
    }

    private static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
