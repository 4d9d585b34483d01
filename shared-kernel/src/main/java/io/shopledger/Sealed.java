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

    /** @return whether both hold the same fields; the ciphertext tells nothing, for each sealing has its own nonce */
    public boolean holdsTheSameAs(Sealed other) {
        return key.equals(other.key) && fingerprint.equals(other.fingerprint);
    }
}
