package io.shopledger.app.access;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A key for what this process asks of itself over HTTP: made where callers need one, revoked when it has asked. */
@Component
public class OwnKey {
    private static final String NAME = "this process's own";

    private final ApiKeys keys;
    private final KnownKeys known;
    private final KeyWatch watch;

    OwnKey(ApiKeys keys, KnownKeys known, KeyWatch watch) {
        this.keys = keys;
        this.known = known;
        this.watch = watch;
    }

    /** @param calls are given the key's token; null where none is needed */
    public <T> T with(Function<@Nullable String, T> calls) {
        revokeLeftBehind();
        if (!known.any()) {
            return calls.apply(null);
        }
        ApiKeys.Made made = keys.create(NAME, KeyRole.ADMIN);
        try {
            watch.look();
            return calls.apply(made.token());
        } finally {
            keys.revoke(made.key().id());
            watch.look();
        }
    }

    /** By a process that was killed while it asked. */
    private void revokeLeftBehind() {
        keys.list().stream()
                .filter(key -> key.name().equals(NAME) && key.revokedAt() == null)
                .forEach(key -> keys.revoke(key.id()));
        watch.look();
    }
}
