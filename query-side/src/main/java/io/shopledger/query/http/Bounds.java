package io.shopledger.query.http;

import io.shopledger.StoreId;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What numbers a request may give. */
public final class Bounds {
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private static final Pattern WITH_BLANK = Pattern.compile(".*T[0-9:.]+ \\d{2}:?\\d{2}");

    private Bounds() {}

    public static int within(String parameter, int value, int least, int most) {
        if (value < least || value > most) {
            throw new BadRequest("%s is %d; give a number from %d to %d.".formatted(parameter, value, least, most));
        }
        return value;
    }

    /** @return the moment as it is; what no clock of ours or of Shopify's ever shows is refused */
    public static @Nullable Instant moment(String parameter, @Nullable Instant value) {
        if (value != null && (value.isBefore(FIRST) || value.isAfter(LAST))) {
            throw new BadRequest("%s is %s; give a time from %s to %s.".formatted(parameter, value, FIRST, LAST));
        }
        return value;
    }

    /** @return what to do about a time whose + came as a blank; nothing for any other */
    public static String plusHint(String time) {
        return WITH_BLANK.matcher(time).matches() ? " Write the + of its offset as %2B." : "";
    }

    public static StoreId store(long number) {
        if (number < 1) {
            throw new BadRequest("store_id is %d; give the store's number, from 1.".formatted(number));
        }
        return new StoreId(number);
    }
}
