package io.shopledger.write;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One intended change of Shopify's data. Its text, {@code write/<uuid>}, keys its event stream: it never changes form. */
public record WriteId(UUID value) {
    private static final String PREFIX = "write/";

    public static WriteId random() {
        return new WriteId(UUID.randomUUID());
    }

    @JsonCreator
    public static WriteId parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("Not a write's key: " + text);
        }
        return new WriteId(UUID.fromString(text.substring(PREFIX.length())));
    }

    @Override
    @JsonValue
    public String toString() {
        return PREFIX + value;
    }
}
