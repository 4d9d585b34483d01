package io.shopledger.command.eventstore;

import io.shopledger.audit.Sealing;
import io.shopledger.stored.SealHash;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.AxonThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Seals events that were appended without a seal, in the order of their positions, some at a time, as soon as it sees them. Of several
 * processes one does: whoever has the lock, and only from where the last seal ends.
 */
final class SealFollower implements SmartLifecycle, Sealing {
    private static final Logger LOG = LoggerFactory.getLogger(SealFollower.class);
    private static final int MOST = 200;
    private static final long MILLIS_BETWEEN = 200;

    private final StoredEvents events;
    private final JdbcTemplate ledger;
    private final TransactionOperations transaction;
    private final boolean follows;
    private final Clock clock;
    private volatile @Nullable ScheduledExecutorService thread;
    private volatile Progress progress = Progress.ALL_SEALED;
    private Instant allSealed;

    SealFollower(
            StoredEvents events, JdbcTemplate ledger, TransactionOperations transaction, boolean follows, Clock clock) {
        this.events = events;
        this.ledger = ledger;
        this.transaction = transaction;
        this.follows = follows;
        this.clock = clock;
        this.allSealed = clock.instant();
    }

    /** @return how many events were sealed */
    int round() {
        long sealed = ledger.queryForObject("select coalesce(max(last_index), 0) from events.seal", Long.class);
        List<StoredEvents.Event> next = events.next(sealed, Long.MAX_VALUE, MOST);
        if (next.isEmpty()) {
            return 0;
        }
        Integer done = transaction.execute(
                status -> ledger.execute((ConnectionCallback<Integer>) connection -> seal(connection, next, sealed)));
        return done == null ? 0 : done;
    }

    private int seal(Connection connection, List<StoredEvents.Event> next, long sealed) throws SQLException {
        ledger.query("select pg_advisory_xact_lock(?)", row -> {}, SealingEventStorageEngine.APPEND_LOCK);
        SealTable.Last last = SealTable.last(connection);
        if (last.index() != sealed) { // somebody else was first
            return 0;
        }
        long ordinal = last.ordinal() + 1;
        SealHash hash = new SealHash(last.hash(), ordinal);
        ByteBuffer marks = ByteBuffer.allocate(next.size() * SealHash.MARK_BYTES);
        long position = sealed;
        for (StoredEvents.Event event : next) {
            if (event.index() != ++position) {
                throw new IllegalStateException(
                        "There is no event at position %d, but there is one at %d".formatted(position, event.index()));
            }
            SealWalk.add(hash, event);
            marks.put(hash.mark());
        }
        SealTable.add(
                connection,
                new SealedRows.Seal(
                        ordinal,
                        sealed + 1,
                        position,
                        next.size(),
                        last.next(),
                        hash.value(last.next()),
                        marks.array()));
        return next.size();
    }

    private void follow() {
        try {
            while (round() == MOST) {
                progress = new Progress(allSealed, null);
                if (thread == null) {
                    return;
                }
            }
            allSealed = clock.instant();
            progress = Progress.ALL_SEALED;
        } catch (RuntimeException failure) { // the store or the database is away, or an event is; it is tried again
            String error = String.valueOf(failure.getMessage());
            if (!Objects.equals(progress.error(), error)) { // each fifth of a second is too often to say the same
                LOG.warn("Events could not be sealed, which is tried again: {}", error);
            }
            LOG.debug("Sealing", failure);
            progress = new Progress(allSealed, error);
        }
    }

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public void start() {
        if (follows) {
            ScheduledExecutorService started =
                    Executors.newSingleThreadScheduledExecutor(new AxonThreadFactory("seals"));
            thread = started;
            started.scheduleWithFixedDelay(this::follow, MILLIS_BETWEEN, MILLIS_BETWEEN, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void stop() {
        ScheduledExecutorService started = thread;
        thread = null;
        if (started != null) {
            started.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
