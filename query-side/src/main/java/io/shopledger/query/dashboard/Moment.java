package io.shopledger.query.dashboard;

import io.shopledger.query.http.BadRequest;
import io.shopledger.query.http.Bounds;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A moment as people read it, to the second, always in UTC and saying so. */
final class Moment {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter FIELD =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Moment() {}

    /**
     * A moment as a date-time field or a person writes it: in UTC, as everywhere on the pages.
     *
     * @return absent where nothing was asked for
     */
    static @Nullable Instant asked(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            String written = text.strip();
            return Bounds.moment(
                    "at",
                    written.endsWith("Z")
                            ? Instant.parse(written)
                            : LocalDateTime.parse(written).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException wrong) {
            throw new BadRequest("at is no moment; give one such as 2026-10-01T14:03, in UTC.");
        }
    }

    /** @return as a date-time field has it */
    static String field(Instant at) {
        return FIELD.format(at);
    }

    static String text(Instant at) {
        return FORM.format(at);
    }
}
