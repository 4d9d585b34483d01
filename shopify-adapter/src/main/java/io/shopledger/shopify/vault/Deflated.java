package io.shopledger.shopify.vault;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Deflates what is to be sealed, as fast as can be: JSON becomes a third of itself, in each place where it is kept. */
final class Deflated {
    private static final int CHUNK = 8_192;

    /** Each has a quarter of a megabyte of its own, which costs more to make than a body to deflate. */
    private static final ThreadLocal<Deflater> DEFLATERS =
            ThreadLocal.withInitial(() -> new Deflater(Deflater.BEST_SPEED, true));

    private static final ThreadLocal<Inflater> INFLATERS = ThreadLocal.withInitial(() -> new Inflater(true));

    private Deflated() {}

    static byte[] of(byte[] plain) {
        Deflater deflater = DEFLATERS.get();
        deflater.reset();
        deflater.setInput(plain);
        deflater.finish();
        byte[] deflated = new byte[plain.length / 2 + 64];
        int length = deflater.deflate(deflated);
        while (!deflater.finished()) {
            deflated = Arrays.copyOf(deflated, deflated.length * 2);
            length += deflater.deflate(deflated, length, deflated.length - length);
        }
        return Arrays.copyOf(deflated, length);
    }

    /** @param from where it begins in these bytes */
    static byte[] plain(byte[] deflated, int from) {
        Inflater inflater = INFLATERS.get();
        inflater.reset();
        try {
            inflater.setInput(deflated, from, deflated.length - from);
            ByteArrayOutputStream out = new ByteArrayOutputStream(deflated.length * 4);
            byte[] chunk = new byte[CHUNK];
            while (!inflater.finished()) {
                int length = inflater.inflate(chunk);
                if (length == 0 && inflater.needsInput() && !inflater.finished()) {
                    throw new IllegalStateException("What was deflated was cut off");
                }
                out.write(chunk, 0, length);
            }
            return out.toByteArray();
        } catch (DataFormatException failure) {
            throw new IllegalStateException("What was deflated cannot be read back", failure);
        }
    }
}
