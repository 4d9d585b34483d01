package io.shopledger.shopify.governor;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.jdbc.core.JdbcTemplate;

/** A governor for tests in other rooms. */
public final class Governors {
    private Governors() {}

    public static Governor on(SettableTime time, MeterRegistry meters) {
        return new Governor(new GovernorSettings(0.8, 30), meters, time, time, new SizesInMemory());
    }

    /** As after a restart: it knows what is kept, and nothing else. */
    public static Governor restarted(JdbcTemplate jdbc) {
        SettableTime time = new SettableTime();
        return new Governor(
                new GovernorSettings(0.8, 30), new SimpleMeterRegistry(), time, time, new PostgresKnownSizes(jdbc));
    }
}
