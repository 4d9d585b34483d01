package io.shopledger.shopify.staging;

import io.shopledger.observation.EventStoreFailure;
import io.shopledger.observation.LeaseLost;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionException;

/** Tells a failure that is one observation's own from one of the store, the connection, a lease or a conflict. */
public final class PageFailure {
    private PageFailure() {}

    /** @return whether deciding the others without it may succeed; else the same page is worth another try */
    public static boolean isAnItems(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof LeaseLost
                    || cause instanceof EventStoreFailure
                    || cause instanceof TransactionException) {
                return false;
            }
            if (cause instanceof SQLException sql) {
                return isAboutData(sql.getSQLState());
            }
        }
        return true;
    }

    /** @return the innermost reason by class and, where it is the database's, by its code: data stays out of it */
    public static String cause(Throwable failure) {
        Throwable innermost = innermost(failure);
        String code = innermost instanceof SQLException sql ? " " + sql.getSQLState() : "";
        return innermost.getClass().getSimpleName() + code;
    }

    /** @return the {@link #cause}, and which line of ours it came from */
    public static String causeAndPlace(Throwable failure) {
        Throwable innermost = innermost(failure);
        return Arrays.stream(innermost.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("io.shopledger."))
                .findFirst()
                .map(frame -> cause(failure) + " at " + frame.getFileName() + ":" + frame.getLineNumber())
                .orElseGet(() -> cause(failure));
    }

    private static Throwable innermost(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null && innermost.getCause() != innermost) {
            innermost = innermost.getCause();
        }
        return innermost;
    }

    /** Class 22: data that a column cannot hold. Classes 08, 23, 25, 40, 53, 55, 57 and 58 are the store's or a conflict's. */
    private static boolean isAboutData(@Nullable String state) {
        return state != null && state.startsWith("22");
    }
}
