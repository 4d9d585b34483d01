package io.shopledger.shopify.oauth;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.shopledger.shopify.graphql.ShopifyFailure.Refused;
import io.shopledger.shopify.graphql.ShopifySettings;
import io.shopledger.shopify.http.LocalCaller;
import io.shopledger.shopify.http.NotPossible;
import io.shopledger.shopify.store.AppSettings;
import io.shopledger.shopify.store.Connecting;
import io.shopledger.shopify.store.ShopDomain;
import io.shopledger.shopify.store.StoreViews;
import io.shopledger.shopify.store.StoreViews.StoreView;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A merchant grants our app access: the way to Shopify, and the way back. */
@RestController
@RequestMapping("/api/v1/auth/oauth")
class OAuthController {
    private static final String PATH = "/api/v1/auth/oauth";
    private static final String COOKIE = "shopledger_oauth";

    private final AppSettings app;
    private final ShopifySettings shopify;
    private final OAuthStates states;
    private final TokenGrants grants;
    private final Connecting connecting;
    private final StoreViews stores;
    private final Clock clock;

    OAuthController(
            AppSettings app,
            ShopifySettings shopify,
            OAuthStates states,
            TokenGrants grants,
            Connecting connecting,
            StoreViews stores,
            Clock clock) {
        this.app = app;
        this.shopify = shopify;
        this.states = states;
        this.grants = grants;
        this.connecting = connecting;
        this.stores = stores;
        this.clock = clock;
    }

    /** @param authUrl where the merchant is to go */
    record AuthorizeView(String authUrl) {}

    /** What the caller's own callback was given: Shopify sends more, and may send more still. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Returned(
            @Nullable String shop,
            @Nullable String code,
            @Nullable String state) {
        @Override
        public String toString() {
            return "Returned[" + shop + "]";
        }
    }

    /** 409 without SHOPIFY_API_KEY and SHOPIFY_API_SECRET. @param shop such as {@code demo.myshopify.com} */
    @GetMapping("/authorize")
    ResponseEntity<AuthorizeView> authorize(@RequestParam("shop") String shop, HttpServletRequest request) {
        String domain = domain(shop);
        String key = key();
        secret();
        String cookie = isBrowser(request) ? states.secret() : null;
        String state = states.begin(domain, cookie != null ? cookie : request.getHeader(HttpHeaders.AUTHORIZATION));
        String callback = app.callback().orElseGet(() -> ownAddress(request) + PATH + "/callback");
        String url = shopify.at(domain)
                .addPathSegments("admin/oauth/authorize")
                .addQueryParameter("client_id", key)
                .addQueryParameter("scope", String.join(",", app.scopes()))
                .addQueryParameter("redirect_uri", callback)
                .addQueryParameter("state", state)
                .build()
                .toString();
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (cookie != null) {
            answer.header(
                    HttpHeaders.SET_COOKIE,
                    ResponseCookie.from(COOKIE, cookie)
                            .path(PATH)
                            .httpOnly(true)
                            .secure(callback.startsWith("https:"))
                            .sameSite("Lax")
                            .maxAge(OAuthStates.LIFE)
                            .build()
                            .toString());
        }
        return answer.body(new AuthorizeView(url));
    }

    /** Where Shopify sends the merchant back to. 403 where the signature or the state is not good. */
    @GetMapping("/callback")
    StoreView back(HttpServletRequest request) {
        Map<String, String> parameters = new TreeMap<>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, values.length == 1 ? values[0] : ""));
        if (!CallbackSignature.isGood(parameters, secret(), clock.instant())) {
            throw NotPossible.forbidden(
                    "invalid-hmac",
                    "This address was not signed by Shopify for this app within the last minute and a half. Begin again"
                            + " at " + PATH + "/authorize?shop=");
        }
        String domain = domain(parameters.get("shop"));
        checkState(parameters.get("state"), domain, cookies(request));
        return connected(domain, parameters.get("code"));
    }

    /**
     * For a caller with a callback of its own, with an API key or on this machine. The state may be missing for a key of role
     * admin, and in protected mode.
     */
    @PostMapping("/callback")
    StoreView passedOn(
            @RequestBody(required = false) @Nullable Returned body,
            @RequestParam(name = "shop", required = false) @Nullable String shop,
            @RequestParam(name = "code", required = false) @Nullable String code,
            @RequestParam(name = "state", required = false) @Nullable String state,
            HttpServletRequest request) {
        boolean hasKey = request.getUserPrincipal() != null;
        if (!hasKey && !LocalCaller.is(request)) {
            throw NotPossible.forbidden(
                    "not-local", "Without API keys only callers on this machine may pass on a code");
        }
        Returned given = body != null ? body : new Returned(shop, code, state);
        String domain = domain(given.shop());
        if (given.state() != null) {
            List<String> secrets = cookies(request);
            String caller = request.getHeader(HttpHeaders.AUTHORIZATION);
            if (caller != null) {
                secrets.add(caller);
            }
            checkState(given.state(), domain, secrets);
        } else if (hasKey && !request.isUserInRole("admin")) {
            throw NotPossible.forbidden(
                    "state-missing",
                    "Only a key of role admin may leave the state out. Pass on the one with which Shopify sent the merchant"
                            + " back, or send an admin's key");
        }
        return connected(domain, given.code());
    }

    private StoreView connected(String domain, @Nullable String code) {
        if (code == null || code.isBlank()) {
            throw NotPossible.badRequest("code is missing: the one with which Shopify sent the merchant back");
        }
        try {
            GrantedToken token = grants.authorizationCode(domain, key(), secret(), code);
            return stores.one(connecting.granted(domain, token).store().value());
        } catch (Refused refused) {
            throw NotPossible.unprocessable(
                    "credentials-refused",
                    refused.getMessage() + ". A code serves once, for a minute: begin again at " + PATH
                            + "/authorize?shop=" + domain);
        }
    }

    private void checkState(@Nullable String state, String domain, List<String> secrets) {
        if (state == null || !states.use(state, domain, secrets)) {
            throw NotPossible.forbidden(
                    "invalid-state",
                    "The state is not one that we gave to you for this shop within the last "
                            + OAuthStates.LIFE.toMinutes() + " minutes, or it was used. Begin again at " + PATH
                            + "/authorize?shop=" + domain);
        }
    }

    private String key() {
        return app.apiKey().orElseThrow(OAuthController::notConfigured);
    }

    private String secret() {
        return app.apiSecret().orElseThrow(OAuthController::notConfigured);
    }

    private static NotPossible notConfigured() {
        return NotPossible.conflict(
                "oauth-not-configured",
                "SHOPIFY_API_KEY and SHOPIFY_API_SECRET are not set: the app has no name at Shopify. Set them and start"
                        + " again, or connect the store with its access token at /api/v1/stores");
    }

    private static String domain(@Nullable String shop) {
        return ShopDomain.of(shop)
                .orElseThrow(() -> NotPossible.badRequest(
                        "shop is not a shop's domain. Give it as it ends in .myshopify.com, without https://"));
    }

    /** A browser shows its cookie again when Shopify sends it back; other callers have none. */
    private static boolean isBrowser(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return request.getHeader("Sec-Fetch-Mode") != null || (accept != null && accept.contains("text/html"));
    }

    private static List<String> cookies(HttpServletRequest request) {
        List<String> ours = new ArrayList<>();
        if (request.getCookies() != null) {
            for (Cookie cookie : request.getCookies()) {
                if (cookie.getName().equals(COOKIE)) {
                    ours.add(cookie.getValue());
                }
            }
        }
        return ours;
    }

    private static String ownAddress(HttpServletRequest request) {
        return request.getScheme() + "://" + request.getHeader(HttpHeaders.HOST);
    }
}
