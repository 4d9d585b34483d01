package io.shopledger.shopify.oauth;

import io.shopledger.shopify.graphql.ShopifyFailure.Refused;
import io.shopledger.shopify.graphql.ShopifyFailure.Unreachable;
import io.shopledger.shopify.graphql.ShopifySettings;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.json.Unreadable;
import java.io.IOException;
import java.time.Duration;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks Shopify for access tokens. See <a
 * href="https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens">access tokens</a>.
 */
@Component
public class TokenGrants {
    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY = 429;

    private final OkHttpClient http;
    private final ShopifySettings settings;

    TokenGrants(OkHttpClient shopifyHttp, ShopifySettings settings) {
        this.http = shopifyHttp;
        this.settings = settings;
    }

    /**
     * For an app of the same organisation as the store: a token for a day.
     *
     * @throws Refused when Shopify does not know the app, or the app is not installed in the store
     * @throws Unreachable when there is no answer
     */
    public GrantedToken clientCredentials(String domain, String apiKey, String apiSecret) {
        return granted(
                domain,
                new FormBody.Builder()
                        .add("grant_type", "client_credentials")
                        .add("client_id", apiKey)
                        .add("client_secret", apiSecret)
                        .build());
    }

    /**
     * Exchanges the code with which Shopify sent a merchant back to us, for a token that expires where Shopify has such for the
     * app. Throws as {@link #clientCredentials}.
     */
    public GrantedToken authorizationCode(String domain, String apiKey, String apiSecret, String code) {
        return granted(
                domain,
                new FormBody.Builder()
                        .add("client_id", apiKey)
                        .add("client_secret", apiSecret)
                        .add("code", code)
                        .add("expiring", "1")
                        .build());
    }

    /**
     * Renews a token. Both it and the refresh token are new ones then; the former refresh token serves again until the new one
     * was used. Throws as {@link #clientCredentials}.
     */
    public GrantedToken refreshed(String domain, String apiKey, String apiSecret, String refreshToken) {
        return granted(
                domain,
                new FormBody.Builder()
                        .add("grant_type", "refresh_token")
                        .add("client_id", apiKey)
                        .add("client_secret", apiSecret)
                        .add("refresh_token", refreshToken)
                        .build());
    }

    private GrantedToken granted(String domain, FormBody form) {
        Request request = new Request.Builder()
                .url(settings.at(domain)
                        .addPathSegments("admin/oauth/access_token")
                        .build())
                .header("Accept", "application/json")
                .post(form)
                .build();
        try (Response response = http.newCall(request).execute()) {
            int status = response.code();
            if (status >= SERVER_ERROR || status == TOO_MANY) {
                throw new Unreachable("Shopify answered HTTP " + status + " to the request for a token", null, null);
            }
            if (status != 200) {
                throw new Refused("Shopify grants no access token (HTTP " + status + ")");
            }
            return token(JsonObject.parse(response.body().bytes()));
        } catch (Unreadable notJson) {
            throw new Unreachable("Shopify answered something that is no token", null, notJson);
        } catch (IOException failure) {
            throw new Unreachable("Shopify cannot be reached", null, failure);
        }
    }

    private static GrantedToken token(JsonObject answer) {
        String token = answer.text("access_token");
        if (token == null) {
            throw new Refused("Shopify's answer holds no access token");
        }
        return new GrantedToken(
                token,
                answer.text("scope"),
                seconds(answer, "expires_in"),
                answer.text("refresh_token"),
                seconds(answer, "refresh_token_expires_in"));
    }

    private static @Nullable Duration seconds(JsonObject answer, String field) {
        Long seconds = answer.number(field);
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }
}
