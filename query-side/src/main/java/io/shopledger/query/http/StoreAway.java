package io.shopledger.query.http;

import io.shopledger.observation.EventStoreFailure;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** Tells a database or an event store that is not there from what is wrong with us. */
final class StoreAway {
    private static final int DEEPEST = 20;

    private StoreAway() {}

    static boolean isTheReason(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof EventStoreFailure
                    || cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLException sql && isAway(String.valueOf(sql.getSQLState()))) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** Connections (08), no resources (53), the operator stops it (57). */
    private static boolean isAway(String state) {
        return state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
    }
}
