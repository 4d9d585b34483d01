package io.shopledger.simulator.webhook;

import io.shopledger.simulator.truth.Topic;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What became of the deliveries since the last reset. Its numbers are cheap to read; {@link #deliveries} is not. */
public final class Tally {
    /** About 200 MB; the oldest are forgotten first, so that a store may run for weeks. */
    private static final int REMEMBERED = 1_000_000;

    private final Map<Topic, Counts> topics = new EnumMap<>(Topic.class);
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private final AtomicLong withheld = new AtomicLong();
    private final Deque<Delivery> remembered = new ArrayDeque<>();

    Tally() {
        for (Topic topic : Topic.values()) {
            topics.put(topic, new Counts());
        }
    }

    void accepted(Delivery delivery) {
        of(delivery).waiting.incrementAndGet();
        synchronized (remembered) {
            remembered.add(delivery);
            if (remembered.size() > REMEMBERED) {
                remembered.poll();
            }
        }
    }

    void tried(Delivery delivery) {
        of(delivery).tried.incrementAndGet();
    }

    void acknowledged(Delivery delivery) {
        delivery.settle(Delivery.State.ACKNOWLEDGED);
        of(delivery).acknowledged.incrementAndGet();
        of(delivery).waiting.decrementAndGet();
    }

    void dropped(Delivery delivery) {
        delivery.settle(Delivery.State.DROPPED);
        of(delivery).dropped.incrementAndGet();
        of(delivery).waiting.decrementAndGet();
    }

    void refused() {
        refused.incrementAndGet();
    }

    void unanswered() {
        unanswered.incrementAndGet();
    }

    void withheld() {
        withheld.incrementAndGet();
    }

    /** Attempts that were answered, but not with 2xx. */
    public long refusals() {
        return refused.get();
    }

    /** Attempts without an answer within five seconds. */
    public long unansweredAttempts() {
        return unanswered.get();
    }

    /** Deliveries that a fault kept from ever being sent. */
    public long withheldDeliveries() {
        return withheld.get();
    }

    public Counts of(Topic topic) {
        Counts counts = topics.get(topic);
        if (counts == null) {
            throw new IllegalArgumentException(topic.wire());
        }
        return counts;
    }

    /** Oldest first; a duplicate and a retelling are deliveries of their own. */
    public List<Line> deliveries() {
        List<Delivery> all;
        synchronized (remembered) {
            all = new ArrayList<>(remembered);
        }
        List<Line> lines = new ArrayList<>(all.size());
        for (Delivery delivery : all) {
            lines.add(new Line(
                    delivery.webhookId().toString(),
                    delivery.topic(),
                    delivery.id(),
                    delivery.state().name().toLowerCase(Locale.ROOT),
                    delivery.attempts()));
        }
        return lines;
    }

    private Counts of(Delivery delivery) {
        return of(delivery.topic());
    }

    /** How often deliveries of one topic were tried, and what became of them. */
    public static final class Counts {
        private final AtomicLong tried = new AtomicLong();
        private final AtomicLong acknowledged = new AtomicLong();
        private final AtomicLong dropped = new AtomicLong();
        private final AtomicLong waiting = new AtomicLong();

        /** Attempts, retries included. */
        public long tried() {
            return tried.get();
        }

        /** Deliveries answered with 2xx. */
        public long acknowledged() {
            return acknowledged.get();
        }

        /** Deliveries given up. */
        public long dropped() {
            return dropped.get();
        }

        /** Deliveries neither acknowledged nor dropped. */
        public long waiting() {
            return waiting.get();
        }
    }

    /** One delivery as it is now. */
    public record Line(String webhookId, Topic topic, long id, String state, int attempts) {}
}
