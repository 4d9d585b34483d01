package io.shopledger.command.write;

import io.shopledger.command.http.BadRequest;
import io.shopledger.write.WriteId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names writes: with an {@code Idempotency-Key} the same wish has the same id, and is written once however often it is sent. */
final class Idempotency {
    private static final int LONGEST_KEY = 255;

    private Idempotency() {}

    /** @param wish everything that makes it this wish and no other */
    static WriteId id(@Nullable String key, Object store, Object... wish) {
        if (key == null) {
            return WriteId.random();
        }
        String name = store + "\n" + key + "\n"
                + Arrays.stream(wish).map(String::valueOf).collect(Collectors.joining("\n"));
        return new WriteId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    /** @throws BadRequest for a key that is none */
    static @Nullable String checked(@Nullable String key) {
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw new BadRequest("Idempotency-Key has to have 1 to %d characters.".formatted(LONGEST_KEY));
        }
        return key;
    }
}
