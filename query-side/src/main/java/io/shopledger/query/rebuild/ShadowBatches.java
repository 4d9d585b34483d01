package io.shopledger.query.rebuild;

import io.shopledger.query.cache.Unserved;
import java.util.List;
import java.util.concurrent.Callable;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.ResultMessage;
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
    private final JdbcTemplate jdbc;

    ShadowBatches(TransactionManager transactions, TokenStore tokens, Rebuilds rebuilds, JdbcTemplate jdbc) {
        this.transactions = transactions;
        this.tokens = tokens;
        this.rebuilds = rebuilds;
        this.jdbc = jdbc;
    }

    /** An event that cannot be used is the filling's to judge. */
    void handle(Filling filling, Share share, List<TrackedEventMessage<?>> events) {
        BatchingUnitOfWork<TrackedEventMessage<?>> unit = new BatchingUnitOfWork<>(events);
        TrackingToken last = events.get(events.size() - 1).trackingToken();
        unit.attachTransaction(transactions);
        Unserved.mark(unit);
        unit.onPrepareCommit(
                done -> tokens.storeToken(last, share.group(), share.segment().getSegmentId()));
        done(unit.executeWithResult(() -> {
            if (unit.isFirstMessage()) {
                enter(filling);
            }
            try {
                share.handlers().handle(unit.getMessage());
            } catch (DataAccessException database) {
                throw database; // no event's fault
            } catch (Exception failure) {
                filling.cannotUse(share.projection(), unit.getMessage(), failure);
            }
            return null;
        }));
        share.reached(last);
    }

    /** Writes down how far the shares are that were offered everything up to {@code passed}. */
    void passed(Filling filling, List<Share> shares, TrackingToken passed) {
        List<Share> moved =
                shares.stream().filter(share -> share.after(passed) != null).toList();
        if (moved.isEmpty()) {
            return;
        }
        inSchema(filling, () -> {
            moved.forEach(share -> tokens.storeToken(
                    share.after(passed), share.group(), share.segment().getSegmentId()));
            return null;
        });
        moved.forEach(share -> share.reached(share.after(passed)));
    }

    /** Does something in its schema, in a transaction of its own. */
    <T> T inSchema(Filling filling, Callable<T> work) {
        UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(null);
        unit.attachTransaction(transactions);
        Unserved.mark(unit);
        return done(unit.executeWithResult(() -> {
            enter(filling);
            return work.call();
        }));
    }

    private void enter(Filling filling) {
        rebuilds.fence(filling.hold(), false);
        jdbc.query("select set_config('search_path', ?, true)", row -> {}, filling.schema());
    }

    private static <T> T done(ResultMessage<T> result) {
        if (result.isExceptional()) {
            Throwable failure = result.exceptionResult();
            throw failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
        }
        return result.getPayload();
    }
}
