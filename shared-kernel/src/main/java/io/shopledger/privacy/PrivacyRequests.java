package io.shopledger.privacy;

import io.shopledger.StoreId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The demands concerning personal data. The adapter implements it. */
public interface PrivacyRequests {
    /** Shopify gives so long. */
    Duration TERM = Duration.ofDays(30);

    /** One that is open for longer is told of by {@code /health}. */
    Duration ALARM = Duration.ofDays(20);

    /** @param before the last one of the page before; {@link Long#MAX_VALUE} to begin. @return the latest first */
    List<PrivacyRequest> of(StoreId store, long before, int limit);

    Optional<PrivacyRequest> find(long id);

    /** Marks a request for data as done; one that is done stays as it is. @param by who says so */
    void done(long id, String by);

    /** @return how many are open for longer than {@link #ALARM} */
    long overdue();
}
