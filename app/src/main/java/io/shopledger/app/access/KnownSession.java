package io.shopledger.app.access;

import org.jspecify.annotations.Nullable;

/** Knows a browser by the token of its session. */
interface KnownSession {
    /** @return the key that the session was begun with, where both are still good */
    @Nullable
    ApiKey keyOf(String token);
}
