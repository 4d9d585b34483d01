package io.shopledger.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The fields of a request's JSON body, each checked as it is taken. */
final class Fields {
    private static final int MOST_BYTES = 64 * 1024;

    private final JsonNode body;

    private Fields(JsonNode body) {
        this.body = body;
    }

    static Fields of(HttpExchange exchange) throws IOException {
        byte[] bytes = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new Refusal(413, "The body is larger than 64 KiB");
        }
        try {
            JsonNode body = Answer.JSON.readTree(bytes);
            if (!body.isObject()) {
                throw new Refusal(400, "The body must be a JSON object");
            }
            return new Fields(body);
        } catch (JacksonException malformed) {
            throw new Refusal(400, "The body is not JSON: " + malformed.getOriginalMessage());
        }
    }

    String text(String name) {
        JsonNode value = body.get(name);
        if (value == null || !value.isString() || value.asString().isBlank()) {
            throw new Refusal(400, "\"%s\" is missing or not a text".formatted(name));
        }
        return value.asString();
    }

    boolean flag(String name) {
        JsonNode value = body.get(name);
        if (value == null || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw new Refusal(400, "\"%s\" must be true or false".formatted(name));
        }
        return value.asBoolean();
    }

    double number(String name, double least, double most) {
        JsonNode value = body.get(name);
        if (value == null || !value.isNumber() || value.asDouble() < least || value.asDouble() > most) {
            throw new Refusal(400, "\"%s\" must be a number from %s to %s".formatted(name, plain(least), plain(most)));
        }
        return value.asDouble();
    }

    /** @return a number above zero; absent where there is none */
    @Nullable
    Long id(String name) {
        JsonNode value = body.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 1) {
            throw new Refusal(400, "\"%s\" must be an id".formatted(name));
        }
        return value.asLong();
    }

    int whole(String name, int least, int most) {
        double value = number(name, least, most);
        if (value != Math.rint(value)) {
            throw new Refusal(400, "\"%s\" must be a whole number from %d to %d".formatted(name, least, most));
        }
        return (int) value;
    }

    @Nullable
    List<String> texts(String name) {
        JsonNode value = body.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(text -> texts.add(text.isString() ? text.asString() : text.toString()));
        }
        if (texts.isEmpty()) {
            throw new Refusal(400, "\"%s\" must be a list of texts, and not empty".formatted(name));
        }
        return texts;
    }

    private static String plain(double bound) {
        return bound == Math.rint(bound) ? String.valueOf((long) bound) : String.valueOf(bound);
    }
}
