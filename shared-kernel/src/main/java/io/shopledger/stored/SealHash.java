package io.shopledger.stored;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The hash of a seal: SHA-256 over the previous seal's hash (32 zero bytes at first), the seal's ordinal, and of each
 * event in the order of the global index, each part with its length before it: stream key, sequence, event id, kind of
 * aggregate, type, revision, timestamp text, payload, metadata; and at last, without lengths, when it was sealed: seconds
 * since 1970, and nanoseconds of the second. The global index is left out, for it changes when a history moves. Lengths are
 * 32-bit and numbers 64-bit, big-endian; an absent text has the length -1.
 */
public final class SealHash {
    /** What the first seal follows. */
    public static final byte[] BEGINNING = new byte[32];

    /** Enough to tell contents apart; the proof is the whole hash. */
    public static final int MARK_BYTES = 8;

    private final MessageDigest digest;

    public SealHash(byte[] previous, long ordinal) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
        digest.update(previous);
        digest.update(number(ordinal));
    }

    public SealHash add(
            String stream,
            long sequence,
            String eventId,
            @Nullable String aggregate,
            String type,
            @Nullable String revision,
            String timestamp,
            byte[] payload,
            byte[] metadata) {
        part(stream);
        part(number(sequence));
        part(eventId);
        part(aggregate);
        part(type);
        part(revision);
        part(timestamp);
        part(payload);
        part(metadata);
        return this;
    }

    /**
     * Tells which event of an append is not as it was, where {@link #value} only tells that something is.
     *
     * @return the first bytes of the hash as it is after the events so far
     */
    public byte[] mark() {
        try {
            return Arrays.copyOf(((MessageDigest) digest.clone()).digest(), MARK_BYTES);
        } catch (CloneNotSupportedException everyJavaCanDoIt) {
            throw new IllegalStateException(everyJavaCanDoIt);
        }
    }

    /** @param sealedAt as it is stored, in microseconds */
    public byte[] value(Instant sealedAt) {
        digest.update(number(sealedAt.getEpochSecond()));
        digest.update(number(sealedAt.getNano()));
        return digest.digest();
    }

    private void part(@Nullable String text) {
        part(text == null ? null : text.getBytes(StandardCharsets.UTF_8));
    }

    private void part(byte @Nullable [] bytes) {
        digest.update(
                ByteBuffer.allocate(4).putInt(bytes == null ? -1 : bytes.length).array());
        if (bytes != null) {
            digest.update(bytes);
        }
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(8).putLong(value).array();
    }
}
