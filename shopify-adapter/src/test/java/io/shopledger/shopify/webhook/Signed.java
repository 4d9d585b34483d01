package io.shopledger.shopify.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as Shopify does, with the platform's own HMAC. */
final class Signed {
    private Signed() {}

    static String by(String secret, byte[] body) {
        return by(secret, new java.io.ByteArrayInputStream(body));
    }

    static String by(String secret, InputStream body) {
        try (body) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] chunk = new byte[8_192];
            for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
                mac.update(chunk, 0, read);
            }
            return Base64.getEncoder().encodeToString(mac.doFinal());
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
