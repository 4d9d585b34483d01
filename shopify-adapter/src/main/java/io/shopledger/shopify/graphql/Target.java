package io.shopledger.shopify.graphql;

/**
 * A store as calls need it.
 *
 * @param domain such as {@code demo.myshopify.com}
 * @param token the access token; never shown
 */
public record Target(String domain, String token) {
    @Override
    public String toString() {
        return domain;
    }
}
