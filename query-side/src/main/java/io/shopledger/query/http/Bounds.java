package io.shopledger.query.http;

import io.shopledger.StoreId;

/** What numbers a request may give. */
public final class Bounds {
    private Bounds() {}

    public static int within(String parameter, int value, int least, int most) {
        if (value < least || value > most) {
            throw new BadRequest("%s is %d; give a number from %d to %d.".formatted(parameter, value, least, most));
        }
        return value;
    }

    public static StoreId store(long number) {
        if (number < 1) {
            throw new BadRequest("store_id is %d; give the store's number, from 1.".formatted(number));
        }
        return new StoreId(number);
    }
}
