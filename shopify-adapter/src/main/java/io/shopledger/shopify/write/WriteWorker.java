package io.shopledger.shopify.write;

import io.shopledger.shopify.graphql.GraphQlClient;
import io.shopledger.shopify.staging.PageFailure;
import io.shopledger.write.ProductWriteCommand.SendProductWrite;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Takes product writes as durable jobs, and sends them one after the other. */
@Component
class WriteWorker implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(WriteWorker.class);
    private static final long POLL_MILLIS = 500;

    private final WriteJobs jobs;
    private final ProductWriter writer;
    private final GraphQlClient shopify;
    private final boolean soleProcess;
    private final Semaphore asked = new Semaphore(0);
    private @Nullable Thread thread;
    private volatile boolean running;

    WriteWorker(
            WriteJobs jobs,
            ProductWriter writer,
            GraphQlClient shopify,
            @Value("${shopledger.sole-process:false}") boolean soleProcess) {
        this.shopify = shopify;
        this.jobs = jobs;
        this.writer = writer;
        this.soleProcess = soleProcess;
    }

    @CommandHandler
    void handle(SendProductWrite command) {
        jobs.add(command);
        asked.release();
    }

    @Override
    public void start() {
        running = true;
        if (soleProcess) {
            jobs.buryTheDead();
        }
        Thread worker = new Thread(this::work, "product-writes");
        thread = worker;
        worker.start();
    }

    private void work() {
        while (running) {
            try {
                Optional<WriteJob> job = jobs.claim();
                if (job.isPresent()) {
                    send(job.get());
                } else if (asked.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    asked.drainPermits();
                }
            } catch (InterruptedException stopping) {
                return;
            } catch (RuntimeException | Error failure) { // whatever it is, the thread must go on
                LOG.warn("Product writes go on in a moment: {}", PageFailure.cause(failure));
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(WriteJob job) {
        try {
            writer.send(job);
        } catch (RuntimeException failure) {
            jobs.again(job, Duration.ofSeconds(5), true);
            throw failure;
        }
    }

    @Override
    public void stop() {
        running = false;
        Thread worker = thread;
        if (worker != null) {
            shopify.stop(List.of(worker));
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
