package io.shopledger.command.write;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.math.BigDecimal;
import java.math.BigInteger;

/** A price as it was given, be it a number or a text: exact, for it never passes through a {@code double}. */
record Price(String text) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Price of(String text) {
        return new Price(text.strip());
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Price of(BigDecimal number) {
        return new Price(number.toPlainString());
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Price of(BigInteger number) {
        return new Price(number.toString());
    }
}
