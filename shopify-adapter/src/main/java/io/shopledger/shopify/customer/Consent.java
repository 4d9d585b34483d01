package io.shopledger.shopify.customer;

import org.jspecify.annotations.Nullable;

/** What a customer agreed to, in one set of words: GraphQL's newer enum says {@code NEVER} where all others say not. */
final class Consent {
    private Consent() {}

    /**
     * See <a href="https://shopify.dev/docs/api/admin-graphql/latest/enums/CustomerMarketingConsentState">
     * CustomerMarketingConsentState</a>.
     */
    static @Nullable String state(@Nullable String word) {
        return "NEVER_SUBSCRIBED".equals(word) ? "NOT_SUBSCRIBED" : word;
    }
}
