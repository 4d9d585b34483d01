package io.shopledger.history;

import io.shopledger.CanonicalRecord;
import io.shopledger.Origin;
import io.shopledger.Sealed;
import io.shopledger.Via;
import io.shopledger.history.TrueEntity.State;
import io.shopledger.observation.Observation;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How something comes to us.
 *
 * @param by which way, with a number of its own
 * @param heardAt when a webhook came, or when we asked
 * @param sealedAt when what is personal in it was sealed, which may be long before it is decided on
 */
record Way(String by, Instant heardAt, Instant sealedAt, Instant lastSync) {

    Origin origin(Via via, Instant at) {
        return new Origin(via, by, at, heardAt, null);
    }

    /** @return what a read finds: how it is, or that it is not there */
    <R extends Record & CanonicalRecord<R>> Observation answer(
            TrueEntity<R> entity, State<R> state, Set<String> fields) {
        return state.alive()
                ? seen(entity, state, fields)
                : entity.kind.goodbye().of(entity.stream, "read-by-id", null, origin(Via.SYNC, heardAt));
    }

    /** @return what a read shows of it */
    <R extends Record & CanonicalRecord<R>> Observation seen(TrueEntity<R> entity, State<R> state, Set<String> fields) {
        return entity.kind
                .sighting()
                .of(
                        entity.stream,
                        arriving(entity, state.record(), fields),
                        state.updatedAt(),
                        null,
                        origin(Via.SYNC, state.updatedAt()),
                        false);
    }

    /** What is told of it, sealed anew; nothing personal once its key was destroyed. */
    <R extends Record & CanonicalRecord<R>> R arriving(TrueEntity<R> entity, R record, Set<String> fields) {
        boolean forgotten = entity.demand != null && entity.demand.isFulfilled(sealedAt, lastSync);
        Map<String, @Nullable Object> sealedAnew = new HashMap<>();
        for (String field : fields) {
            if (record.get(field) instanceof Sealed part) {
                sealedAnew.put(
                        field,
                        forgotten
                                ? Sealed.REDACTED
                                : new Sealed(part.key(), "nonce-" + by, "ciphertext-" + by, part.fingerprint()));
            }
        }
        return (sealedAnew.isEmpty() ? record : record.with(sealedAnew)).only(fields);
    }
}
