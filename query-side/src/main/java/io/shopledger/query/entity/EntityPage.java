package io.shopledger.query.entity;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A page of a list as JSON: the entities under their kind's word, and {@code next_cursor}, null on the last page.
 *
 * @param tag by which it is known again
 */
public record EntityPage(@JsonValue @JsonRawValue String json, String tag) {

    /** A page is kept with its tag, which takes a while to compute. */
    static String tagged(String json) {
        return Answer.tag(json) + json;
    }

    static EntityPage of(String tagged) {
        int begins = tagged.indexOf('{');
        return new EntityPage(tagged.substring(begins), tagged.substring(0, begins));
    }
}
