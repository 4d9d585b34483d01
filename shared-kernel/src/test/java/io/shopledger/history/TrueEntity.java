package io.shopledger.history;

import io.shopledger.CanonicalRecord;
import io.shopledger.Sealed;
import java.time.Duration;
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

    /** That it be forgotten; null where nobody asked for it. */
    @Nullable
    Demand demand;

    /**
     * How it was from a moment on.
     *
     * @param updatedAt in whole seconds, as Shopify says it
     * @param alive whether it was there
     */
    record State<R>(R record, Instant updatedAt, Instant since, boolean alive) {}

    /**
     * When what is personal was to be forgotten.
     *
     * @param at when Shopify sent it off
     * @param afterTheSync whether it is heard when the last sync is over
     * @param waiting from when it is heard until it is decided on
     * @param keyLives from when it is decided on until no process seals under the key any more
     */
    record Demand(Instant at, boolean afterTheSync, Duration waiting, Duration keyLives) {
        Instant heardAt(Instant lastSync) {
            return (afterTheSync ? lastSync.plusSeconds(60) : at).plusMillis(1);
        }

        Instant decidedAt(Instant lastSync) {
            return heardAt(lastSync).plus(waiting);
        }

        /** @return whether what is sealed at that moment holds nothing: its key is destroyed */
        boolean isFulfilled(Instant moment, Instant lastSync) {
            return !moment.isBefore(decidedAt(lastSync).plus(keyLives));
        }
    }

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

    /**
     * What the record says otherwise, by name, of what this one's webhooks have told when each of them has come. What was to
     * be forgotten before it was heard of is known by its later observations only.
     *
     * @param other of this kind
     */
    public Set<String> differencesBeforeTheSync(CanonicalRecord<?> other) {
        Set<String> fields = kind.toldByWebhooks();
        if (demand != null) {
            fields.removeIf(kind::isSealed);
        }
        return differences(record(), other, fields);
    }

    /** @return what it says otherwise of what the last sync tells, and of what the webhooks of what is well told have told */
    public Set<String> differencesAfterTheSync(CanonicalRecord<?> other) {
        return differences(demand != null && !demand.afterTheSync() ? record().redacted() : record(), other, certain());
    }

    /** @return the same, when everything has come that ever comes: what was to be forgotten is */
    public Set<String> differencesAtTheEnd(CanonicalRecord<?> other) {
        return differences(demand == null ? record() : record().redacted(), other, certain());
    }

    private Set<String> certain() {
        return wellTold ? new TreeSet<>(kind.fields()) : kind.toldByReads();
    }

    /** Of a sealed part what it holds counts, and not how it is sealed. */
    private static Set<String> differences(CanonicalRecord<?> truth, CanonicalRecord<?> other, Set<String> fields) {
        Set<String> different = new TreeSet<>();
        for (String field : fields) {
            Object is = truth.get(field);
            Object said = other.get(field);
            boolean same = is instanceof Sealed part && said instanceof Sealed was
                    ? part.holdsTheSameAs(was)
                    : Objects.equals(is, said);
            if (!same || !other.knows(field)) {
                different.add(field);
            }
        }
        return different;
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
