package io.shopledger.shopify.governor;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Settings of the governor. */
@Component
class GovernorSettings {
    private static final double LEAST_SHARE = 0.1;

    private final double backgroundShare;
    private final Duration patience;

    /**
     * @param backgroundShare part of the bucket that syncs may use, from 0.1 to 1; the rest waits for people
     * @param patienceSeconds how long a person's call waits for points; one in the background waits ten times as long
     */
    GovernorSettings(
            @Value("${SHOPLEDGER_GOVERNOR_BACKGROUND_SHARE:0.8}") double backgroundShare,
            @Value("${SHOPLEDGER_GOVERNOR_PATIENCE_SECONDS:30}") int patienceSeconds) {
        if (!(backgroundShare >= LEAST_SHARE && backgroundShare <= 1)) {
            throw new IllegalArgumentException("SHOPLEDGER_GOVERNOR_BACKGROUND_SHARE is " + backgroundShare
                    + "; give a part of the bucket from 0.1 to 1");
        }
        if (patienceSeconds < 1 || patienceSeconds > 600) {
            throw new IllegalArgumentException("SHOPLEDGER_GOVERNOR_PATIENCE_SECONDS is " + patienceSeconds
                    + "; give a number of seconds from 1 to 600");
        }
        this.backgroundShare = backgroundShare;
        this.patience = Duration.ofSeconds(patienceSeconds);
    }

    double backgroundShare() {
        return backgroundShare;
    }

    Duration patience(Priority priority) {
        return priority == Priority.PEOPLE ? patience : patience.multipliedBy(10);
    }
}
