package io.shopledger.command.observation;

import io.shopledger.CanonicalRecord;
import io.shopledger.observation.Redaction;
import io.shopledger.observation.Removal;
import io.shopledger.observation.Seen;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/**
 * Hands observations that are news to the aggregates of one kind, inside the page's unit of work.
 *
 * @param <R> the kind's record
 * @param <A> its aggregate
 */
public final class Kind<R extends Record & CanonicalRecord<R>, A extends Observed<R, ?>> {
    private final String prefix;
    private final Repository<A> all;
    private final Supplier<A> empty;
    private final boolean comesBack;

    private Kind(String prefix, Repository<A> all, Supplier<A> empty, boolean comesBack) {
        this.prefix = prefix;
        this.all = all;
        this.empty = empty;
        this.comesBack = comesBack;
    }

    /** @param prefix first part of the kind's stream keys, such as {@code order} */
    public static <R extends Record & CanonicalRecord<R>, A extends Observed<R, ?>> Kind<R, A> of(
            String prefix, Repository<A> all, Supplier<A> empty) {
        return new Kind<>(prefix, all, empty, false);
    }

    /** @return this kind, of which the same thing may be there again under its old id after a removal */
    public Kind<R, A> comingBack() {
        return new Kind<>(prefix, all, empty, true);
    }

    String prefix() {
        return prefix;
    }

    boolean comesBack() {
        return comesBack;
    }

    /**
     * What an observation came to.
     *
     * @param events how many were applied
     * @param sequence of the stream's last event
     * @param fingerprint of the record as it is now
     */
    record Applied(int events, long sequence, byte[] fingerprint) {}

    /** First sight of an entity. @param fingerprint of the record seen */
    Applied place(Seen<R> seen, byte[] fingerprint) {
        try {
            Aggregate<A> entity = all.newInstance(() -> {
                A first = empty.get();
                first.place(seen);
                return first;
            });
            return new Applied(1, entity.version(), fingerprint);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException("Placing " + seen.stream(), failure);
        }
    }

    Applied observe(Seen<R> seen) {
        return observed(seen.stream(), it -> it.observe(seen));
    }

    private Applied observed(String stream, Function<A, Integer> observation) {
        Aggregate<A> entity = all.load(stream);
        int events = entity.invoke(observation);
        return new Applied(events, entity.version(), RecordFingerprint.of(entity.invoke(it -> it.known())));
    }

    /** Takes nothing of what was seen but these fields. */
    Applied complete(Seen<R> seen, Set<String> fields) {
        return observed(seen.stream(), it -> it.complete(seen, fields));
    }

    Applied redact(Redaction demand) {
        return observed(demand.stream(), it -> it.observeRedaction(demand));
    }

    /** @return the sequence of the stream's last event */
    long remove(Removal seen) {
        Aggregate<A> entity = all.load(seen.stream());
        entity.execute(it -> it.observeRemoval(seen));
        return entity.version();
    }
}
