package io.shopledger.app.demo;

import io.shopledger.simulator.Plan;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What the demo's store is like.
 *
 * @param liveRate changes a second
 * @param plan a Shopify plan, whose call limits the simulator keeps
 * @param running a simulator that already runs; else one is started here
 */
public record DemoSettings(
        int products,
        int orders,
        int customers,
        long seed,
        double liveRate,
        int simulatorPort,
        Plan plan,
        @Nullable URI running) {}
