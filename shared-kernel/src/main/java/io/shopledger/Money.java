package io.shopledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An amount of money in one currency. The amount is plain decimal text without trailing zeros ({@code "10.5"}), so that
 * {@code 10.5} and {@code 10.50} are equal and no digit passes through a {@code double}.
 *
 * @param amount plain decimal text, in the currency's major unit
 * @param currency ISO 4217 code, absent where Shopify gives none (then the shop's currency is meant)
 */
public record Money(String amount, @Nullable String currency) {
    @JsonCreator
    public Money(@JsonProperty("amount") String amount, @JsonProperty("currency") @Nullable String currency) {
        this.amount = plain(amount);
        this.currency = currency;
    }

    /** @return the amount as a number; never in exponent notation, never with trailing zeros */
    public BigDecimal number() {
        return new BigDecimal(amount);
    }

    private static String plain(String amount) {
        BigDecimal number = new BigDecimal(amount.strip());
        if ((long) number.precision() - number.scale() > 40 || number.scale() > 40) {
            throw new NumberFormatException("Not an amount of money: more than 40 digits");
        }
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
