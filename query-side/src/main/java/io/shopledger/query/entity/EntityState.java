package io.shopledger.query.entity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entity after an event: what its row says.
 *
 * @param record absent while only the stored version was asked for
 * @param stored the record as the row has it now; absent where there is no row
 * @param counted the record that sums have of it; absent where they have none, as of what was removed
 * @param updatedAt when the last change was so; learning is no change
 * @param changedAt when the last event was appended, by our clock
 * @param version the last event's number in the stream
 */
public record EntityState<R extends Record>(
        String stream,
        @Nullable R record,
        @Nullable R stored,
        @Nullable R counted,
        Instant updatedAt,
        @Nullable Instant removedAt,
        String lastEvent,
        Instant lastEventAt,
        Instant changedAt,
        long version) {

    /** @return the state after one event more */
    public static <R extends Record, E> EntityState<R> after(
            Kind<R, E> kind,
            String stream,
            @Nullable EntityState<R> before,
            E event,
            long sequence,
            Instant appendedAt) {
        Instant at = kind.at(event);
        Turn turn = kind.turn(event);
        Instant removedAt = before == null ? null : before.removedAt();
        if (turn == Turn.REMOVES) {
            removedAt = at;
        } else if (turn == Turn.RETURNS) {
            removedAt = null;
        }
        return new EntityState<>(
                stream,
                kind.after(before == null ? null : before.record(), event),
                before == null ? null : before.stored(),
                before == null ? null : before.counted(),
                before != null && (turn == Turn.LEARNS || turn == Turn.REDACTS) ? before.updatedAt() : at,
                removedAt,
                event.getClass().getSimpleName(),
                at,
                appendedAt,
                sequence);
    }

    /** @return the same, of which sums have this very state */
    EntityState<R> asCounted() {
        return new EntityState<>(
                stream,
                record,
                stored,
                removedAt == null ? record : null,
                updatedAt,
                removedAt,
                lastEvent,
                lastEventAt,
                changedAt,
                version);
    }

    public R known() {
        if (record == null) {
            throw new IllegalStateException(stream + " was not read whole");
        }
        return record;
    }
}
