package io.shopledger.shopify.webhook;

import io.shopledger.StoreId;
import io.shopledger.shopify.kind.Kind;
import io.shopledger.shopify.staging.PageFailure;
import io.shopledger.sync.Step;
import io.shopledger.sync.SyncCommand.RequestSync;
import io.shopledger.sync.SyncId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Table {@code ledger.owed_pull}: what no webhook may have told is read again, as soon as no sync of it is running. */
@Component
class OwedPulls {
    private static final Logger LOG = LoggerFactory.getLogger(OwedPulls.class);
    private static final long PATIENCE_SECONDS = 10;

    /** What was sent in the 4 hours of retries before Shopify removed a subscription did not arrive either; and clocks differ. */
    private static final Duration BEFORE = Duration.ofHours(5);

    private static final String OWE = """
            insert into ledger.owed_pull as known (store_id, step, since) values (?, ?, ?)
            on conflict (store_id, step) do update set since = least(known.since, excluded.since)
            """;

    private static final String OWED = """
            select o.store_id, o.step, o.since from ledger.owed_pull o
              join ledger.store s on s.id = o.store_id and s.status = 'connected' order by o.store_id, o.step
            """;

    private final JdbcTemplate jdbc;
    private final CommandGateway commands;

    OwedPulls(JdbcTemplate jdbc, CommandGateway commands) {
        this.jdbc = jdbc;
        this.commands = commands;
    }

    private record Owed(StoreId store, Step step, Instant since) {}

    /** @param blindFrom since when the topic may not have told all */
    void owe(StoreId store, String topic, Instant blindFrom) {
        step(topic).ifPresent(step -> jdbc.update(OWE, store.value(), step.name(), utc(blindFrom.minus(BEFORE))));
    }

    /** Asks for each; what cannot begin now stays owed. */
    void ask() {
        List<Owed> all = jdbc.query(
                OWED,
                (row, n) -> new Owed(
                        new StoreId(row.getLong(1)),
                        Step.valueOf(row.getString(2)),
                        row.getObject(3, OffsetDateTime.class).toInstant()));
        all.forEach(this::ask);
    }

    private void ask(Owed owed) {
        try {
            commands.sendAndWait(
                    new RequestSync(
                            SyncId.random(),
                            owed.store(),
                            owed.step().word(),
                            List.of(owed.step()),
                            false,
                            owed.since(),
                            null,
                            false,
                            "webhooks"),
                    PATIENCE_SECONDS,
                    TimeUnit.SECONDS);
        } catch (CommandExecutionException running) { // what that one has read already is not what is owed
            LOG.debug("The sync of {} of store {} waits: {}", owed.step().word(), owed.store(), running.getMessage());
            return;
        } catch (RuntimeException failure) {
            LOG.warn(
                    "The sync of {} of store {}, for what webhooks did not tell, is asked for again in a minute: {}",
                    owed.step().word(),
                    owed.store(),
                    PageFailure.cause(failure));
            return;
        }
        jdbc.update(
                "delete from ledger.owed_pull where store_id = ? and step = ? and since = ?",
                owed.store().value(),
                owed.step().name(),
                utc(owed.since()));
    }

    private static Optional<Step> step(String topic) {
        if (Topic.isOfAnOrder(topic)) {
            return Optional.of(Step.ORDERS);
        }
        Topic.Shown shown = Topic.shown(topic);
        return shown == null ? Optional.empty() : Optional.of(step(shown.kind()));
    }

    private static Step step(Kind kind) {
        return switch (kind) {
            case PRODUCT -> Step.PRODUCTS;
            case CUSTOMER -> Step.CUSTOMERS;
            case ORDER -> Step.ORDERS;
            case ITEM, STOCK -> Step.INVENTORY;
        };
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
