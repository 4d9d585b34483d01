package io.shopledger.simulator.truth;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * One price in the shop's currency and in the buyer's, each in minor units. Both are reckoned on their own, so that in
 * either currency the parts add up to the whole.
 */
record Amount(long shop, long presentment) {
    static final Amount ZERO = new Amount(0, 0);

    Amount plus(Amount other) {
        return new Amount(shop + other.shop, presentment + other.presentment);
    }

    Amount minus(Amount other) {
        return new Amount(shop - other.shop, presentment - other.presentment);
    }

    Amount times(long quantity) {
        return new Amount(shop * quantity, presentment * quantity);
    }

    Amount share(long part, long whole) {
        return whole == 0
                ? ZERO
                : times(BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), 12, RoundingMode.HALF_UP));
    }

    /** The tax on this price, or inside it where the price includes it. */
    Amount tax(BigDecimal rate, boolean included) {
        return times(included ? rate.divide(rate.add(BigDecimal.ONE), 12, RoundingMode.HALF_UP) : rate);
    }

    private Amount times(BigDecimal factor) {
        return new Amount(rounded(shop, factor), rounded(presentment, factor));
    }

    private static long rounded(long minor, BigDecimal factor) {
        return factor.multiply(BigDecimal.valueOf(minor))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
