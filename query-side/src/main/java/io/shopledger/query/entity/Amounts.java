package io.shopledger.query.entity;

import java.math.BigDecimal;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** Amounts as Shopify's webhooks write them: at least the currency's minor digits, never fewer than are known. */
public final class Amounts {
    private static final int USUAL_DIGITS = 2;

    private Amounts() {}

    /** @return such as {@code "403.00"} for euros, {@code "403"} for yen */
    public static String text(BigDecimal amount, @Nullable String currency) {
        int digits = minorDigits(currency);
        return (amount.scale() < digits ? amount.setScale(digits) : amount).toPlainString();
    }

    private static int minorDigits(@Nullable String currency) {
        try {
            return currency == null
                    ? USUAL_DIGITS
                    : Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException unheardOf) {
            return USUAL_DIGITS;
        }
    }
}
