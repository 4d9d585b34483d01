package io.shopledger.simulator.oauth;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Grants the store's one access token, by client credentials, by a code or by a refresh token
 * (https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens). Each code and refresh token is good
 * once.
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
    private final Set<String> refreshTokens = ConcurrentHashMap.newKeySet();
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
        return installed && token.equals(given);
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
                if (!refreshTokens.remove(asked.getOrDefault("refresh_token", ""))) {
                    return refused("invalid_request", "This request requires an active refresh_token.");
                }
                return expiring();
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

    private ObjectNode expiring() {
        String refresh = "shprt_" + randomText();
        refreshTokens.add(refresh);
        return granted()
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
