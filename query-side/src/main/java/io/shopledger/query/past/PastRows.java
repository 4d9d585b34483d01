package io.shopledger.query.past;

import io.shopledger.query.http.NotFound;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Has a request read the rows that it asks for: a store's as of a moment are in a schema of their own, in tables of the same names. */
@Component
public class PastRows {
    private static final ThreadLocal<@Nullable Asked> CURRENT = new ThreadLocal<>();

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    PastRows(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setReadOnly(true);
    }

    /** The rows of a moment that a request asks for. @param schema where they are */
    public record Asked(long id, Instant knownAt, String schema) {}

    /** From here on this thread's request is about these. */
    public static void enter(Asked asked) {
        CURRENT.set(asked);
    }

    public static void leave() {
        CURRENT.remove();
    }

    /** @return empty for rows of now */
    public Optional<Asked> asked() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** @throws NotFound when they were dropped just now */
    public <T> T read(Supplier<T> rows) {
        Asked asked = CURRENT.get();
        if (asked == null) {
            return rows.get();
        }
        try {
            return transaction.execute(status -> {
                jdbc.query("select set_config('search_path', ?, true)", row -> {}, asked.schema());
                return rows.get();
            });
        } catch (DataAccessException | PersistenceException failure) {
            if (isGone(asked)) {
                throw gone(asked.id());
            }
            throw failure;
        }
    }

    private boolean isGone(Asked asked) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select to_regclass(?) is null", Boolean.class, asked.schema() + ".shopify_orders"));
    }

    public static NotFound gone(long id) {
        return new NotFound(
                ("There is no store as of a moment with as_of_id %d; it may have expired or been dropped. List them:"
                                + " /api/v1/audit/as-of?store_id=…; make another: POST /api/v1/audit/as-of")
                        .formatted(id));
    }
}
