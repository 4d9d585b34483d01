package io.shopledger.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A seal as it was at a moment, to be kept where who can write to the database cannot: history up to it cannot be changed
 * unseen, even by whoever computes all seals anew.
 *
 * @param ordinal the seal's number, from 1
 * @param hash the seal's hash, in lower-case hexadecimal digits
 * @param sealedAt when it was sealed, by our clock, which the hash has in it; absent where it was not noted
 * @param hmac made of ordinal and hash under a key of the vault, which is not in the database; absent where it was not noted
 */
public record Checkpoint(
        long ordinal,
        String hash,
        @Nullable Instant sealedAt,
        @Nullable String hmac) {}
