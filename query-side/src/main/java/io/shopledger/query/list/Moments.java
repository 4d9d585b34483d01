package io.shopledger.query.list;

import io.shopledger.query.http.BadRequest;
import io.shopledger.query.http.Bounds;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** Times as callers of lists give them: to the second and with a zone, or a day alone, which is meant in UTC as all times are. */
final class Moments {
    private static final String DAY = "\\d{4}-\\d{2}-\\d{2}";

    /** Postgres knows no less. */
    private static final long MICROSECOND_IN_NANOS = 1_000;

    private Moments() {}

    /** @return the moment; of a day its first. @param parameter for whoever gave something else */
    static String begin(String parameter, String given) {
        return moment(parameter, given, 0);
    }

    /** @return the moment; of a day its last. @param parameter for whoever gave something else */
    static String end(String parameter, String given) {
        return moment(parameter, given, 1);
    }

    private static String moment(String parameter, String given, int days) {
        try {
            Instant at = given.matches(DAY)
                    ? LocalDate.parse(given)
                            .plusDays(days)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .minusNanos(days * MICROSECOND_IN_NANOS)
                    : Instant.parse(given);
            return String.valueOf(Bounds.moment(parameter, at));
        } catch (DateTimeParseException notATime) {
            throw new BadRequest("%s is not a time such as 2026-10-01T14:03:00Z, nor a day such as 2026-10-01.%s"
                    .formatted(parameter, Bounds.plusHint(given)));
        }
    }
}
