package io.shopledger.query.rebuild;

import io.shopledger.query.cache.Unserved;
import io.shopledger.query.projection.Projection;
import io.shopledger.query.projection.TellableCause;
import java.util.List;
import java.util.concurrent.Callable;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.deadletter.ThrowableCause;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What writes into a rebuild's schema: each batch with its token in one transaction, that nothing else follows from. */
@Component
class ShadowBatches {
    private final TransactionManager transactions;
    private final TokenStore tokens;
    private final Rebuilds rebuilds;
    private final HeldBack heldBack;
    private final JdbcTemplate jdbc;

    ShadowBatches(
            TransactionManager transactions,
            TokenStore tokens,
            Rebuilds rebuilds,
            HeldBack heldBack,
            JdbcTemplate jdbc) {
        this.transactions = transactions;
        this.tokens = tokens;
        this.rebuilds = rebuilds;
        this.heldBack = heldBack;
        this.jdbc = jdbc;
    }

    /** @throws RebuildFailed when an event cannot be used, unless its entity is held back in the served tables as well */
    void handle(Hold hold, Share share, List<TrackedEventMessage<?>> events) {
        BatchingUnitOfWork<TrackedEventMessage<?>> unit = new BatchingUnitOfWork<>(events);
        TrackingToken last = events.get(events.size() - 1).trackingToken();
        unit.attachTransaction(transactions);
        Unserved.mark(unit);
        unit.onPrepareCommit(
                done -> tokens.storeToken(last, share.group(), share.segment().getSegmentId()));
        done(unit.executeWithResult(() -> {
            if (unit.isFirstMessage()) {
                enter(hold);
            }
            try {
                share.handlers().handle(unit.getMessage());
            } catch (DataAccessException database) {
                throw database; // no event's fault
            } catch (Exception failure) {
                passOver(share.projection(), unit.getMessage(), failure);
            }
            return null;
        }));
        share.reached(last);
    }

    /** Writes down how far the shares are that were offered everything up to {@code passed}. */
    void passed(Hold hold, List<Share> shares, TrackingToken passed) {
        List<Share> moved =
                shares.stream().filter(share -> share.after(passed) != null).toList();
        if (moved.isEmpty()) {
            return;
        }
        inSchema(hold, () -> {
            moved.forEach(share -> tokens.storeToken(
                    share.after(passed), share.group(), share.segment().getSegmentId()));
            return null;
        });
        moved.forEach(share -> share.reached(share.after(passed)));
    }

    /** Does something in the rebuild's schema, in a transaction of its own. */
    <T> T inSchema(Hold hold, Callable<T> work) {
        UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(null);
        unit.attachTransaction(transactions);
        Unserved.mark(unit);
        return done(unit.executeWithResult(() -> {
            enter(hold);
            return work.call();
        }));
    }

    private void enter(Hold hold) {
        rebuilds.fence(hold, false);
        jdbc.query("select set_config('search_path', ?, true)", row -> {}, Rebuild.schema(hold.rebuild()));
    }

    private void passOver(Projection projection, EventMessage<?> event, Exception failure) {
        String stream = event instanceof DomainEventMessage<?> one ? one.getAggregateIdentifier() : "";
        if (heldBack.isHeld(projection, stream)) {
            return;
        }
        ThrowableCause why = TellableCause.of(failure);
        throw new RebuildFailed("%s cannot use event %s of %s, %s: %s (%s)"
                .formatted(
                        projection.name(),
                        event instanceof DomainEventMessage<?> one ? one.getSequenceNumber() : "?",
                        stream,
                        event.getPayloadType().getSimpleName(),
                        why.message(),
                        why.type()));
    }

    private static <T> T done(ResultMessage<T> result) {
        if (result.isExceptional()) {
            Throwable failure = result.exceptionResult();
            throw failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
        }
        return result.getPayload();
    }
}
