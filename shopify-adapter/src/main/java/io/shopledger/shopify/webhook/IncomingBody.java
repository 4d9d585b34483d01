package io.shopledger.shopify.webhook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;

/** A body read once: verified on the way, and held in memory up to a limit, whatever length its sender claims. */
final class IncomingBody {
    private static final int CHUNK = 16_384;
    private static final int LARGE = 1 << 20;

    /** At most so many large bodies are in memory at once; the next is refused for the moment. */
    private static final Semaphore LARGE_BODIES = new Semaphore(4);

    private final byte[] bytes;
    private final long length;

    private IncomingBody(byte[] bytes, long length) {
        this.bytes = bytes;
        this.length = length;
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
        try {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                verifier.update(chunk, read);
                length += read;
                if (!large && length > LARGE) {
                    large = LARGE_BODIES.tryAcquire();
                    if (!large) {
                        throw new Overloaded("Too many large deliveries at once");
                    }
                }
                if (length <= limit) {
                    kept.write(chunk, 0, read);
                } else {
                    kept.reset();
                }
            }
        } finally {
            if (large) {
                LARGE_BODIES.release();
            }
        }
        return new IncomingBody(length <= limit ? kept.toByteArray() : new byte[0], length);
    }
}
