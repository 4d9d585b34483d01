package io.shopledger.command.eventstore;

import io.shopledger.audit.Checkpoint;
import io.shopledger.audit.LedgerProof;
import io.shopledger.audit.Proof;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Events in Axon Server have no seals. */
final class NoSeals implements LedgerProof {
    private static final String WHY =
            "The events of this ledger are in Axon Server (AXON_AXONSERVER_SERVERS), where they are"
                    + " not sealed, so that their history cannot be proven. A ledger with its events in Postgres can.";

    @Override
    public Optional<String> impossible() {
        return Optional.of(WHY);
    }

    @Override
    public Proof verify(@Nullable Checkpoint given, Consumer<Progress> progress) {
        throw new IllegalStateException(WHY);
    }

    @Override
    public Optional<Checkpoint> newest() {
        return Optional.empty();
    }

    @Override
    public OptionalLong lastSequence(String stream, Instant then) {
        return OptionalLong.empty();
    }
}
