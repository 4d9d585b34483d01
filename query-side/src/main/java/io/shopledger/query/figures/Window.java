package io.shopledger.query.figures;

import io.shopledger.query.http.BadRequest;
import io.shopledger.query.http.Bounds;
import io.shopledger.store.Stores.ConnectedStore;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Some days of a store, as its own zone has them.
 *
 * @param last the last of them
 */
public record Window(ZoneId zone, LocalDate first, LocalDate last) {
    static final int MOST_DAYS = 366;

    /** @param last the day at which it ends; today where none is given */
    public static Window of(ConnectedStore store, int days, @Nullable LocalDate last, Instant now) {
        Bounds.within("days", days, 1, MOST_DAYS);
        ZoneId zone = zone(store);
        LocalDate end = last == null ? LocalDate.ofInstant(now, zone) : last;
        if (end.getYear() < 2000 || end.getYear() > 9998) {
            throw new BadRequest("until is %s; give a day from 2000-01-01 to 9998-12-31.".formatted(end));
        }
        return new Window(zone, end.minusDays(days - 1L), end);
    }

    /** @return UTC until Shopify has told the store's own */
    private static ZoneId zone(ConnectedStore store) {
        String name = store.timeZone();
        if (name == null) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unheardOf) {
            return ZoneOffset.UTC;
        }
    }

    OffsetDateTime from() {
        return first.atStartOfDay(zone).toOffsetDateTime();
    }

    /** @return when the day after the last begins */
    OffsetDateTime to() {
        return last.plusDays(1).atStartOfDay(zone).toOffsetDateTime();
    }
}
