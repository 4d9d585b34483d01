package io.shopledger.shopify.graphql;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After} as Shopify sends it: seconds, with decimals. */
final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}(\\.\\d{1,9})?");
    private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);

    private RetryAfter() {}

    /** @return null where there is none that can be read */
    static @Nullable Duration of(@Nullable String header) {
        if (header == null || !SECONDS.matcher(header.strip()).matches()) {
            return null;
        }
        return Duration.ofMillis(new BigDecimal(header.strip())
                .multiply(MILLIS)
                .setScale(0, java.math.RoundingMode.CEILING)
                .longValue());
    }
}
