package io.shopledger.command.sync;

import io.shopledger.command.http.BadRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;

/** A moment in any form in which Python writes dates and times: with T or a space, with or without fraction and zone. */
final class SinceDate {
    private static final DateTimeFormatter PYTHON = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendPattern("[' ']")
            .appendPattern("[XXXXX][XXXX][XXX][XX][X]")
            .optionalEnd()
            .optionalEnd()
            .toFormatter();

    private SinceDate() {}

    /** @return the moment; without a zone UTC is meant, without a time the day's begin */
    static Instant parse(String text) {
        try {
            TemporalAccessor moment =
                    PYTHON.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            if (moment instanceof OffsetDateTime zoned) {
                return zoned.toInstant();
            }
            return moment instanceof LocalDateTime local
                    ? local.toInstant(ZoneOffset.UTC)
                    : ((LocalDate) moment).atStartOfDay().toInstant(ZoneOffset.UTC);
        } catch (DateTimeException unreadable) {
            throw new BadRequest(
                    "since_date cannot be read; give it as 2026-10-01 or 2026-10-01T14:03:00Z (UTC without a zone).");
        }
    }
}
