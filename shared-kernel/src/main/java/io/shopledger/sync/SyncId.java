package io.shopledger.sync;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One sync. Its text, {@code sync/<uuid>}, keys its event stream: it never changes form. */
public record SyncId(UUID value) {
    private static final String PREFIX = "sync/";

    public static SyncId random() {
        return new SyncId(UUID.randomUUID());
    }

    @JsonCreator
    public static SyncId parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("Not a sync's key: " + text);
        }
        return new SyncId(UUID.fromString(text.substring(PREFIX.length())));
    }

    @Override
    @JsonValue
    public String toString() {
        return PREFIX + value;
    }
}
