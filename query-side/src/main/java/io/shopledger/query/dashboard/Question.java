package io.shopledger.query.dashboard;

import io.shopledger.query.http.BadRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A filter of the API as a field of a form, under the API's own name.
 *
 * @param type of the input; {@code select} where Shopify's words for it are known
 * @param words those to choose from
 * @param value what the API is given for what the form says
 */
record Question(String name, String label, String type, List<String> words, UnaryOperator<String> value) {

    static Question text(String name, String label) {
        return new Question(name, label, "text", List.of(), UnaryOperator.identity());
    }

    static Question word(String name, String label, String... words) {
        return new Question(name, label, "select", List.of(words), UnaryOperator.identity());
    }

    static List<Question> changed() {
        return List.of(
                new Question(
                        "updated_at_min",
                        "Changed since",
                        "date",
                        List.of(),
                        value -> day("updated_at_min", value, 0).toString()),
                new Question(
                        "updated_at_max",
                        "Changed until",
                        "date",
                        List.of(),
                        value -> day("updated_at_max", value, 1)
                                .minusNanos(1_000)
                                .toString()));
    }

    private static Instant day(String name, String value, int after) {
        try {
            LocalDate day = LocalDate.parse(value);
            if (day.getYear() >= 1900 && day.getYear() <= 9999) {
                return day.plusDays(after).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
        } catch (DateTimeParseException notADay) {
            // said below
        }
        throw new BadRequest("%s is no day; expected is a day in UTC such as 2026-10-01.".formatted(name));
    }
}
