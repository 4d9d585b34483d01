package io.shopledger.shopify.webhook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;

/**
 * A body read once: verified on the way, and held in memory up to a limit, whatever length its sender claims. To be closed
 * when it is no longer needed: only so many large ones are in memory at a time.
 */
final class IncomingBody implements AutoCloseable {
    private static final int CHUNK = 16_384;
    private static final int LARGE = 1 << 20;

    /** The next is refused for the moment. */
    private static final Semaphore LARGE_BODIES = new Semaphore(3);

    private final byte[] bytes;
    private final long length;
    private boolean large;

    private IncomingBody(byte[] bytes, long length, boolean large) {
        this.bytes = bytes;
        this.length = length;
        this.large = large;
    }

    /** @return what was kept: all of it, or nothing where it was longer than the limit */
    byte[] bytes() {
        return bytes;
    }

    long length() {
        return length;
    }

    boolean isWhole() {
        return bytes.length == length;
    }

    /** @throws Overloaded when too many large bodies are being read */
    static IncomingBody read(InputStream in, HmacVerifier verifier, int limit) throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(CHUNK);
        byte[] chunk = new byte[CHUNK];
        long length = 0;
        boolean large = false;
        boolean read = false;
        try {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                verifier.update(chunk, count);
                length += count;
                if (!large && length > LARGE) {
                    large = LARGE_BODIES.tryAcquire();
                    if (!large) {
                        throw new Overloaded("Too many large deliveries at once");
                    }
                }
                if (length <= limit) {
                    kept.write(chunk, 0, count);
                } else {
                    kept = new ByteArrayOutputStream(0); // what it held is free again
                }
            }
            read = true;
        } finally {
            if (large && !read) {
                LARGE_BODIES.release();
            }
        }
        return new IncomingBody(kept.toByteArray(), length, large);
    }

    @Override
    public void close() {
        if (large) {
            large = false;
            LARGE_BODIES.release();
        }
    }
}
