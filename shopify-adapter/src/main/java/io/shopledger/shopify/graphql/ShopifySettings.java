package io.shopledger.shopify.graphql;

import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where Shopify is, and which version of its API we speak. */
@Component
public class ShopifySettings {
    private static final String SHOP = "{shop}";
    private static final Pattern VERSION = Pattern.compile("\\d{4}-\\d{2}|unstable");

    private final String address;
    private final String version;

    /**
     * @param address of a store; {@code {shop}} stands for its domain
     * @param version such as {@code 2026-10}
     */
    public ShopifySettings(
            @Value("${SHOPLEDGER_SHOPIFY_URL:}") String address,
            @Value("${SHOPLEDGER_SHOPIFY_API_VERSION:2026-10}") String version) {
        this.address = (address.isBlank() ? "https://" + SHOP : address.strip()).replaceAll("/+$", "");
        this.version = version;
        if (HttpUrl.parse(store("demo.myshopify.com")) == null) {
            throw new IllegalArgumentException("SHOPLEDGER_SHOPIFY_URL is '" + address
                    + "'; give an address such as https://{shop} or http://127.0.0.1:8011/{shop}");
        }
        if (!VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException(
                    "SHOPLEDGER_SHOPIFY_API_VERSION is '" + version + "'; give a version such as 2026-10");
        }
    }

    public String version() {
        return version;
    }

    /** @return the address below which all of a store's API lies */
    public HttpUrl.Builder at(String domain) {
        return HttpUrl.get(store(domain)).newBuilder();
    }

    HttpUrl graphQl(String domain) {
        return at(domain)
                .addPathSegments("admin/api/" + version + "/graphql.json")
                .build();
    }

    private String store(String domain) {
        return address.replace(SHOP, domain);
    }
}
