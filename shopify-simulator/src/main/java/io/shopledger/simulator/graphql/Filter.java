package io.shopledger.simulator.graphql;

import io.shopledger.simulator.truth.Entity;
import io.shopledger.simulator.truth.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the argument {@code query} of a connection lets through: {@code updated_at}, {@code created_at} and {@code id},
 * joined by AND (https://shopify.dev/docs/api/usage/search-syntax). Other terms are refused here, though Shopify ignores
 * them: a term that silently does nothing is not worth sending.
 */
final class Filter {
    private static final Pattern TERM =
            Pattern.compile("(updated_at|created_at|id):(>=|<=|>|<|=)?(?:'([^']*)'|\"([^\"]*)\"|(\\S+))");

    private Filter() {}

    static Predicate<Entity> of(@Nullable Object query) {
        if (query == null || query.toString().isBlank()) {
            return entity -> true;
        }
        Predicate<Entity> all = entity -> true;
        for (String term : query.toString().strip().split("\\s+(?:AND\\s+)?(?=\\w+:)")) {
            all = all.and(term(term.strip()));
        }
        return all;
    }

    private static Predicate<Entity> term(String term) {
        Matcher matcher = TERM.matcher(term);
        if (!matcher.matches()) {
            throw Complaint.of("BAD_REQUEST", "The simulator does not know the filter \"%s\"".formatted(term));
        }
        String sign = matcher.group(2) == null ? "=" : matcher.group(2);
        String value = matcher.group(3) != null
                ? matcher.group(3)
                : matcher.group(4) != null ? matcher.group(4) : matcher.group(5);
        if (matcher.group(1).equals("id")) {
            long number = Gid.number(value);
            return entity -> holds(Long.compare(entity.id(), number), sign);
        }
        Instant bound = time(value);
        if (bound == null) {
            return entity -> false;
        }
        return matcher.group(1).equals("updated_at")
                ? entity -> updated(entity, bound, sign)
                : entity -> holds(created(entity).compareTo(bound), sign);
    }

    /** Customers are matched by whole days, so that more come than were asked for. */
    private static boolean updated(Entity entity, Instant bound, String sign) {
        if (entity.kind() != Kind.CUSTOMER) {
            return holds(entity.updated().compareTo(bound), sign);
        }
        Instant day = entity.updated().truncatedTo(ChronoUnit.DAYS);
        String wide = sign.length() == 1 && !sign.equals("=") ? sign + "=" : sign;
        return holds(day.compareTo(bound.truncatedTo(ChronoUnit.DAYS)), wide);
    }

    private static Instant created(Entity entity) {
        return OffsetDateTime.parse(entity.body().tree().get("created_at").asString())
                .toInstant();
    }

    /** A time with an offset lets nothing through, without a word; a day begins at midnight UTC. */
    private static @Nullable Instant time(String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : Instant.parse(text.endsWith("Z") ? text : "");
        } catch (DateTimeParseException other) {
            return null;
        }
    }

    private static boolean holds(int compared, String sign) {
        return switch (sign) {
            case ">=" -> compared >= 0;
            case "<=" -> compared <= 0;
            case ">" -> compared > 0;
            case "<" -> compared < 0;
            default -> compared == 0;
        };
    }
}
