package io.shopledger.shopify.pull;

import io.shopledger.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Settings of pulls. */
@Component
class PullSettings {
    /** What Shopify gives at most. */
    private static final int LARGEST_PAGE = 250;

    private final int batchSize;
    private final boolean soleProcess;
    private final boolean worker;

    /**
     * @param batchSize entities a page at most, 1 to 250; a page that costs too much is made smaller
     * @param soleProcess whether nobody else can be at this database: then leases left by a killed process are void
     * @param roles of this process
     */
    PullSettings(
            @Value("${SYNC_BATCH_SIZE:250}") int batchSize,
            @Value("${shopledger.sole-process:false}") boolean soleProcess,
            @Value("${shopledger.roles:}") String roles) {
        if (batchSize < 1 || batchSize > LARGEST_PAGE) {
            throw new IllegalArgumentException(
                    "SYNC_BATCH_SIZE is " + batchSize + "; give a number of entities a page from 1 to " + LARGEST_PAGE);
        }
        this.batchSize = batchSize;
        this.soleProcess = soleProcess;
        this.worker = Role.WORKER.isIn(roles);
    }

    int pageSize(@Nullable Integer asked) {
        return asked == null ? batchSize : Math.max(1, Math.min(asked, LARGEST_PAGE));
    }

    boolean soleProcess() {
        return soleProcess;
    }

    /** @return whether this process works on what is waiting */
    boolean worker() {
        return worker;
    }
}
