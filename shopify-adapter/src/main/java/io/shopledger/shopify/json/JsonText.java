package io.shopledger.shopify.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON within bounds, keeping every digit of its numbers. */
final class JsonText {
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

    private JsonText() {}

    static @Nullable JsonNode read(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException broken) {
            throw new Unreadable("The body is not JSON" + at(broken));
        } catch (NumberFormatException beyondAllMeasure) {
            throw new Unreadable("The body is not JSON that can be read: a number in it has too large an exponent");
        }
    }

    private static String at(JacksonException broken) {
        return broken.getLocation() == null
                ? ""
                : ": see line " + broken.getLocation().getLineNr() + ", column "
                        + broken.getLocation().getColumnNr();
    }
}
