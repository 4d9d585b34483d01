package io.shopledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopledger.stored.StoredJson;
import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
    private static final String FORTY_DIGITS = "9".repeat(40);

    @ParameterizedTest
    @CsvSource({
        "10.0, 10",
        "10.00, 10",
        "10.50, 10.5",
        "1E+1, 10",
        "1e2, 100",
        "100, 100",
        "0.00, 0",
        "-0.00, 0",
        "0.010, 0.01",
        "1E-3, 0.001",
        "-12.340, -12.34",
        "' 7.5 ', 7.5"
    })
    void anyWayOfWritingAnAmount_isOnePlainText(String written, String plain) {
        assertThat(eur(written).amount()).isEqualTo(plain);
    }

    @Test
    void sameAmountWrittenTwoWays_isEqual() {
        assertThat(eur("10.0")).isEqualTo(eur("10.00")).hasSameHashCodeAs(eur("1E+1"));
    }

    @Test
    void sameAmountInAnotherCurrency_isNotEqual() {
        assertThat(eur("10")).isNotEqualTo(new Money("10", "USD")).isNotEqualTo(new Money("10", null));
    }

    @Test
    void moreDigitsThanADoubleHolds_areAllKept() {
        assertThat(eur(FORTY_DIGITS).amount()).isEqualTo(FORTY_DIGITS);
        assertThat(eur("90071992547409.93").number()).isEqualTo(new BigDecimal("90071992547409.93"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+40", "1E-41", "1E+2147483647", "1E-2147483647", "ten", "", "1,5", "NaN"})
    void whatIsNoAmount_isRefused(String text) {
        assertThatThrownBy(() -> eur(text)).isInstanceOf(NumberFormatException.class);
    }

    @Property
    void anyAmount_keepsItsValueWithoutExponentOrTrailingZeros(
            @ForAll @BigRange(min = "-1000000000000", max = "1000000000000") @Scale(6) BigDecimal amount) {
        Money money = eur(amount.toString());

        assertThat(money.number()).isEqualByComparingTo(amount);
        assertThat(money.amount()).matches("-?(0|[1-9]\\d*)(\\.\\d*[1-9])?");
        assertThat(eur(money.amount())).isEqualTo(money);
    }

    @Test
    void money_isWrittenAsTextsAndReadBackEqual() {
        assertThat(StoredJson.MAPPER.writeValueAsString(eur("10.50")))
                .isEqualTo("{\"amount\":\"10.5\",\"currency\":\"EUR\"}");
        assertThat(StoredJson.MAPPER.readValue("{\"amount\":\"10.50\",\"currency\":\"EUR\"}", Money.class))
                .isEqualTo(eur("10.5"));
    }

    @Test
    void moneyWithoutCurrency_isTheAmountAlone() {
        assertThat(StoredJson.MAPPER.writeValueAsString(new Money("0.00", null)))
                .isEqualTo("{\"amount\":\"0\"}");
    }

    private static Money eur(String amount) {
        return new Money(amount, "EUR");
    }
}
