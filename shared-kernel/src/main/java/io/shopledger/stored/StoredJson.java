package io.shopledger.stored;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.shopledger.Sealed;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * The JSON of events and snapshots: Shopify's snake_case names, times in ISO 8601, nothing written for what is absent.
 * Properties that a reader does not know are ignored, so that an older process can read what a newer one wrote.
 */
public final class StoredJson {
    /** For whole records outside Axon: fingerprints, read models, tests. */
    public static final JsonMapper MAPPER = configure(JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(200)
                            .maxStringLength(20_000_000)
                            .build())
                    .build()))
            .build();

    /** What is empty is not written, and to this one all that is sealed is empty. */
    private static final JsonMapper WITHOUT_SEALED = MAPPER.rebuild()
            .addModule(new SimpleModule().addSerializer(Sealed.class, new AlwaysEmpty()))
            .build();

    private static final class AlwaysEmpty extends StdSerializer<Sealed> {
        AlwaysEmpty() {
            super(Sealed.class);
        }

        @Override
        public boolean isEmpty(SerializationContext context, Sealed value) {
            return true;
        }

        @Override
        public void serialize(Sealed value, JsonGenerator json, SerializationContext context) {
            json.writeNull();
        }
    }

    private StoredJson() {}

    /** @return a record as it is stored: equal records give equal bytes */
    public static byte[] bytes(Record record) {
        return MAPPER.writeValueAsBytes(record);
    }

    /** @return the same as if its sealed fields were absent */
    public static byte[] bytesWithoutSealed(Record record) {
        return WITHOUT_SEALED.writeValueAsBytes(record);
    }

    /** @return the same as text, for a column of type {@code jsonb} */
    public static String text(Record record) {
        return MAPPER.writeValueAsString(record);
    }

    /** @return the record that was stored as this text */
    public static <R extends Record> R read(String text, Class<R> type) {
        return MAPPER.readValue(text, type);
    }

    /** Settles everything that decides how a value is written, and so may never change. */
    public static JsonMapper.Builder configure(JsonMapper.Builder json) {
        return json.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .changeDefaultPropertyInclusion(
                        inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_EMPTY))
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);
    }
}
