package io.shopledger.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import io.shopledger.simulator.faults.Fault;
import io.shopledger.simulator.faults.Faults;
import io.shopledger.simulator.graphql.AdminApi;
import io.shopledger.simulator.oauth.Tokens;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The addresses that Shopify itself has: the Admin API and OAuth, of any shop, named by the path or by the Host header. */
public final class ShopDoor {
    private static final Pattern PATH = Pattern.compile("(?:/([a-z0-9][a-z0-9-]*\\.myshopify\\.com))?"
            + "/admin/(?:api/([^/]+)/graphql\\.json|oauth/(access_token|authorize))");
    private static final Pattern HOST = Pattern.compile("([a-z0-9][a-z0-9-]*\\.myshopify\\.com)(?::\\d+)?");
    private static final int MOST_BYTES = 2 * 1024 * 1024;
    /** Served now; the first answers for those that are gone (https://shopify.dev/docs/api/usage/versioning). */
    private static final List<String> VERSIONS =
            List.of("2026-01", "2026-04", "2026-07", "2026-10", "2027-01", "unstable");

    private static final String WRONG_TOKEN =
            "[API] Invalid API key or access token (unrecognized login or wrong password)";

    private final String shop;
    private final AdminApi api;
    private final Tokens tokens;
    private final Faults faults;

    /** @param shop whose store answers where no shop is named */
    public ShopDoor(String shop, AdminApi api, Tokens tokens, Faults faults) {
        this.shop = shop;
        this.api = api;
        this.tokens = tokens;
        this.faults = faults;
    }

    AdminApi api() {
        return api;
    }

    Tokens tokens() {
        return tokens;
    }

    /** Absent where the path is not one of Shopify's. */
    @Nullable
    Answer answer(HttpExchange exchange) throws IOException {
        Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
        if (!path.matches()) {
            return null;
        }
        String asked = shop(exchange, path.group(1));
        if ("authorize".equals(path.group(3))) {
            String back = tokens.authorize(asked, pairs(exchange.getRequestURI().getRawQuery()));
            exchange.getResponseHeaders().set("Location", back);
            return answered -> answered.sendResponseHeaders(302, -1);
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Allow", "POST");
            return errors(405, "Method Not Allowed");
        }
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            return errors(413, "Payload Too Large");
        }
        return path.group(3) != null ? token(exchange, body) : graphql(exchange, asked, path.group(2), body);
    }

    private Answer graphql(HttpExchange exchange, String asked, String version, byte[] body) {
        if (!VERSIONS.contains(version) && !version.matches("20\\d\\d-\\d\\d")) {
            return errors(404, "Not Found");
        }
        boolean other = faults.strikes(Fault.WRONG_VERSION) || !VERSIONS.contains(version);
        String answering = other ? VERSIONS.get(0) : version;
        String request = UUID.randomUUID().toString();
        exchange.getResponseHeaders().set("X-Shopify-API-Version", answering);
        exchange.getResponseHeaders().set("X-Request-Id", request);
        String token = exchange.getRequestHeaders().getFirst("X-Shopify-Access-Token");
        if (!tokens.isGood(token) || faults.strikes(Fault.UNAUTHORIZED)) {
            return errors(401, WRONG_TOKEN);
        }
        if (faults.strikes(Fault.TOO_MANY_REQUESTS)) {
            exchange.getResponseHeaders().set("Retry-After", "2.0");
            return errors(
                    429,
                    "Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service.");
        }
        if (faults.strikes(Fault.HTTP_500_BEFORE)) {
            return broken(request);
        }
        JsonNode json = json(body);
        if (json == null || !json.path("query").isString()) {
            ObjectNode missing = Answer.JSON.createObjectNode();
            missing.putObject("errors").put("query", "Required parameter missing or invalid");
            return Answer.json(400, missing);
        }
        ObjectNode answer = api.answer(asked, answering, json);
        if (faults.strikes(Fault.GARBLED)) {
            garble(answer);
        }
        faults.hold(api.isMutation(json) ? Fault.HOLD_MUTATION : Fault.HOLD_QUERY);
        return faults.strikes(Fault.HTTP_500_AFTER) ? broken(request) : Answer.json(200, answer);
    }

    private static void garble(ObjectNode answer) {
        for (JsonNode field : answer.path("data")) {
            for (JsonNode node : field.path("nodes")) {
                if (node instanceof ObjectNode object && object.has("createdAt")) {
                    object.put("createdAt", "once upon a time");
                }
            }
        }
    }

    private Answer token(HttpExchange exchange, byte[] body) {
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        Map<String, String> asked = new HashMap<>();
        if (type.startsWith("application/json")) {
            JsonNode json = json(body);
            if (json != null && json.isObject()) {
                json.propertyStream()
                        .forEach(
                                pair -> asked.put(pair.getKey(), pair.getValue().asString("")));
            }
        } else {
            asked.putAll(pairs(new String(body, StandardCharsets.UTF_8)));
        }
        ObjectNode granted = tokens.grant(asked);
        return Answer.json(granted.has("error") ? 400 : 200, granted);
    }

    private String shop(HttpExchange exchange, @Nullable String named) {
        if (named != null) {
            return named;
        }
        Matcher host = HOST.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Host")));
        return host.matches() ? host.group(1) : shop;
    }

    private static Map<String, String> pairs(@Nullable String query) {
        Map<String, String> pairs = new HashMap<>();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                pairs.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return pairs;
    }

    private static @Nullable JsonNode json(byte[] body) {
        try {
            return Answer.JSON.readTree(body);
        } catch (JacksonException malformed) {
            return null;
        }
    }

    private static Answer errors(int status, String text) {
        return Answer.json(status, Answer.JSON.createObjectNode().put("errors", text));
    }

    private static Answer broken(String request) {
        ObjectNode body = Answer.JSON.createObjectNode();
        ObjectNode error = body.putArray("errors").addObject();
        error.put("message", "Internal error. Looks like something went wrong on our end.\nRequest ID: " + request);
        error.putObject("extensions").put("code", "INTERNAL_SERVER_ERROR").put("requestId", request);
        return Answer.json(500, body);
    }
}
