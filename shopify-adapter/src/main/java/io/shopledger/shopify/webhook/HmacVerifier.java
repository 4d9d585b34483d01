package io.shopledger.shopify.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Verifies one delivery's signature while its bytes come in: base64 of HMAC-SHA-256 over the raw body, compared in
 * constant time. See <a href="https://shopify.dev/docs/apps/build/webhooks/verify-deliveries">Verify deliveries</a>.
 */
final class HmacVerifier {
    private static final int SIGNATURE_BYTES = 32;
    private static final String HMAC = "HmacSHA256";

    /** Asked once, not searched for with each delivery. */
    private static final Provider PROVIDER = provider();

    private final List<Mac> macs;

    /** @param secrets all with which Shopify may have signed: the store's, then the app's, old ones while they rotate */
    HmacVerifier(List<String> secrets) {
        macs = secrets.stream().map(HmacVerifier::mac).toList();
    }

    void update(byte[] bytes, int length) {
        macs.forEach(mac -> mac.update(bytes, 0, length));
    }

    /**
     * @param signature the header as it came
     * @return whether one of the secrets made this signature over all the bytes given
     */
    boolean matches(@Nullable String signature) {
        byte[] received = decoded(signature);
        boolean matches = false;
        for (Mac mac : macs) {
            matches |= MessageDigest.isEqual(mac.doFinal(), received); // all of them, whichever matches
        }
        return matches;
    }

    /**
     * The signature that Shopify would have sent with the bytes given: by which a delivery without one is known again.
     *
     * @param body hashed where we know no secret
     */
    String signature(byte[] body) {
        return Base64.getEncoder()
                .encodeToString(macs.isEmpty() ? hash(body) : macs.get(0).doFinal());
    }

    private static byte[] hash(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** @return whether this is base64 of as many bytes as a signature has */
    static boolean couldBe(@Nullable String signature) {
        return decoded(signature).length == SIGNATURE_BYTES;
    }

    private static byte[] decoded(@Nullable String signature) {
        try {
            return signature == null ? new byte[0] : Base64.getDecoder().decode(signature.strip());
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    private static Mac mac(String secret) {
        try {
            Mac mac = Mac.getInstance(HMAC, PROVIDER);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            return mac;
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("HMAC-SHA-256 is not to be had", failure);
        }
    }

    private static Provider provider() {
        try {
            return Mac.getInstance(HMAC).getProvider();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("HMAC-SHA-256 is not to be had", failure);
        }
    }
}
