package io.shopledger.app.cli;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the likely cause of a signature that does not fit, by trying what commonly goes wrong on the way. */
final class SignatureFindings {
    private static final String RAW = " Sign and compare the raw bytes, before anything parses, trims or decodes them.";

    private SignatureFindings() {}

    /** @param said what was found and what to do about it */
    record Finding(boolean fits, String said) {}

    /** @param secrets those that may have signed, by the names under which people know them */
    static Finding of(String header, byte[] body, Map<String, String> secrets) {
        byte[] received = base64(header);
        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            if (fits(received, secret.getValue(), body)) {
                return new Finding(true, secret.getKey() + " signed exactly this body.");
            }
        }
        Map<String, byte[]> readings = readings(header);
        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            for (Map.Entry<String, byte[]> reading : readings.entrySet()) {
                if (fits(reading.getValue(), secret.getValue(), body)) {
                    return no(
                            "the header's encoding. %s signed this body, but the header came %s. Shopify sends plain base64."
                                    .formatted(secret.getKey(), reading.getKey()));
                }
            }
        }
        byte[] plain = received.length == Signature.BYTES ? received : first(readings);
        if (plain.length != Signature.BYTES) {
            return no(
                    ("the header's encoding. It is base64 of %d bytes where a signature has 32, or no base64 at all. Take the"
                                    + " value of X-Shopify-Hmac-Sha256 whole, as it came.")
                            .formatted(received.length));
        }
        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            for (Map.Entry<String, byte[]> variant : BodyVariants.of(body).entrySet()) {
                if (fits(plain, secret.getValue(), variant.getValue())) {
                    return no("the body was altered. %s signed it %s.%s"
                            .formatted(secret.getKey(), variant.getKey(), RAW));
                }
            }
            @Nullable String likeness = likeness(plain, secret.getValue(), body);
            if (likeness != null) {
                return no("the wrong secret. %s %s".formatted(secret.getKey(), likeness));
            }
        }
        return no(unexplained(body, secrets));
    }

    private static String unexplained(byte[] body, Map<String, String> secrets) {
        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            if (secret.getValue().matches("shp(?:at|ua|ca|pa)_.*")) {
                return ("the wrong secret. %s holds an access token; webhooks are signed with the app's client secret"
                                + " (API secret key).")
                        .formatted(secret.getKey());
            }
        }
        if (BodyVariants.looksPretty(body)) {
            return "the body was altered, most likely: it is indented JSON, and Shopify sends none." + RAW;
        }
        return "the wrong secret, most likely: none of the usual changes of a body explains it. Webhooks made by an app are"
                + " signed with that app's client secret, those made in the admin's settings with the secret shown there."
                + " If the secret is right, the body was altered in another way." + RAW;
    }

    /** @return how the secret differs from what signed, where that can be told */
    private static @Nullable String likeness(byte[] received, String secret, byte[] body) {
        String bare = secret.strip().replaceAll("^[\"']|[\"']$", "").strip();
        if (!bare.equals(secret) && fits(received, bare, body)) {
            return "has quotes, spaces or a line end around the secret that signed. Take them away.";
        }
        if (fits(received, secret + "\n", body)) {
            return "lacks a line end that the sender's secret has. The sender is no Shopify; correct it there.";
        }
        if (MessageDigest.isEqual(received, Signature.bytes(base64(secret), body))) {
            return "was decoded from base64 by the sender. The secret's characters are the key as they stand.";
        }
        return null;
    }

    /** The header in the ways in which it gets changed, decoded, by how to say it. */
    private static Map<String, byte[]> readings(String header) {
        Map<String, byte[]> all = new LinkedHashMap<>();
        String text = header.strip();
        String hex = text.toLowerCase(Locale.ROOT).replaceFirst("^sha256=", "");
        if (hex.matches("[0-9a-f]{64}")) {
            all.put("in hexadecimal", HexFormat.of().parseHex(hex));
        }
        put(all, "with a prefix sha256=", text.replaceFirst("(?i)^sha256=", ""));
        put(all, "in quotes", text.replaceAll("^[\"']|[\"']$", ""));
        put(all, "with its + turned into spaces", text.replace(' ', '+'));
        put(
                all,
                "percent-encoded",
                text.replaceAll("(?i)%2b", "+").replaceAll("(?i)%2f", "/").replaceAll("(?i)%3d", "="));
        put(all, "in base64 for addresses (- and _)", text.replace('-', '+').replace('_', '/'));
        return all;
    }

    private static void put(Map<String, byte[]> all, String name, String text) {
        byte[] decoded = base64(text);
        if (decoded.length == Signature.BYTES) {
            all.put(name, decoded);
        }
    }

    private static byte[] first(Map<String, byte[]> readings) {
        return readings.values().stream().findFirst().orElse(new byte[0]);
    }

    private static boolean fits(byte[] received, String secret, byte[] body) {
        return MessageDigest.isEqual(received, Signature.bytes(secret.getBytes(StandardCharsets.UTF_8), body));
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    private static Finding no(String said) {
        return new Finding(false, said);
    }
}
