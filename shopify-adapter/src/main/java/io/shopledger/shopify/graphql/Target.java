package io.shopledger.shopify.graphql;

import java.util.List;

/**
 * A store as calls need it.
 *
 * @param domain such as {@code demo.myshopify.com}
 * @param token the access token; never shown
 * @param scopes as granted; empty as long as they are not known
 */
public record Target(String domain, String token, List<String> scopes) {

    public Target(String domain, String token) {
        this(domain, token, List.of());
    }

    @Override
    public String toString() {
        return domain;
    }
}
