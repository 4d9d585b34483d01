package io.shopledger.query.entity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.SerializationException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The entities of one kind that one unit of work touches: read once before its first event, folded in memory, written once
 * when it is about to commit. An event that cannot be folded fails by itself and leaves the batch as it was; one that does
 * not follow the last known cannot be folded, for its row would lack what was between and not show it.
 */
final class EntityBatch<R extends Record, E> {
    private final Kind<R, E> kind;
    private final EntityTable<R> table;
    private final Map<String, @Nullable EntityState<R>> read = new HashMap<>();
    private final Map<String, EntityState<R>> changed = new HashMap<>();
    private final Map<String, Long> countedUpTo = new HashMap<>();

    private EntityBatch(Kind<R, E> kind, EntityTable<R> table) {
        this.kind = kind;
        this.table = table;
    }

    /** @return the kind's batch of this unit of work, begun when there is none yet */
    static <R extends Record, E> EntityBatch<R, E> of(UnitOfWork<?> current, Kind<R, E> kind, EntityTable<R> table) {
        UnitOfWork<?> root = current.root();
        return root.getOrComputeResource(EntityBatch.class.getName() + "/" + kind.table(), key -> {
            EntityBatch<R, E> batch = new EntityBatch<>(kind, table);
            if (root instanceof BatchingUnitOfWork<?> together) {
                batch.read(together.getMessages());
            }
            root.onPrepareCommit(done -> table.write(batch.changed.values()));
            return batch;
        });
    }

    /** @return what the entity is after the event; absent when its row tells of the event already */
    @Nullable
    EntityState<R> add(E event, long sequence, Instant appendedAt) {
        String stream = kind.stream(event);
        EntityState<R> before = before(stream, event);
        if (before != null && sequence <= before.version()) {
            return null;
        }
        if (sequence != nextOf(before) || (before != null && before.record() == null)) {
            before = table.read(List.of(stream), List.of()).get(stream); // made anew since the batch was read, perhaps
            if (before != null && sequence <= before.version()) {
                read.put(stream, before);
                return null;
            }
        }
        if (sequence != nextOf(before)) {
            throw new IllegalStateException(
                    "%s is known up to event %d and this is event %d: it would be folded over a hole"
                            .formatted(stream, nextOf(before) - 1, sequence));
        }
        EntityState<R> now = EntityState.after(kind, stream, before, event, sequence, appendedAt);
        if (Long.valueOf(sequence).equals(countedUpTo.get(stream))) {
            now = now.asCounted();
        }
        changed.put(stream, now);
        return now;
    }

    /** Sums have the entity, whose row is gone, as it was after this event: it is to be folded anew. */
    void countedUpTo(String stream, long version) {
        countedUpTo.put(stream, version);
    }

    private static long nextOf(@Nullable EntityState<?> before) {
        return before == null ? 0 : before.version() + 1;
    }

    private @Nullable EntityState<R> before(String stream, E event) {
        EntityState<R> inBatch = changed.get(stream);
        if (inBatch != null) {
            return inBatch;
        }
        if (!read.containsKey(stream)) {
            boolean begins = kind.turn(event) == Turn.BEGINS;
            read(begins ? List.of() : List.of(stream), begins ? List.of(stream) : List.of());
        }
        return read.get(stream);
    }

    /** What begins here needs no record, only to be known as new. */
    private void read(Collection<? extends Message<?>> messages) {
        Map<String, Boolean> whole = new HashMap<>();
        for (Message<?> message : messages) {
            if (kind.events().isAssignableFrom(message.getPayloadType())) {
                try {
                    E event = kind.events().cast(message.getPayload());
                    whole.putIfAbsent(kind.stream(event), kind.turn(event) != Turn.BEGINS);
                } catch (SerializationException unreadable) {
                    continue; // it fails again, as itself, when its turn comes
                }
            }
        }
        List<String> withRecord = new ArrayList<>();
        List<String> versionOnly = new ArrayList<>();
        whole.forEach((stream, wanted) -> (wanted ? withRecord : versionOnly).add(stream));
        try {
            read(withRecord, versionOnly);
        } catch (JacksonException brokenRow) {
            read.clear(); // then each is read when its turn comes, and only the events of the broken one fail
        }
    }

    private void read(List<String> withRecord, List<String> versionOnly) {
        Map<String, EntityState<R>> found = table.read(withRecord, versionOnly);
        withRecord.forEach(stream -> read.put(stream, found.get(stream)));
        versionOnly.forEach(stream -> read.put(stream, found.get(stream)));
    }
}
