package io.shopledger.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.observation.EventStoreFailure;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.CannotCreateTransactionException;

class StoreAwayTest {
    @Test
    void databaseOrEventStoreAway_isSeenThroughWhatWrapsIt() {
        assertThat(StoreAway.isTheReason(new EventStoreFailure(new IllegalStateException())))
                .isTrue();
        assertThat(StoreAway.isTheReason(
                        new CannotCreateTransactionException("no", new SQLTransientConnectionException("no"))))
                .isTrue();
        assertThat(StoreAway.isTheReason(new IllegalStateException(new SQLException("refused", "08001"))))
                .isTrue();
        assertThat(StoreAway.isTheReason(new SQLException("shutting down", "57P01")))
                .isTrue();
    }

    @Test
    void whatIsWrongWithUs_isNot() {
        assertThat(StoreAway.isTheReason(new IllegalStateException("a rule"))).isFalse();
        assertThat(StoreAway.isTheReason(new SQLException("no such column", "42703")))
                .isFalse();
        assertThat(StoreAway.isTheReason(new SQLException("cancelled, it took too long", "57014")))
                .isFalse();
        assertThat(StoreAway.isTheReason(new SQLException())).isFalse();
    }
}
