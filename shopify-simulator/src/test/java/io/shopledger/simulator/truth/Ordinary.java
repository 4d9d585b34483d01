package io.shopledger.simulator.truth;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** A store such as many tests begin with. */
final class Ordinary {
    static final Instant START = Instant.parse("2026-03-10T12:00:00Z");
    static final Clock STANDING = Clock.fixed(START.plusMillis(250), ZoneOffset.UTC);

    private Ordinary() {}

    static Seed seed(int orders) {
        return new Seed("demo.myshopify.com", 7, orders, 50, 40, START);
    }

    static Truth truth(int orders) {
        return new Truth(seed(orders), STANDING, null, change -> {});
    }
}
