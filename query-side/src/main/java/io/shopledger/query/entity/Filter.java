package io.shopledger.query.entity;

import io.shopledger.query.http.BadRequest;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One condition on the rows of a list.
 *
 * @param field of the row's class
 */
public record Filter(String field, String comparison, Object value) {

    /** @return empty where the caller gave none */
    public static Optional<Filter> text(String field, @Nullable String value) {
        return Optional.ofNullable(value).map(text -> new Filter(field, "=", text.replace("\0", "")));
    }

    /** @param examples of Shopify's words for it, for the caller who gave something else */
    public static Optional<Filter> word(String field, String parameter, @Nullable String value, String examples) {
        if (value == null) {
            return Optional.empty();
        }
        if (!value.matches("[A-Za-z_]{1,40}")) {
            throw new BadRequest("%s is not one of Shopify's words, such as %s.".formatted(parameter, examples));
        }
        return Optional.of(new Filter(field, "=", value.toUpperCase(Locale.ROOT)));
    }

    public static Optional<Filter> from(String field, @Nullable Instant least) {
        return Optional.ofNullable(least).map(at -> new Filter(field, ">=", at));
    }

    public static Optional<Filter> upTo(String field, @Nullable Instant most) {
        return Optional.ofNullable(most).map(at -> new Filter(field, "<=", at));
    }
}
