package io.shopledger.query.entity;

import io.shopledger.CanonicalRecord;
import io.shopledger.Sealed;
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
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("store_id", row.store().value());
        json.put("id", row.id());
        json.put("admin_graphql_api_id", "gid://shopify/%s/%d".formatted(shown.gid(), row.id()));
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
                shown.form().put(json, field, record.get(field), type);
            }
        }
        json.put("updated_at", row.updatedAt().toString());
        json.put("last_event", row.lastEvent());
        json.put("last_event_at", row.lastEventAt().toString());
        json.put("version", row.version());
        if (row.incomplete()) {
            json.put("incomplete", true);
        }
        return new SealedView(json, row.removedAt(), sealed, personalKnown);
    }
}
