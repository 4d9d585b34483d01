package io.shopledger.command.eventstore;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.shopledger.Role;
import io.shopledger.audit.LedgerProof;
import io.shopledger.command.schedule.Every;
import io.shopledger.vault.CheckpointSignature;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

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
        JdbcTemplate seals = foreign.map(ForeignPostgres::jdbc).orElse(ledger);
        StoredEvents events =
                axonServer.map(AxonServer::stored).orElseGet(() -> new EventRows(seals, foreign.isEmpty()));
        return new SealedHistory(seals, events, signature);
    }

    /** Where events are appended without their seals. */
    @Bean
    @ConditionalOnProperty("shopledger.axon-server.servers")
    SealFollower sealFollower(
            AxonServer server,
            JdbcTemplate ledger,
            TransactionOperations transaction,
            FlywayMigrationInitializer commandMigrations,
            @Value("${shopledger.roles:}") String roles,
            Clock clock) {
        return new SealFollower(server.stored(), ledger, transaction, Role.BEAT.isIn(roles), clock);
    }

    /** By the beat, in its data directory. */
    @Bean
    RecurringTask<Void> checkpoints(LedgerProof proof, @Value("${shopledger.data-dir:./data}") Path dataDirectory) {
        CheckpointFile file = new CheckpointFile(proof, dataDirectory.resolve("checkpoints.ndjson"));
        return Tasks.recurring("checkpoint", Every.pause(BETWEEN_CHECKPOINTS))
                .execute((instance, context) -> file.write());
    }
}
