package io.shopledger.query.dashboard;

import java.util.List;

/**
 * A filter of the API as a field of a form, under the API's own name, with the API's own words.
 *
 * @param type of the input; {@code select} where Shopify's words for it are known
 * @param words those to choose from
 */
record Question(String name, String label, String type, List<String> words) {

    static Question text(String name, String label) {
        return new Question(name, label, "text", List.of());
    }

    static Question word(String name, String label, String... words) {
        return new Question(name, label, "select", List.of(words));
    }

    /** By days in UTC. */
    static List<Question> changed() {
        return List.of(
                new Question("updated_at_min", "Changed since", "date", List.of()),
                new Question("updated_at_max", "Changed until", "date", List.of()));
    }
}
