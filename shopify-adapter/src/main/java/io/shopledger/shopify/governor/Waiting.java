package io.shopledger.shopify.governor;

import java.time.Duration;

/** How one waits: for real, or in tests by moving the clock. */
@FunctionalInterface
public interface Waiting {
    void pause(Duration duration) throws InterruptedException;
}
