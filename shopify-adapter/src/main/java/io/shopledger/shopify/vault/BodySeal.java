package io.shopledger.shopify.vault;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Webhook bodies as the inbox keeps them: deflated, then sealed under the store's key. The first byte is the format. */
public class BodySeal {
    private static final byte DEFLATED = 1;
    private static final String BELONGS_TO = "delivery";
    private static final int CHUNK = 8_192;

    private final StoreKeys keys;

    public BodySeal(StoreKeys keys) {
        this.keys = keys;
    }

    /** @return whether bodies of the store can be kept and opened: not after what is personal of it was erased */
    public boolean knows(long store) {
        return keys.has(store);
    }

    /** @param store the store's number, 0 for a shop that we do not know */
    public byte[] seal(long store, byte[] body) {
        byte[] sealed = Aes.seal(keys.of(store), deflated(body), BELONGS_TO);
        byte[] kept = new byte[sealed.length + 1];
        kept[0] = DEFLATED;
        System.arraycopy(sealed, 0, kept, 1, sealed.length);
        return kept;
    }

    public byte[] open(long store, byte[] kept) {
        if (kept.length == 0 || kept[0] != DEFLATED) {
            throw new IllegalStateException("A delivery in a form that this version does not know");
        }
        byte[] sealed = java.util.Arrays.copyOfRange(kept, 1, kept.length);
        return inflated(Aes.open(keys.of(store), sealed, BELONGS_TO));
    }

    /** @return empty where nobody can open it any more */
    public Optional<byte[]> ifOurs(long store, byte[] kept) {
        try {
            return Optional.of(open(store, kept));
        } catch (IllegalStateException | Aes.WrongKey lost) {
            return Optional.empty();
        }
    }

    private static byte[] deflated(byte[] body) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(body);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(body.length / 3 + 64);
            byte[] chunk = new byte[CHUNK];
            while (!deflater.finished()) {
                out.write(chunk, 0, deflater.deflate(chunk));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static byte[] inflated(byte[] deflated) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(deflated);
            ByteArrayOutputStream out = new ByteArrayOutputStream(deflated.length * 4);
            byte[] chunk = new byte[CHUNK];
            while (!inflater.finished()) {
                int length = inflater.inflate(chunk);
                if (length == 0 && inflater.needsInput() && !inflater.finished()) {
                    throw new IllegalStateException("A delivery's body was cut off");
                }
                out.write(chunk, 0, length);
            }
            return out.toByteArray();
        } catch (DataFormatException failure) {
            throw new IllegalStateException("A delivery's body cannot be read back", failure);
        } finally {
            inflater.end();
        }
    }
}
