package io.shopledger.history;

import io.shopledger.CanonicalRecord;
import io.shopledger.Money;
import io.shopledger.MoneyBag;
import io.shopledger.RecordFields;
import io.shopledger.Sealed;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Values for any field of any record, made from the field's type: a field that is added later has values without a word
 * here. Each type has few, so that what was often is again; texts are numbers, for some fields hold numbers as text.
 */
final class Values {
    private static final Instant BEGINNING = Instant.parse("2026-01-05T12:00:00Z");

    /** Asking a class for its components is slow. */
    private static final Map<Class<?>, Shape> SHAPES = new ConcurrentHashMap<>();

    private final Random chance;

    private record Component(Type type, String name, boolean mayBeAbsent) {}

    private record Shape(List<Component> components, Constructor<?> constructor) {
        static Shape of(Class<?> type) {
            RecordComponent[] all = type.getRecordComponents();
            Class<?>[] types = Arrays.stream(all).map(RecordComponent::getType).toArray(Class<?>[]::new);
            List<Component> components = Arrays.stream(all)
                    .map(one -> new Component(
                            one.getGenericType(),
                            one.getName(),
                            one.getAnnotatedType().isAnnotationPresent(Nullable.class)))
                    .toList();
            try {
                return new Shape(components, type.getDeclaredConstructor(types));
            } catch (NoSuchMethodException failure) {
                throw new IllegalStateException("Looking at " + type, failure);
            }
        }
    }

    private static Shape shape(Class<?> type) {
        return SHAPES.computeIfAbsent(type, Shape::of);
    }

    /** The id of the key under which what is personal is sealed. */
    private final String subject;

    Values(Random chance, String subject) {
        this.chance = chance;
        this.subject = subject;
    }

    /** @return a value for each of the named fields of the record */
    <R extends Record & CanonicalRecord<R>> Map<String, @Nullable Object> of(R record, List<String> fields) {
        return of(record, record.fields(), fields);
    }

    <R extends Record> Map<String, @Nullable Object> of(R record, RecordFields<R> all, List<String> fields) {
        List<String> names = List.copyOf(all.names());
        Shape shape = shape(record.getClass());
        Map<String, @Nullable Object> values = new HashMap<>();
        fields.forEach(field -> values.put(field, of(shape.components().get(names.indexOf(field)))));
        return values;
    }

    /** Of what is personal nothing is absent: where none came, it is unknown. */
    private @Nullable Object of(Component component) {
        boolean mayBeAbsent = component.mayBeAbsent() && component.type() != Sealed.class;
        return mayBeAbsent && chance.nextInt(5) == 0 ? null : of(component.type(), component.name());
    }

    private Object of(Type type, String name) {
        if (type == String.class) {
            return name.toLowerCase().contains("currency") ? pick("EUR", "USD") : pick("1", "2", "3.5");
        }
        if (type == Long.class || type == long.class) {
            return (long) chance.nextInt(4);
        }
        if (type == Boolean.class || type == boolean.class) {
            return chance.nextBoolean();
        }
        if (type == Integer.class || type == int.class) {
            return chance.nextInt(4);
        }
        if (type == Instant.class) {
            return BEGINNING.plus(Duration.ofDays(chance.nextInt(3)));
        }
        if (type == Money.class) {
            return new Money(pick("0", "10", "12.5"), pick("EUR", null));
        }
        if (type == MoneyBag.class) {
            return new MoneyBag(new Money(pick("0", "10", "12.5"), "EUR"), pick(null, new Money("11", "USD")));
        }
        if (type == Sealed.class) {
            return sealed("content-" + chance.nextInt(3), 0);
        }
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return list(list.getActualTypeArguments()[0], name);
        }
        if (type instanceof Class<?> one && one.isRecord()) {
            return record(one, chance.nextInt(4) + 1L);
        }
        throw new IllegalStateException("No values for %s of type %s: say here how such look".formatted(name, type));
    }

    private List<Object> list(Type of, String name) {
        List<Object> items = new ArrayList<>();
        for (long id = 1; id <= 3; id++) {
            if (chance.nextBoolean()) {
                items.add(of instanceof Class<?> one && one.isRecord() ? record(one, id) : of(of, name));
            }
        }
        return items;
    }

    /** @param id of the record where it has one */
    private Object record(Class<?> type, long id) {
        Shape shape = shape(type);
        @Nullable
        Object[] values = shape.components().stream()
                .map(component -> component.name().equals("id") ? id : of(component))
                .toArray();
        try {
            return shape.constructor().newInstance(values);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("Making a " + type, failure);
        }
    }

    /** @param nonce each sealing has its own; what is in it is told by the fingerprint */
    Sealed sealed(String content, int nonce) {
        return new Sealed(subject, "nonce-" + nonce, "ciphertext-" + nonce, content);
    }

    @SafeVarargs
    private <T> T pick(T... those) {
        return those[chance.nextInt(those.length)];
    }
}
