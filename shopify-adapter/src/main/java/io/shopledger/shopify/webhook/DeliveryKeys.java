package io.shopledger.shopify.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By what a repetition of a delivery is known: (store, webhook id) and, where an event id came, (store, topic, event id,
 * name, signature). Never the event id alone, which the topics of one action share. A delivery without either id is known
 * again only where its body carries {@code updated_at}: two equal bodies without a time may be two facts.
 */
final class DeliveryKeys {
    private static final int BYTES = 16;
    private static final Pattern HAS_TIME = Pattern.compile("\"updated_at\"\\s*:\\s*\"");

    private DeliveryKeys() {}

    /** @param signature of the body, verified: it stands for the body's bytes */
    static List<byte[]> of(
            long store,
            String topic,
            @Nullable String webhookId,
            @Nullable String eventId,
            @Nullable String name,
            String signature,
            byte[] body) {
        List<byte[]> keys = new ArrayList<>(2);
        String number = Long.toString(store);
        if (webhookId != null) {
            keys.add(hash("webhook", number, webhookId));
        }
        if (eventId != null) {
            keys.add(hash("event", number, topic, eventId, name == null ? "" : name, signature));
        }
        if (keys.isEmpty()
                && HAS_TIME.matcher(new String(body, StandardCharsets.ISO_8859_1))
                        .find()) {
            keys.add(hash("body", number, topic, signature));
        }
        return keys;
    }

    private static byte[] hash(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((byte) (bytes.length >>> 8));
                digest.update((byte) bytes.length);
                digest.update(bytes);
            }
            return Arrays.copyOf(digest.digest(), BYTES);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** @return the signature in its one form, whatever blanks or padding the header had */
    static String canonical(String signature) {
        return Base64.getEncoder().encodeToString(Base64.getDecoder().decode(signature.strip()));
    }
}
