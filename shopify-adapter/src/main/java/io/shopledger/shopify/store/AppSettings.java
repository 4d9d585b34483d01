package io.shopledger.shopify.store;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Our app as Shopify knows it. */
@Component
public class AppSettings {
    private static final String TEN_SCOPES = "read_products,write_products,read_orders,write_orders,read_customers,"
            + "write_customers,read_inventory,write_inventory,read_fulfillments,write_fulfillments";

    private final String apiKey;
    private final String apiSecret;
    private final List<String> scopes;
    private final String callback;

    /**
     * @param apiKey the app's client id
     * @param apiSecret the app's client secret
     * @param scopes what we ask for, with commas
     * @param callback where Shopify sends merchants back to
     */
    AppSettings(
            @Value("${SHOPIFY_API_KEY:}") String apiKey,
            @Value("${SHOPIFY_API_SECRET:}") String apiSecret,
            @Value("${SHOPIFY_SCOPES:" + TEN_SCOPES + "}") String scopes,
            @Value("${OAUTH_CALLBACK_URL:}") String callback) {
        this.apiKey = apiKey.strip();
        this.apiSecret = apiSecret;
        this.scopes = Stream.of(scopes.split("[,\\s]+"))
                .filter(scope -> !scope.isEmpty())
                .distinct()
                .toList();
        this.callback = callback.strip();
    }

    public Optional<String> apiKey() {
        return Optional.of(apiKey).filter(key -> !key.isEmpty());
    }

    public Optional<String> apiSecret() {
        return Optional.of(apiSecret).filter(secret -> !secret.isBlank());
    }

    public List<String> scopes() {
        return scopes;
    }

    public Optional<String> callback() {
        return Optional.of(callback).filter(url -> !url.isEmpty());
    }
}
