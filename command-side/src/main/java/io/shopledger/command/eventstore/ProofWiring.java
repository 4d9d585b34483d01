package io.shopledger.command.eventstore;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.shopledger.audit.LedgerProof;
import io.shopledger.command.schedule.Every;
import io.shopledger.vault.CheckpointSignature;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The proof over wherever the events are, and its checkpoints. */
@Configuration(proxyBeanMethods = false)
class ProofWiring {
    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofHours(1);

    @Bean
    LedgerProof ledgerProof(
            Optional<ForeignPostgres> foreign,
            Optional<AxonServer> axonServer,
            JdbcTemplate ledger,
            CheckpointSignature signature,
            FlywayMigrationInitializer commandMigrations) {
        if (axonServer.isPresent()) {
            return new NoSeals();
        }
        return new SealedHistory(foreign.map(ForeignPostgres::jdbc).orElse(ledger), foreign.isEmpty(), signature);
    }

    /** By the beat, in its data directory. */
    @Bean
    RecurringTask<Void> checkpoints(LedgerProof proof, @Value("${shopledger.data-dir:./data}") Path dataDirectory) {
        CheckpointFile file = new CheckpointFile(proof, dataDirectory.resolve("checkpoints.ndjson"));
        return Tasks.recurring("checkpoint", Every.pause(BETWEEN_CHECKPOINTS))
                .execute((instance, context) -> file.write());
    }
}
