package io.shopledger.shopify.webhook;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Shopify's headers of a delivery, with the {@code X-} that webhooks have or without it as Events come. */
record DeliveryHeaders(HttpServletRequest request) {
    private static final int LENGTH = 255;

    /** What lies beyond is no time of Shopify's, and no column could hold all of it. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** @param name without its prefix, such as {@code Topic} */
    @Nullable
    String get(String name) {
        String value = request.getHeader("X-Shopify-" + name);
        if (value == null) {
            value = request.getHeader("Shopify-" + name);
        }
        if (value == null || value.isBlank()) {
            return null;
        }
        String text = value.strip();
        return text.length() > LENGTH ? text.substring(0, LENGTH) : text;
    }

    /** A time that cannot be read is no reason to lose a delivery: it only helps to order what came in one second. */
    @Nullable
    Instant triggeredAt() {
        String text = get("Triggered-At");
        try {
            Instant time = text == null ? null : OffsetDateTime.parse(text).toInstant();
            return time == null || time.isBefore(EARLIEST) || time.isAfter(LATEST) ? null : time;
        } catch (DateTimeException other) {
            return null;
        }
    }
}
