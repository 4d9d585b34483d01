package io.shopledger.shopify.webhook;

import io.shopledger.observation.LeaseLost;
import io.shopledger.observation.PageDecider;
import io.shopledger.shopify.staging.Leases;
import io.shopledger.shopify.staging.PageFailure;
import io.shopledger.shopify.staging.StagedPages;
import io.shopledger.shopify.vault.SubjectKeys;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Cuts pages from the inbox and has them decided, in turn with pages of what was pulled. Each worker thread has its share of this process's partitions, and a page
 * may span all of them: so pages are full as soon as there is enough to do, whatever entities it is about.
 */
@Component
class Dispatcher implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final int WORKERS = 2;
    private static final int DELIVERIES_A_PAGE = 250;
    private static final long SMALL_PAGE_NANOS = 100_000_000;
    private static final int POLL_MILLIS = 1_000;
    private static final int RENEW_MILLIS = 2_000;

    /** In memory at once; a page of one is cut all the same. */
    private static final int BYTES_A_PAGE = 16 << 20;

    private static final String NEXT = """
            select rank, id, partition, store_id, topic, webhook_id, triggered_at, received_at, body
              from (select w.rank, w.id, w.partition, i.store_id, i.topic, i.webhook_id, i.triggered_at, i.received_at,
                           i.body, sum(i.body_bytes) over (order by w.rank, w.id) - i.body_bytes as bytes_before
                      from (select rank, id, partition from ledger.waiting where partition = any(?::smallint[])
                             order by rank, id limit ?) w
                      join ledger.inbox i on i.id = w.id) next
             where bytes_before < ?
             order by rank, id
            """;

    private final JdbcTemplate jdbc;
    private final DeliveryReader reader;
    private final Acting acting;
    private final SubjectKeys keys;
    private final PageDecider decider;
    private final OutcomeTables outcomes;
    private final InboxSignal signal;
    private final Leases leases;
    private final StagedPages staged;
    private final Rush rush;
    private final boolean soleProcess;
    private final boolean worker;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    Dispatcher(
            JdbcTemplate jdbc,
            DeliveryReader reader,
            Acting acting,
            SubjectKeys keys,
            PageDecider decider,
            OutcomeTables outcomes,
            InboxSignal signal,
            Leases leases,
            StagedPages staged,
            Rush rush,
            WebhookSettings settings) {
        this.jdbc = jdbc;
        this.reader = reader;
        this.acting = acting;
        this.keys = keys;
        this.decider = decider;
        this.outcomes = outcomes;
        this.signal = signal;
        this.leases = leases;
        this.staged = staged;
        this.rush = rush;
        this.soleProcess = settings.soleProcess();
        this.worker = settings.worker();
    }

    @Override
    public void start() {
        running = true;
        if (soleProcess) {
            leases.buryTheDead();
        }
        leases.renew();
        thread("leases", this::renew);
        for (int worker = 0; worker < WORKERS; worker++) {
            int number = worker;
            thread("pages-" + number, () -> work(number));
        }
    }

    private void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        threads.add(thread);
        thread.start();
    }

    private void renew() {
        while (running) {
            try {
                Thread.sleep(RENEW_MILLIS);
                leases.renew();
            } catch (InterruptedException stopping) {
                return;
            } catch (RuntimeException failure) {
                LOG.warn("Leases could not be renewed: {}", failure.getMessage());
            }
        }
    }

    private void work(int worker) {
        while (running) {
            try {
                long arrivals = signal.arrivals();
                long start = System.nanoTime();
                List<Integer> partitions = partitions(worker);
                List<WaitingDelivery> next = next(partitions);
                if (!next.isEmpty()) {
                    decide(next, worker);
                }
                int pulled = staged.decideNext(partitions); // in turn, so that neither starves the other
                if (next.isEmpty() && pulled == 0) {
                    signal.await(arrivals, POLL_MILLIS);
                } else {
                    if (Math.max(next.size(), pulled) < DELIVERIES_A_PAGE) {
                        letMoreArrive(start);
                    }
                    rush.giveWay(start);
                }
            } catch (InterruptedException stopping) {
                return;
            } catch (LeaseLost lost) {
                LOG.info("{}; it goes on there", lost.getMessage());
            } catch (RuntimeException | Error failure) { // whatever it is, the thread must go on
                if (running) { // stopping interrupts what is under way
                    LOG.warn("A page is decided again: {}", PageFailure.cause(failure));
                }
                pause();
            }
        }
    }

    /** A page costs a commit here and one in each projection, however many it decides: so at most ten small ones a second. */
    private static void letMoreArrive(long start) throws InterruptedException {
        long left = SMALL_PAGE_NANOS - (System.nanoTime() - start);
        if (left > 0) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }

    private List<Integer> partitions(int worker) {
        return leases.held().stream()
                .filter(partition -> partition % WORKERS == worker)
                .toList();
    }

    private List<WaitingDelivery> next(List<Integer> partitions) {
        if (partitions.isEmpty()) {
            return List.of();
        }
        return jdbc.query(
                NEXT,
                query -> {
                    query.setArray(1, query.getConnection().createArrayOf("int2", partitions.toArray()));
                    query.setInt(2, DELIVERIES_A_PAGE);
                    query.setInt(3, BYTES_A_PAGE);
                },
                (row, n) -> {
                    OffsetDateTime triggeredAt = row.getObject(7, OffsetDateTime.class);
                    return new WaitingDelivery(
                            row.getLong(1),
                            row.getLong(2),
                            row.getInt(3),
                            row.getLong(4),
                            row.getString(5),
                            row.getString(6),
                            triggeredAt == null ? null : triggeredAt.toInstant(),
                            row.getObject(8, OffsetDateTime.class).toInstant(),
                            row.getBytes(9));
                });
    }

    /** Halves a page until the item is found that cannot be decided. What is no item's fault repeats the whole page. */
    private void decide(List<WaitingDelivery> deliveries, int worker) {
        try {
            SubjectKeys.Ring ring = keys.ring();
            List<Reading> readings =
                    reader.read(deliveries, ring).stream().map(acting::act).toList();
            decider.decide(new InboxPage(readings, ring, leases, outcomes, worker + 1));
            ring.keep();
        } catch (RuntimeException failure) {
            if (!running || !PageFailure.isAnItems(failure)) { // stopping interrupts: that is no item's fault either
                throw failure;
            }
            if (deliveries.size() > 1) {
                int half = deliveries.size() / 2;
                decide(deliveries.subList(0, half), worker);
                decide(deliveries.subList(half, deliveries.size()), worker);
            } else {
                die(deliveries.get(0), failure, worker);
            }
        }
    }

    private void die(WaitingDelivery delivery, RuntimeException failure, int worker) {
        LOG.warn("Delivery {} is a dead letter: {}", delivery.id(), PageFailure.causeAndPlace(failure));
        DeadReason reason = new DeadReason("undecidable", "It could not be decided: " + PageFailure.cause(failure));
        decider.decide(
                new InboxPage(List.of(new Reading.Dead(delivery, reason)), keys.ring(), leases, outcomes, worker + 1));
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where the process has the role {@code worker}. */
    @Override
    public boolean isAutoStartup() {
        return worker;
    }

    @Override
    public void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join(5_000);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }
        leases.release();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
