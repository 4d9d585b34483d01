package io.shopledger.command.eventstore;

import io.shopledger.stored.StoredJson;
import io.shopledger.stored.StoredNames;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * Axon's JSON serializer, with {@link StoredNames} for class names: what is stored says {@code order.OrderPlaced} and not
 * where the class lives today. Axon's own types (tokens) keep their class names.
 */
final class NamedTypesSerializer extends Jackson3Serializer {
    private final StoredNames names;

    private NamedTypesSerializer(Jackson3Serializer.Builder builder, StoredNames names) {
        super(builder);
        this.names = names;
    }

    /** For events and snapshots. */
    static NamedTypesSerializer ofEvents(StoredNames names) {
        return new NamedTypesSerializer(builder(StoredJson::configure), names);
    }

    /** For tokens, messages and all else that is Axon's: its property names are left alone. */
    static NamedTypesSerializer ofTheRest(StoredNames names) {
        return new NamedTypesSerializer(builder(json -> json), names);
    }

    private static Jackson3Serializer.Builder builder(java.util.function.UnaryOperator<JsonMapper.Builder> settings) {
        Jackson3Serializer.Builder builder = Jackson3Serializer.builder();
        // A ReplayToken holds a token of any kind: without a validator it cannot be read back (AxonFramework #4160).
        builder.jsonMapperBuilderCustomizer(json -> settings.apply(json)
                .polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                        .allowIfSubType("org.axonframework.")
                        .build()));
        return builder;
    }

    @Override
    public SerializedType typeForClass(Class type) {
        if (type == null || type == Void.class || type == Void.TYPE) {
            return super.typeForClass(type);
        }
        Class<?> asked = type;
        String name = names.nameOf(asked).orElseGet(() -> {
            if (asked.getName().startsWith("io.shopledger.")) {
                throw new IllegalStateException(asked + " is stored, and has no name in StoredNames");
            }
            return asked.getName();
        });
        return new SimpleSerializedType(name, getRevisionResolver().revisionOf(type));
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        return names.typeOf(type.getName()).<Class<?>>map(known -> known).orElseGet(() -> super.classForType(type));
    }
}
