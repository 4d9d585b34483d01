package io.shopledger.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The seals of history: read to prove it, and to tell what was known when. The command side, which writes them, implements it. */
public interface LedgerProof {

    /**
     * Walks over all seals and events from the first on, in constant memory. It only reads.
     *
     * @param given one from outside, to compare with
     * @param progress is told now and then how far it is
     * @throws IllegalArgumentException when the given one has an HMAC that was not made here
     */
    Proof verify(@Nullable Checkpoint given, Consumer<Progress> progress);

    /** @return the newest seal, signed; empty while nothing is sealed */
    Optional<Checkpoint> newest();

    /**
     * What was committed by a moment.
     *
     * @return the number in its stream of the last event that was sealed by then, -1 where none was; empty where seals do not
     *     tell, then each event's own timestamp has to
     */
    OptionalLong lastSequence(String stream, Instant then);

    /**
     * Up to where all was committed by a moment.
     *
     * @return the position of the last event that was sealed by then, as the event store's own tokens have it, 0 or less where
     *     none was; empty where seals do not tell, then each event's own timestamp has to
     */
    OptionalLong position(Instant then);

    /** @param of how many seals there were at the begin */
    record Progress(long seals, long events, long of) {}
}
