package io.shopledger.query.http;

import java.time.DateTimeException;
import java.time.Instant;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * Has the bodies of all calls read to the letter: a field that there is not was misspelt, and a value of another kind was
 * mistaken. Either would do something else than was meant, and say that it went well. A number in quotes is that number.
 */
@Configuration(proxyBeanMethods = false)
class StrictBodies {

    @Bean
    JsonMapperBuilderCustomizer toTheLetter() {
        return json -> json.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .withCoercionConfig(
                        LogicalType.Integer,
                        number -> number.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
                .withCoercionConfig(
                        LogicalType.Boolean,
                        flag -> flag.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail))
                .addModule(new SimpleModule("times").addDeserializer(Instant.class, new Times()));
    }

    /** Jackson would take a number for seconds. */
    private static final class Times extends StdDeserializer<Instant> {
        private Times() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) {
            if (!json.hasToken(JsonToken.VALUE_STRING)) {
                return (Instant) context.handleUnexpectedToken(Instant.class, json);
            }
            String text = json.getString();
            try {
                return Instant.parse(text);
            } catch (DateTimeException notATime) {
                return (Instant) context.handleWeirdStringValue(Instant.class, text, "not a time");
            }
        }
    }
}
