package io.shopledger.query.entity;

import io.shopledger.CanonicalRecord;
import io.shopledger.Sealed;
import io.shopledger.StoreId;
import io.shopledger.stored.StoredJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One entity as the API shows it, its personal fields still sealed: fields named and valued as in Shopify's webhook JSON,
 * fields we were not told of left out, and where it stands in our ledger.
 *
 * @param sealed the sealed parts, in the record's order
 * @param personalKnown whether we were told of personal fields, be it that there are none
 */
record SealedView(ObjectNode view, @Nullable Instant removedAt, List<Sealed> sealed, boolean personalKnown) {
    SealedView {
        sealed = sealed == null ? List.of() : List.copyOf(sealed); // empty ones are not written
    }

    static <R extends Record & CanonicalRecord<R>> SealedView of(Shown<R> shown, EntityRow row) {
        R record = StoredJson.MAPPER.readValue(row.recordJson(), shown.record());
        ObjectNode json = head(shown, row.store(), row.id());
        SealedView view = of(json, shown.form(), record, row.removedAt());
        stands(json, row.updatedAt(), row.lastEvent(), row.lastEventAt(), row.version());
        if (row.incomplete()) {
            json.put("incomplete", true);
        }
        return view;
    }

    /** @param head with what comes before the record's fields, to which all else is added */
    static <R extends Record & CanonicalRecord<R>> SealedView of(ObjectNode head, Form<R> form, EntityState<R> state) {
        SealedView view = of(head, form, state.known(), state.removedAt());
        stands(head, state.updatedAt(), state.lastEvent(), state.lastEventAt(), state.version());
        return view;
    }

    static ObjectNode head(Shown<?> shown, StoreId store, long id) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("store_id", store.value())
                .put("id", id)
                .put("admin_graphql_api_id", "gid://shopify/%s/%d".formatted(shown.gid(), id));
    }

    private static <R extends Record & CanonicalRecord<R>> SealedView of(
            ObjectNode json, Form<R> form, R record, @Nullable Instant removedAt) {
        List<Sealed> sealed = new ArrayList<>();
        boolean personalKnown = false;
        for (String field : record.fields().entityFields()) {
            Class<?> type = record.fields().type(field);
            if (type == Sealed.class) {
                personalKnown |= record.knows(field);
                if (record.get(field) instanceof Sealed part) {
                    sealed.add(part);
                }
            } else if (record.knows(field)) {
                form.put(json, field, record.get(field), type);
            }
        }
        return new SealedView(json, removedAt, sealed, personalKnown);
    }

    private static void stands(
            ObjectNode json, Instant updatedAt, String lastEvent, Instant lastEventAt, long version) {
        json.put("updated_at", updatedAt.toString());
        json.put("last_event", lastEvent);
        json.put("last_event_at", lastEventAt.toString());
        json.put("version", version);
    }
}
