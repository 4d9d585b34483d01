package io.shopledger.shopify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.StoreId;
import io.shopledger.observation.Observation;
import io.shopledger.webhook.DeliveryLedger.Row;
import io.shopledger.webhook.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Received is duplicate and waiting and applied and unchanged and stale and handled and dead and discarded: at any time. */
class LedgerTest {
    private static final int INTERLEAVINGS = 200;
    private static final int WRITERS = 3;
    private static final int STEPS = 12;
    private static final List<String> TOPICS = List.of("orders/create", "orders/updated", "shop/update");
    private static final List<Outcome> OUTCOMES =
            List.of(Outcome.APPLIED, Outcome.UNCHANGED, Outcome.STALE, Outcome.DEAD);

    @Test
    void rowsAddUp_inEveryInterleavingWhileWritersRun() throws Exception {
        try (WayIn in = new WayIn()) {
            RecordingDecider decider = new RecordingDecider(in, "one");
            decider.verdict = LedgerTest::verdict;
            in.dispatcher(decider).start();
            in.dispatcher(decider).start();
            AtomicBoolean running = new AtomicBoolean(true);
            AtomicLong reads = new AtomicLong();
            ConcurrentLinkedQueue<Row> wrong = new ConcurrentLinkedQueue<>();
            ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1);
            Future<?> reader = threads.submit(() -> {
                while (running.get()) {
                    for (long store : new long[] {0, in.store.value()}) {
                        in.ledger.rows(store).stream()
                                .filter(row -> !WayIn.addsUp(row))
                                .forEach(wrong::add);
                    }
                    reads.incrementAndGet();
                }
            });
            Map<String, AtomicLong> sent = new TreeMap<>();
            for (String topic : TOPICS) {
                sent.put(topic, new AtomicLong());
                sent.put("0 " + topic, new AtomicLong());
            }
            for (int seed = 0; seed < INTERLEAVINGS; seed++) {
                List<Future<?>> writers = new ArrayList<>();
                for (int writer = 0; writer < WRITERS; writer++) {
                    Random random = new Random(seed * 31L + writer);
                    String name = seed + "." + writer + ".";
                    writers.add(threads.submit(() -> write(in, random, name, sent)));
                }
                for (Future<?> writer : writers) {
                    writer.get();
                }
                assertThat(wrong).as("seed %d", seed).isEmpty();
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> in.waiting() == 0);
            running.set(false);
            reader.get();
            threads.shutdown();
            assertThat(wrong).isEmpty();
            assertThat(reads.get()).isGreaterThan(INTERLEAVINGS);
            for (String topic : TOPICS) {
                assertThat(row(in, in.store.value(), topic).received())
                        .isEqualTo(sent.get(topic).get());
                assertThat(row(in, 0, topic).received())
                        .isEqualTo(sent.get("0 " + topic).get());
            }
            assertThat(countedByTheRows(in)).isEqualTo(counted(in));
            for (Outcome outcome : Outcome.values()) {
                if (outcome != Outcome.WAITING) {
                    assertThat(counted(in).keySet())
                            .as("each outcome happened")
                            .anyMatch(key -> key.endsWith(outcome.word()));
                }
            }
        }
    }

    @Test
    void storeWithoutDeliveries_hasNoRows() {
        try (WayIn in = new WayIn()) {
            assertThat(in.ledger.of(new StoreId(99))).isEmpty();
        }
    }

    private static void write(WayIn in, Random random, String name, Map<String, AtomicLong> sent) {
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(8)) {
                case 0 -> letter(in, random).forEach(in.letters::retry);
                case 1 -> letter(in, random).forEach(in.letters::discard);
                default -> {
                    String topic = TOPICS.get(random.nextInt(TOPICS.size()));
                    boolean unknown = random.nextInt(8) == 0;
                    WayIn.Said said = in.said().topic(topic).webhook(name + random.nextInt(STEPS));
                    in.keep(unknown ? said.ofUnknownShop() : said, WayIn.order(1 + random.nextInt(50)));
                    sent.get((unknown ? "0 " : "") + topic).incrementAndGet();
                }
            }
        }
    }

    private static List<Long> letter(WayIn in, Random random) {
        return in.letters.after(random.nextInt(4) == 0 ? 0 : in.store.value(), 0, 5).stream()
                .map(DeadLetters.DeadLetter::id)
                .skip(random.nextInt(3))
                .limit(1)
                .toList();
    }

    private static Outcome verdict(Observation seen) {
        Outcome outcome = OUTCOMES.get(Math.floorMod(seen.origin().id().hashCode(), 7) % OUTCOMES.size());
        if (outcome == Outcome.DEAD) {
            throw new IllegalStateException("not to be decided");
        }
        return outcome;
    }

    private static Row row(WayIn in, long store, String topic) {
        return in.ledger.rows(store).stream()
                .filter(row -> row.topic().equals(topic))
                .findFirst()
                .orElseThrow();
    }

    /** What the ledger says, but for what is no row: repetitions are only counted. */
    private static Map<String, Long> counted(WayIn in) {
        Map<String, Long> counted = new TreeMap<>();
        for (long store : new long[] {0, in.store.value()}) {
            for (Row row : in.ledger.rows(store)) {
                row.outcomes().forEach((outcome, count) -> {
                    if (count > 0) {
                        counted.put(store + " " + row.topic() + " " + outcome.word(), count);
                    }
                });
            }
        }
        return counted;
    }

    private static Map<String, Long> countedByTheRows(WayIn in) {
        Map<String, Long> counted = new TreeMap<>(counted(in));
        counted.keySet().removeIf(key -> !key.endsWith(Outcome.DUPLICATE.word()));
        in.jdbc.query(
                "select i.store_id || ' ' || i.topic || ' ' || coalesce(o.outcome,"
                        + " case when d.inbox_id is null then 'waiting' else 'dead' end), count(*) from ledger.inbox i"
                        + " left join ledger.outcome o on o.inbox_id = i.id"
                        + " left join ledger.dead_letter d on d.inbox_id = i.id group by 1",
                row -> {
                    counted.put(row.getString(1), row.getLong(2));
                });
        return counted;
    }
}
