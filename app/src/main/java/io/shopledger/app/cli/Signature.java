package io.shopledger.app.cli;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What Shopify signs webhooks with: base64 of HMAC-SHA-256 over the raw body. */
final class Signature {
    static final int BYTES = 32;

    private Signature() {}

    static String of(String secret, byte[] body) {
        return Base64.getEncoder().encodeToString(bytes(secret.getBytes(StandardCharsets.UTF_8), body));
    }

    static byte[] bytes(byte[] secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.length == 0 ? new byte[1] : secret, "HmacSHA256"));
            return mac.doFinal(body);
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
