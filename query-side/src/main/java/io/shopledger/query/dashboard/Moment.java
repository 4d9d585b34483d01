package io.shopledger.query.dashboard;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A moment as people read it, to the second, always in UTC and saying so. */
final class Moment {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Moment() {}

    static String text(Instant at) {
        return FORM.format(at);
    }
}
