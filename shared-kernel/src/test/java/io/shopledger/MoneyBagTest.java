package io.shopledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MoneyBagTest {
    private static final Money TEN_EUROS = new Money("10", "EUR");
    private static final Money ELEVEN_DOLLARS = new Money("11", "USD");

    @Test
    void presentmentEqualToShop_isLeftOut() {
        MoneyBag bag = new MoneyBag(TEN_EUROS, new Money("10.00", "EUR"));

        assertThat(bag).isEqualTo(new MoneyBag(TEN_EUROS, null));
        assertThat(bag.presentment()).isNull();
        assertThat(bag.seenByCustomer()).isEqualTo(TEN_EUROS);
    }

    @Test
    void presentmentInAnotherCurrency_isWhatTheCustomerSaw() {
        MoneyBag bag = new MoneyBag(TEN_EUROS, ELEVEN_DOLLARS);

        assertThat(bag.presentment()).isEqualTo(ELEVEN_DOLLARS);
        assertThat(bag.seenByCustomer()).isEqualTo(ELEVEN_DOLLARS);
    }

    @Test
    void sameNumberInAnotherCurrency_isKept() {
        assertThat(new MoneyBag(TEN_EUROS, new Money("10", "USD")).presentment())
                .isEqualTo(new Money("10", "USD"));
    }
}
