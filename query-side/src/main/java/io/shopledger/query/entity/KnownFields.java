package io.shopledger.query.entity;

import io.shopledger.CanonicalRecord;
import io.shopledger.StoreId;
import io.shopledger.stored.StoredJson;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * All fields that a kind's answers may have.
 *
 * @param inLists those without what is personal
 * @param ofOne all of them
 * @param personal those that are personal, or hold something that is
 */
record KnownFields(Set<String> inLists, Set<String> ofOne, Set<String> personal) {

    static KnownFields of(Shown<?> shown) {
        ObjectNode view = everything(shown);
        Set<String> inLists = new LinkedHashSet<>(view.propertyNames());
        inLists.add("incomplete");
        inLists.addAll(shown.keptElsewhere());
        shown.nothingPersonal(view);
        Set<String> ofOne = new LinkedHashSet<>(inLists);
        ofOne.addAll(view.propertyNames());
        Set<String> personal = new HashSet<>(view.propertyNames());
        personal.removeAll(inLists);
        personal.addAll(shown.holdPersonal());
        return new KnownFields(inLists, ofOne, personal);
    }

    /** @return one of which everything is known, and nothing is there */
    private static <R extends Record & CanonicalRecord<R>> ObjectNode everything(Shown<R> shown) {
        R record = StoredJson.MAPPER.readValue("{\"mapping\":" + Integer.MAX_VALUE + "}", shown.record());
        Instant never = Instant.EPOCH;
        EntityState<R> state = new EntityState<>("", record, null, null, never, null, "", never, never, 0);
        return SealedView.of(SealedView.head(shown, new StoreId(1), 1), shown.form(), state)
                .view();
    }
}
