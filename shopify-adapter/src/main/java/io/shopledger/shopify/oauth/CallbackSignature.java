package io.shopledger.shopify.oauth;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The {@code hmac} with which Shopify signs the way back to us: hex of HMAC-SHA-256 over the other parameters, sorted and
 * joined. See <a href="https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/authorization-code-grant">
 * authorization code grant</a>.
 */
final class CallbackSignature {
    private static final Duration FRESH = Duration.ofSeconds(90);
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");

    private CallbackSignature() {}

    /** @param parameters of the address, decoded, {@code hmac} among them */
    static boolean isGood(Map<String, String> parameters, String secret, Instant now) {
        return isSigned(parameters, secret) && isFresh(parameters.get("timestamp"), now);
    }

    private static boolean isFresh(String timestamp, Instant now) {
        if (timestamp == null || !SECONDS.matcher(timestamp).matches()) {
            return false;
        }
        Instant at = Instant.ofEpochSecond(new BigDecimal(timestamp).longValueExact());
        return Duration.between(at, now).abs().compareTo(FRESH) <= 0;
    }

    static boolean isSigned(Map<String, String> parameters, String secret) {
        byte[] received = parameters.getOrDefault("hmac", "").getBytes(StandardCharsets.UTF_8);
        // Shopify's documentation escapes as little as possible, its libraries escape as in addresses.
        return MessageDigest.isEqual(digest(joined(parameters, LITTLE_KEY, LITTLE_VALUE), secret), received)
                | MessageDigest.isEqual(digest(joined(parameters, ADDRESS, ADDRESS), secret), received);
    }

    private static final UnaryOperator<String> LITTLE_VALUE =
            text -> text.replace("%", "%25").replace("&", "%26");
    private static final UnaryOperator<String> LITTLE_KEY =
            text -> LITTLE_VALUE.apply(text).replace("=", "%3D");
    private static final UnaryOperator<String> ADDRESS = text ->
            URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("%7E", "~");

    private static String joined(
            Map<String, String> parameters, UnaryOperator<String> ofKeys, UnaryOperator<String> ofValues) {
        Map<String, String> signed = new TreeMap<>(parameters);
        List.of("hmac", "signature").forEach(signed::remove);
        return signed.entrySet().stream()
                .map(one -> ofKeys.apply(one.getKey()) + "=" + ofValues.apply(one.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static byte[] digest(String signed, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of()
                    .formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)))
                    .getBytes(StandardCharsets.UTF_8);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("HMAC-SHA-256 is not to be had", failure);
        }
    }
}
