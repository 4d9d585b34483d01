package io.shopledger.shopify.webhook;

import io.shopledger.shopify.staging.PageFailure;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps deliveries. All that came in while the last commit ran shares the next one: one transaction, one flush to disk for
 * many requests, and no added wait when there is only one.
 */
@Component
class Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final int WAITING_REQUESTS = 2_000;
    private static final int DELIVERIES_A_COMMIT = 256;

    /** Shopify waits 5 s for an answer. */
    private static final int PATIENCE_MILLIS = 4_500;

    private final InboxTable table;
    private final InboxSignal signal;
    private final BlockingQueue<Request> requests = new ArrayBlockingQueue<>(WAITING_REQUESTS);
    private final Thread writer = new Thread(this::write, "inbox");
    private volatile boolean open = true;

    Inbox(InboxTable table, InboxSignal signal) {
        this.table = table;
        this.signal = signal;
        writer.start();
    }

    private record Request(Delivery delivery, CompletableFuture<Void> durable) {}

    /**
     * Returns when the delivery is durable.
     *
     * @throws Overloaded when it could not be kept in time; it may be kept all the same, and is then known again
     */
    void keep(Delivery delivery) {
        Request request = new Request(delivery, new CompletableFuture<>());
        if (!open || !requests.offer(request)) {
            throw new Overloaded("The inbox is full");
        }
        try {
            request.durable().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new Overloaded("The database did not keep the delivery in time");
        } catch (ExecutionException failure) {
            throw new Overloaded("The database could not keep the delivery");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Overloaded("The service is stopping");
        }
    }

    private void write() {
        List<Request> batch = new ArrayList<>(DELIVERIES_A_COMMIT);
        while (open || !requests.isEmpty()) {
            try {
                Request first = requests.poll(200, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                batch.add(first);
                requests.drainTo(batch, DELIVERIES_A_COMMIT - 1);
                keep(batch);
                signal.arrived();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error failure) { // whatever it is, the next ones are to be kept
                LOG.warn("Deliveries could not be kept and are answered with 503: {}", PageFailure.cause(failure));
                batch.forEach(request -> request.durable().completeExceptionally(failure));
            } finally {
                batch.clear();
            }
        }
    }

    /** One delivery that the database cannot hold does not take the others with it. */
    private void keep(List<Request> batch) {
        try {
            table.insert(batch.stream().map(Request::delivery).toList());
            batch.forEach(request -> request.durable().complete(null));
        } catch (RuntimeException failure) {
            if (batch.size() == 1 || !PageFailure.isAnItems(failure)) {
                throw failure;
            }
            keep(batch.subList(0, batch.size() / 2));
            keep(batch.subList(batch.size() / 2, batch.size()));
        }
    }

    @PreDestroy
    void close() throws InterruptedException {
        open = false;
        writer.join(PATIENCE_MILLIS);
    }
}
