package io.shopledger.shopify.governor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A clock that stands still until someone waits: then it jumps. */
public final class SettableTime extends Clock implements Waiting {
    private Instant now = Instant.parse("2026-11-01T12:00:00Z");
    private final List<Duration> pauses = new ArrayList<>();

    @Override
    public synchronized void pause(Duration duration) {
        pauses.add(duration);
        now = now.plus(duration);
    }

    public synchronized void pass(Duration duration) {
        now = now.plus(duration);
    }

    /** @return all that was waited, in order */
    public synchronized List<Duration> pauses() {
        return List.copyOf(pauses);
    }

    public synchronized Duration waited() {
        return pauses.stream().reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
