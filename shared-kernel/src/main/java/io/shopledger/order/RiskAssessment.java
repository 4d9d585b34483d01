package io.shopledger.order;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * How risky somebody finds an order, which only GraphQL tells.
 *
 * @param providerId the app that says so; absent where it is Shopify
 * @param riskLevel Shopify's word in upper case, such as {@code HIGH}
 */
public record RiskAssessment(
        @Nullable Long providerId, @Nullable String riskLevel) {

    /** They have no ids. */
    static final Comparator<RiskAssessment> ORDER = Comparator.comparing(String::valueOf);
}
