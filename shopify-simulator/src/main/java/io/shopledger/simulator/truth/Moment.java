package io.shopledger.simulator.truth;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;

/**
 * When something happens, and the chance it is left to.
 *
 * @param now as in {@code updated_at}: whole seconds
 */
record Moment(Random random, Instant now, Ids ids) {
    private static final ZoneOffset SHOP = ZoneOffset.ofHours(-5);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");

    /** In the shop's offset, such as {@code 2026-01-31T09:15:00-05:00}. */
    String text() {
        return text(now);
    }

    static String text(Instant instant) {
        return SECONDS.format(instant.atOffset(SHOP));
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Lower-case letters and digits. */
    String token(int length) {
        StringBuilder token = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            token.append(Character.forDigit(random.nextInt(36), 36));
        }
        return token.toString();
    }
}
