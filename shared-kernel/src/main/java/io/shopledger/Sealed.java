package io.shopledger;

/**
 * Personal fields as they travel: AES-256-GCM under the key of their subject. All parts are base64 without padding.
 *
 * @param key the id of the subject's key in the vault
 * @param nonce 96 bits, fresh for each sealing
 * @param ciphertext the fields as JSON, with GCM's 128-bit tag at the end
 * @param fingerprint HMAC-SHA-256 of the fields under a key derived from the subject's: equal fields, equal fingerprint
 */
public record Sealed(String key, String nonce, String ciphertext, String fingerprint) {
    /** What stands for fields that were erased, and for those that come after that: they are dropped, and no key is made. */
    public static final Sealed REDACTED = new Sealed("redacted", "", "", "");

    /** Stored JSON leaves out what is empty. */
    public Sealed {
        nonce = nonce == null ? "" : nonce;
        ciphertext = ciphertext == null ? "" : ciphertext;
        fingerprint = fingerprint == null ? "" : fingerprint;
    }

    /** @return whether both hold the same fields; the ciphertext tells nothing, for each sealing has its own nonce */
    public boolean holdsTheSameAs(Sealed other) {
        return key.equals(other.key) && fingerprint.equals(other.fingerprint);
    }

    /**
     * @return whether both can be compared. A subject has one key for good: where it is another one, the earlier was lost
     *     with its store's, and what it sealed is unknown
     */
    public boolean isComparableWith(Sealed other) {
        return key.equals(other.key);
    }
}
