package io.shopledger.simulator.truth;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a store begins with: equal seeds grow into equal stores.
 *
 * @param startedAt whole seconds; the orders are spread over the 60 days before it
 */
public record Seed(String shop, long seed, int orders, int products, int customers, Instant startedAt) {
    private static final Duration PAST = Duration.ofDays(60);

    public Seed {
        startedAt = startedAt.truncatedTo(ChronoUnit.SECONDS);
    }

    NewOrders newOrders() {
        return new NewOrders(shop, new People(seed, customers), new Catalogue(seed, products));
    }

    List<OrderState> grow(Ids ids) {
        NewOrders newOrders = newOrders();
        List<OrderState> grown = new ArrayList<>(orders);
        for (int i = 0; i < orders; i++) {
            Random random = new Random(seed * 31_337 + i);
            random.nextInt(); // the first number of neighbouring seeds is nearly the same
            double share = (i + random.nextDouble()) / orders;
            Instant now = startedAt.minus(PAST).plusSeconds((long) (share * PAST.toSeconds()));
            ObjectNode order = newOrders.place(new Moment(random, now, ids));
            int steps = random.nextInt(6);
            for (int step = 0; step < steps; step++) {
                long left = now.until(startedAt, ChronoUnit.SECONDS);
                now = now.plusSeconds((long) (random.nextDouble() * Math.min(left, 200_000)));
                Life.goOn(order, new Moment(random, now, ids));
            }
            grown.add(new OrderState(
                    order.get("id").asLong(),
                    order.get("updated_at").asString(),
                    now.plusNanos(i + 1L),
                    false,
                    PackedJson.of(order)));
        }
        return grown;
    }
}
