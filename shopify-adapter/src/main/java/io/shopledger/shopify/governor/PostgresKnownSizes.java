package io.shopledger.shopify.governor;

import io.shopledger.StoreId;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Sizes of budgets in {@code ledger.store}. */
@Component
class PostgresKnownSizes implements KnownSizes {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresKnownSizes.class);

    private final JdbcTemplate jdbc;

    PostgresKnownSizes(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Size> of(StoreId store) {
        return jdbc
                .query(
                        "select budget_maximum, budget_restore_rate from ledger.store"
                                + " where id = ? and budget_maximum > 0 and budget_restore_rate > 0",
                        (row, n) -> new Size(row.getDouble(1), row.getDouble(2)),
                        store.value())
                .stream()
                .findFirst();
    }

    @Override
    public boolean keep(StoreId store, Size size) {
        try {
            jdbc.update(
                    "update ledger.store set budget_maximum = ?, budget_restore_rate = ? where id = ?",
                    size.maximum(),
                    size.restoreRate(),
                    store.value());
            return true;
        } catch (DataAccessException failure) { // the call that told it was answered, and must not fail for this
            LOG.debug("The size of the budget of store {} is kept another time", store, failure);
            return false;
        }
    }
}
