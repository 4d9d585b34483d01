package io.shopledger.query.entity;

import io.shopledger.CanonicalRecord;
import io.shopledger.RecordFields;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** How the fields of a kind's record read as Shopify's webhook has them. */
public interface Form<R extends Record & CanonicalRecord<R>> {
    RecordFields<R> fields();

    /** Writes one field, under one or several names. @param type the field's own type */
    default void put(ObjectNode out, String field, @Nullable Object value, Class<?> type) {
        Fields.put(out, field, value);
    }

    /** @return the number by which an item of a list is told apart; absent where the list is told as a whole */
    default @Nullable Long idOf(Object item) {
        return null;
    }

    /** @return one item of a list whose items are told one by one */
    default ObjectNode item(Object item) {
        throw new IllegalStateException("No form is known for a " + item.getClass());
    }
}
