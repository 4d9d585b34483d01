package io.shopledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Our number of a connected store, from 1; it stays with the shop for good, also when the shop is connected again. */
public record StoreId(@JsonValue long value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public StoreId {
        if (value < 1) {
            throw new IllegalArgumentException("A store's number is 1 or more, not " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
