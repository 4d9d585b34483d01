package io.shopledger.shopify.governor;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** A governor for tests in other rooms. */
public final class Governors {
    private Governors() {}

    public static Governor on(SettableTime time, MeterRegistry meters) {
        return new Governor(new GovernorSettings(0.8, 30), meters, time, time, new BucketsInMemory(time));
    }

    /** As another process has it: it knows what is in the database, and nothing else. */
    public static Governor another(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        GovernorSettings settings = new GovernorSettings(0.8, 30);
        Clock clock = Clock.systemUTC();
        return new Governor(
                settings,
                new SimpleMeterRegistry(),
                clock,
                duration -> Thread.sleep(duration.toMillis()),
                new PostgresBuckets(jdbc, transactions, settings, clock));
    }
}
