package io.shopledger.command.eventstore;

import io.shopledger.audit.Checkpoint;
import io.shopledger.audit.LedgerProof;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Takes checkpoints out of the database, into a file to which lines are added: JSON, one a line. */
final class CheckpointFile {
    private final LedgerProof proof;
    private final Path file;
    private long written;

    CheckpointFile(LedgerProof proof, Path file) {
        this.proof = proof;
        this.file = file;
    }

    /** Where nothing was sealed since the last one, nothing is added. */
    synchronized void write() {
        Checkpoint newest = proof.newest().orElse(null);
        if (newest == null || newest.ordinal() == written) {
            return;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(
                    file,
                    "{\"ordinal\":%d,\"hash\":\"%s\",\"sealed_at\":\"%s\",\"hmac\":\"%s\"}%n"
                            .formatted(newest.ordinal(), newest.hash(), newest.sealedAt(), newest.hmac()),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.SYNC);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        written = newest.ordinal();
    }
}
