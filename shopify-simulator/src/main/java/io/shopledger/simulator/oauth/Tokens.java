package io.shopledger.simulator.oauth;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Grants access tokens, by client credentials, by a code or by a refresh token
 * (https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens). A code is good once. A refresh token is
 * good until the one that came for it was used: so an answer that was lost may be asked for again.
 */
public final class Tokens {
    public static final String CLIENT_ID = "demo-key";
    public static final String USUAL_SCOPES =
            "write_products,read_all_orders,read_orders,read_returns,read_customers,write_inventory,read_locations,read_fulfillments";
    private static final int DAY = 86_399;
    private static final int HOUR = 3_600;
    private static final int NINETY_DAYS = 7_776_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String token;
    private final Scopes usual;
    private final String secret;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Scopes> codes = new ConcurrentHashMap<>();
    /** Those that nobody has used yet, and when they end. */
    private final Map<String, Instant> refreshTokens = new ConcurrentHashMap<>();

    /** By a refresh token that was used, the one that came for it. */
    private final Map<String, String> successors = new ConcurrentHashMap<>();

    /** Tokens that end, and when. */
    private final Map<String, Instant> expiring = new ConcurrentHashMap<>();

    private volatile boolean installed = true;
    private volatile Scopes scopes;

    /** @param usual what the token may do unless a code was asked for with scopes of its own */
    public Tokens(String token, Scopes usual, String secret, Clock clock) {
        this.token = token;
        this.usual = usual;
        this.scopes = usual;
        this.secret = secret;
        this.clock = clock;
    }

    /** Whether a call with this token is let in. */
    public boolean isGood(@Nullable String given) {
        Instant end = given == null ? null : expiring.get(given);
        return installed
                && (token.equals(given) || end != null && clock.instant().isBefore(end));
    }

    /** What the token may do now. */
    public Scopes scopes() {
        return scopes;
    }

    /** The merchant changes what the app may do; its token stays. */
    public void allow(Scopes other) {
        scopes = other;
    }

    /** All tokens are dead until the next grant. */
    public void uninstalled() {
        installed = false;
        refreshTokens.clear();
        successors.clear();
        expiring.clear();
    }

    public void reinstalled() {
        installed = true;
    }

    /**
     * The merchant says yes.
     *
     * @return where the browser is sent: the app's address with {@code code}, {@code hmac} and what goes with them
     */
    public String authorize(String shop, Map<String, String> asked) {
        TreeMap<String, String> told = new TreeMap<>();
        String code = randomText();
        String wanted = asked.getOrDefault("scope", "");
        codes.put(code, wanted.isBlank() ? usual : Scopes.of(wanted));
        told.put("code", code);
        told.put("host", Base64.getEncoder().encodeToString((shop + "/admin").getBytes(StandardCharsets.UTF_8)));
        told.put("shop", shop);
        told.put("state", asked.getOrDefault("state", ""));
        told.put("timestamp", String.valueOf(clock.instant().getEpochSecond()));
        StringBuilder signed = new StringBuilder();
        told.forEach((name, value) -> signed.append(signed.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(value));
        told.put("hmac", hmac(signed.toString()));
        StringBuilder query = new StringBuilder();
        told.forEach((name, value) -> query.append(query.isEmpty() ? "?" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return asked.getOrDefault("redirect_uri", "") + query;
    }

    /** @return with {@code error} where nothing is granted */
    public ObjectNode grant(Map<String, String> asked) {
        if (!CLIENT_ID.equals(asked.get("client_id")) || !secret.equals(asked.get("client_secret"))) {
            return refused("invalid_client", "The client id or secret is wrong.");
        }
        String kind = asked.getOrDefault("grant_type", asked.containsKey("code") ? "authorization_code" : "");
        boolean expiring = "1".equals(asked.get("expiring"));
        switch (kind) {
            case "client_credentials" -> {
                return granted().put("expires_in", DAY);
            }
            case "authorization_code" -> {
                Scopes allowed = codes.remove(asked.getOrDefault("code", ""));
                if (allowed == null) {
                    return refused("invalid_request", "The authorization code was not found or was already used.");
                }
                scopes = allowed;
                return expiring ? expiring() : granted();
            }
            case "refresh_token" -> {
                return refreshed(asked.getOrDefault("refresh_token", ""));
            }
            default -> {
                return refused("unsupported_grant_type", "There is no grant \"%s\".".formatted(kind));
            }
        }
    }

    private ObjectNode granted() {
        installed = true;
        return JSON.createObjectNode().put("access_token", token).put("scope", scopes.toString());
    }

    private synchronized ObjectNode refreshed(String given) {
        Instant end = refreshTokens.remove(given);
        String successor = successors.remove(given);
        if (successor != null
                && refreshTokens.remove(successor) != null) { // the answer that told of it may have been lost
            end = clock.instant().plusSeconds(1);
        }
        if (end == null || !clock.instant().isBefore(end)) {
            return refused("invalid_request", "This request requires an active refresh_token.");
        }
        ObjectNode answer = expiring();
        successors.values().removeIf(given::equals);
        successors.put(given, answer.get("refresh_token").asString());
        return answer;
    }

    private ObjectNode expiring() {
        String refresh = "shprt_" + randomText();
        String access = "shpat_" + randomText();
        refreshTokens.put(refresh, clock.instant().plusSeconds(NINETY_DAYS));
        expiring.put(access, clock.instant().plusSeconds(HOUR));
        return granted()
                .put("access_token", access)
                .put("expires_in", HOUR)
                .put("refresh_token", refresh)
                .put("refresh_token_expires_in", NINETY_DAYS);
    }

    private static ObjectNode refused(String error, String description) {
        return JSON.createObjectNode().put("error", error).put("error_description", description);
    }

    private String randomText() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
