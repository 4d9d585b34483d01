package io.shopledger.app.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it is kept: without its token, which nobody but its holder has.
 *
 * @param name for people, to know it again
 * @param revokedAt absent while it is good
 */
public record ApiKey(
        long id,
        String name,
        KeyRole role,
        Instant createdAt,
        @Nullable Instant revokedAt) {}
