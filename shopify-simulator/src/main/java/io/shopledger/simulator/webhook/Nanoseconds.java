package io.shopledger.simulator.webhook;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes an instant in UTC with all nine digits, as {@code X-Shopify-Triggered-At} has it. */
final class Nanoseconds {
    private static final DateTimeFormatter NINE_DIGITS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

    private Nanoseconds() {}

    static String text(Instant instant) {
        return NINE_DIGITS.format(instant);
    }
}
