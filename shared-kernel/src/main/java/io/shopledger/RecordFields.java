package io.shopledger;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a canonical record under Shopify's names ({@code financial_status} for {@code financialStatus}), so that
 * comparing, learning and folding are written once and not once per field.
 */
public final class RecordFields<R extends Record> {
    /** One exact type for all, so that a call needs no adapting. */
    private static final MethodType GETTER = MethodType.methodType(Object.class, Record.class);

    /** What describes the record itself, and is no field of the entity. */
    private static final Set<String> ABOUT_THE_RECORD = Set.of("mapping", "unknown");

    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final List<String> entityFields;
    private final MethodHandle constructor;

    private record Field(int position, Class<?> type, MethodHandle accessor) {}

    public RecordFields(Class<R> type, MethodHandles.Lookup lookup) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                fields.put(
                        shopifyName(components[i].getName()),
                        new Field(
                                i,
                                types[i],
                                lookup.unreflect(components[i].getAccessor()).asType(GETTER)));
            }
            entityFields = fields.keySet().stream()
                    .filter(name -> !ABOUT_THE_RECORD.contains(name))
                    .toList();
            constructor = lookup.unreflectConstructor(type.getDeclaredConstructor(types))
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Record.class, Object[].class));
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(type + " is no record we may read", impossible);
        }
    }

    /** @return all names, in the record's order */
    public Set<String> names() {
        return fields.keySet();
    }

    /** @return the names of all fields of the entity, known or not: all but those that describe the record itself */
    public List<String> entityFields() {
        return entityFields;
    }

    /** @return the value that a {@link io.shopledger.change.DetailChange} of this field holds as text */
    public @Nullable Object parse(String name, @Nullable String text) {
        Class<?> type = type(name);
        if (text == null || type == String.class) {
            return text;
        }
        if (type == Long.class) {
            return Long.valueOf(text);
        }
        if (type == Boolean.class) {
            return Boolean.valueOf(text);
        }
        if (type == Instant.class) {
            return Instant.parse(text);
        }
        throw new IllegalStateException("A detail of type " + type);
    }

    /** @return the field's type as declared, raw */
    public Class<?> type(String name) {
        return field(name).type();
    }

    public @Nullable Object get(R record, String name) {
        try {
            return (Object) field(name).accessor().invokeExact((Record) record);
        } catch (Throwable failure) {
            throw new IllegalStateException("Reading " + name, failure);
        }
    }

    /** @return a copy in which the fields named in {@code changes} have those values */
    @SuppressWarnings("unchecked")
    public R with(R record, Map<String, ? extends @Nullable Object> changes) {
        changes.keySet().forEach(this::field);
        @Nullable Object[] values = new Object[fields.size()];
        fields.forEach((name, field) ->
                values[field.position()] = changes.containsKey(name) ? changes.get(name) : get(record, name));
        try {
            return (R) (Record) constructor.invokeExact((Object[]) values);
        } catch (Throwable failure) {
            throw new IllegalStateException("Copying a record with " + changes.keySet(), failure);
        }
    }

    private Field field(String name) {
        Field field = fields.get(name);
        if (field == null) {
            throw new IllegalArgumentException("There is no field " + name + "; known are " + fields.keySet());
        }
        return field;
    }

    private static String shopifyName(String name) {
        StringBuilder text = new StringBuilder(name.length() + 4);
        for (char c : name.toCharArray()) {
            if (Character.isUpperCase(c)) {
                text.append('_');
            }
            text.append(Character.toLowerCase(c));
        }
        return text.toString();
    }
}
