package io.shopledger.history;

import io.shopledger.CanonicalRecord;
import io.shopledger.Sealed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One thing in the store as it truly is, and was. */
public final class TrueEntity<R extends Record & CanonicalRecord<R>> {
    final StoreKind<R> kind;
    final String stream;
    final boolean wellTold;
    final List<State<R>> states = new ArrayList<>();

    @Nullable
    Instant redactedAt;

    /**
     * How it was from a moment on.
     *
     * @param updatedAt in whole seconds, as Shopify says it
     * @param alive whether it was there
     */
    record State<R>(R record, Instant updatedAt, Instant since, boolean alive) {}

    /** @param wellTold whether each of its webhooks arrives, says all it can, and says when it was sent off */
    TrueEntity(StoreKind<R> kind, String stream, boolean wellTold) {
        this.kind = kind;
        this.stream = stream;
        this.wellTold = wellTold;
    }

    public String stream() {
        return stream;
    }

    /** @return whether it is there at the end */
    public boolean isAlive() {
        return now().alive();
    }

    /** @return how it is at the end */
    public R record() {
        return now().record();
    }

    /** @return whether nothing of its webhooks was lost or left out, so that without a sync it is known, or in doubt */
    public boolean isWellTold() {
        return wellTold;
    }

    /** @return the fields that the last sync tells of it, and those that its webhooks have told for certain */
    public Set<String> certainAfterTheSync() {
        return certain(kind.fields(wellTold ? field -> true : kind.toldByReads()));
    }

    /** @return the fields that the webhooks of what is well told have told */
    public Set<String> certainBeforeTheSync() {
        return certain(kind.fields(kind.toldByWebhooks()));
    }

    /**
     * What the other record says otherwise of these fields, by name; of a sealed part what it holds counts, and not how it
     * is sealed.
     *
     * @param other of this kind
     */
    public Set<String> differences(CanonicalRecord<?> other, Set<String> fields) {
        Set<String> different = new TreeSet<>();
        for (String field : fields) {
            Object truth = record().get(field);
            Object said = other.get(field);
            boolean same = truth instanceof Sealed is && said instanceof Sealed was
                    ? is.holdsTheSameAs(was)
                    : Objects.equals(truth, said);
            if (!same || !other.knows(field)) {
                different.add(field);
            }
        }
        return different;
    }

    /** After an erasure nobody can tell what the personal fields say. */
    private Set<String> certain(Set<String> fields) {
        if (redactedAt != null) {
            fields.removeIf(kind::isSealed);
        }
        return fields;
    }

    State<R> now() {
        return states.get(states.size() - 1);
    }

    /** @return how it was then; null before it was made */
    @Nullable
    State<R> at(Instant moment) {
        State<R> then = null;
        for (State<R> state : states) {
            if (!state.since().isAfter(moment)) {
                then = state;
            }
        }
        return then;
    }

    @Override
    public String toString() {
        return (wellTold ? "well told " : "") + states;
    }
}
