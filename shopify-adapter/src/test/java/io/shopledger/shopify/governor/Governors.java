package io.shopledger.shopify.governor;

import io.micrometer.core.instrument.MeterRegistry;

/** A governor for tests in other rooms. */
public final class Governors {
    private Governors() {}

    public static Governor on(SettableTime time, MeterRegistry meters) {
        return new Governor(new GovernorSettings(0.8, 30), meters, time, time);
    }
}
