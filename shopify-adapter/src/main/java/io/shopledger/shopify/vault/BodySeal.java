package io.shopledger.shopify.vault;

import java.util.Optional;

/** Webhook bodies as the inbox keeps them: deflated, then sealed under the store's key. The first byte is the format. */
public class BodySeal {
    private static final byte DEFLATED = 1;
    private static final String BELONGS_TO = "delivery";

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
        byte[] sealed = Aes.seal(keys.of(store), Deflated.of(body), BELONGS_TO);
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
        return Deflated.plain(Aes.open(keys.of(store), sealed, BELONGS_TO), 0);
    }

    /** @return empty where nobody can open it any more */
    public Optional<byte[]> ifOurs(long store, byte[] kept) {
        try {
            return Optional.of(open(store, kept));
        } catch (IllegalStateException | Aes.WrongKey lost) {
            return Optional.empty();
        }
    }
}
