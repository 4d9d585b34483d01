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
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

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
        Predicate<Candidate> wanted = parse(query);
        return entity -> wanted.test(new Candidate(
                entity.id(), entity::updated, () -> created(entity.body().tree()), entity.kind() == Kind.CUSTOMER));
    }

    /** Variants are kept in their products. */
    static Predicate<JsonNode> ofVariants(@Nullable Object query) {
        Predicate<Candidate> wanted = parse(query);
        return variant -> wanted.test(new Candidate(
                variant.get("id").asLong(), () -> instant(variant.get("updated_at")), () -> created(variant), false));
    }

    private static Predicate<Candidate> parse(@Nullable Object query) {
        Predicate<Candidate> all = candidate -> true;
        if (query == null || query.toString().isBlank()) {
            return all;
        }
        for (String term : query.toString().strip().split("\\s+(?:AND\\s+)?(?=\\w+:)")) {
            all = all.and(term(term.strip()));
        }
        return all;
    }

    private static Predicate<Candidate> term(String term) {
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
            return candidate -> holds(Long.compare(candidate.id(), number), sign);
        }
        Instant bound = time(value);
        if (bound == null) {
            return candidate -> false;
        }
        return matcher.group(1).equals("updated_at")
                ? candidate -> updated(candidate, bound, sign)
                : candidate -> holds(candidate.created().get().compareTo(bound), sign);
    }

    /** Customers are matched by whole days, so that more come than were asked for. */
    private static boolean updated(Candidate candidate, Instant bound, String sign) {
        Instant updated = candidate.updated().get();
        if (!candidate.byWholeDays()) {
            return holds(updated.compareTo(bound), sign);
        }
        Instant day = updated.truncatedTo(ChronoUnit.DAYS);
        String wide = sign.length() == 1 && !sign.equals("=") ? sign + "=" : sign;
        return holds(day.compareTo(bound.truncatedTo(ChronoUnit.DAYS)), wide);
    }

    private static Instant created(JsonNode body) {
        return instant(body.get("created_at"));
    }

    private static Instant instant(JsonNode time) {
        return OffsetDateTime.parse(time.asString()).toInstant();
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

    /** What a term looks at; times only where it asks for them. */
    private record Candidate(long id, Supplier<Instant> updated, Supplier<Instant> created, boolean byWholeDays) {}
}
