package io.shopledger.shopify.pull;

import io.shopledger.shopify.graphql.GraphQlClient;
import io.shopledger.shopify.graphql.ShopifyFailure;
import io.shopledger.shopify.graphql.ShopifyFailure.Denied;
import io.shopledger.shopify.graphql.ShopifyFailure.Parked;
import io.shopledger.shopify.graphql.ShopifyFailure.Refused;
import io.shopledger.shopify.graphql.ShopifyFailure.Throttled;
import io.shopledger.shopify.graphql.ShopifyFailure.TooCostly;
import io.shopledger.shopify.graphql.ShopifyFailure.Unreachable;
import io.shopledger.shopify.json.Unreadable;
import io.shopledger.shopify.rounds.Rounds;
import io.shopledger.shopify.staging.PageFailure;
import io.shopledger.shopify.staging.Staging;
import io.shopledger.sync.SyncCommand;
import io.shopledger.sync.SyncCommand.CompleteStep;
import io.shopledger.sync.SyncCommand.FailStep;
import io.shopledger.sync.SyncCommand.ImportPage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Reads what syncs ask for: takes a job, reads a page, stages it with the job's checkpoint, and tells the sync. */
@Component
class PullWorker implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(PullWorker.class);
    private static final int THREADS = 2;
    private static final int MOST_ATTEMPTS = 20;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration AGAIN_SOON = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration PAUSE_AFTER_OWN = Duration.ofSeconds(5);

    /** Shopify's clock and ours differ, and an entity may show a moment after its time: read that much again. */
    private static final Duration OVERLAP = Duration.ofMinutes(2);

    private final PullJobs jobs;
    private final PullPage pages;
    private final PageReader reader;
    private final Staging staging;
    private final CommandGateway commands;
    private final PullSettings settings;
    private final Clock clock;
    private final Rounds rounds;

    PullWorker(
            PullJobs jobs,
            PullPage pages,
            PageReader reader,
            Staging staging,
            CommandGateway commands,
            PullSettings settings,
            GraphQlClient shopify,
            Clock clock) {
        this.jobs = jobs;
        this.pages = pages;
        this.reader = reader;
        this.staging = staging;
        this.commands = commands;
        this.settings = settings;
        this.clock = clock;
        this.rounds = new Rounds("pull", POLL, shopify, this::readNext, jobs::renewLeases);
    }

    /** There is a new job. */
    void wake() {
        rounds.wake();
    }

    @Override
    public void start() {
        if (settings.soleProcess()) {
            jobs.buryTheDead();
        }
        rounds.start(THREADS);
    }

    private boolean readNext() {
        Optional<PullJob> job = jobs.claim();
        job.ifPresent(this::work);
        return job.isPresent();
    }

    private void work(PullJob job) {
        try {
            if (job.page() > 0) {
                tell(imported(job, job.page(), job.lastItems())); // a killed worker may not have told it
            }
            if (!job.readAll()) {
                readPages(job);
            } else if (staging.isDecided(job.name())) {
                complete(job);
            } else {
                jobs.release(job, AGAIN_SOON, false);
            }
        } catch (ShopifyFailure failure) {
            after(failure, job);
        } catch (RuntimeException failure) {
            afterOwn(failure, job);
        } finally {
            jobs.forget(job);
        }
    }

    /** Stays with a job while it has pages: so one sync is not slowed down by taking turns for each. */
    private void readPages(PullJob job) {
        PullJob now = job;
        if (now.page() == 0 && now.expected() == null && !now.retryFailed()) {
            Long expected = reader.count(now);
            if (expected != null) {
                jobs.expect(now, expected);
                now = now.expecting(expected);
            }
        }
        while (rounds.isRunning() && !now.readAll()) {
            Optional<PullJob> next = pages.read(now);
            if (next.isEmpty()) {
                return; // stopped, or another worker's by now
            }
            now = next.get();
            tell(imported(now, now.page(), now.lastItems()));
        }
        jobs.release(now, Duration.ZERO, false);
    }

    private void complete(PullJob job) {
        if (!jobs.holds(job)) {
            return;
        }
        Instant startedAt = job.startedAt() == null ? clock.instant() : job.startedAt();
        Instant readTo = startedAt.minus(OVERLAP);
        tell(new CompleteStep(job.syncId(), job.step(), readTo, jobs.failures(job)));
        jobs.complete(job, readTo);
    }

    /** What went wrong here may go well the next time; what never does must not keep the sync running for ever. */
    private void afterOwn(RuntimeException failure, PullJob job) {
        if (rounds.isRunning() && job.attempts() + 1 >= MOST_ATTEMPTS) {
            String what = failure instanceof Unreadable ? failure.getMessage() : PageFailure.cause(failure);
            fail(job, "unreadable", "A page could not be taken " + MOST_ATTEMPTS + " times in a row: " + what);
            return;
        }
        jobs.release(job, PAUSE_AFTER_OWN, true);
        throw failure;
    }

    private void after(ShopifyFailure failure, PullJob job) {
        if (failure instanceof TooCostly) {
            int asked = Math.min(job.pageSize(), Reads.of(job.step()).largest());
            if (asked > 1) {
                jobs.smallerPages(job, asked);
                jobs.release(job, Duration.ZERO, false);
            } else {
                fail(job, "too-costly", "One entity a page costs more than Shopify allows for one call.");
            }
        } else if (failure instanceof Throttled throttled) {
            jobs.release(job, throttled.pause, false);
        } else if (failure instanceof Unreachable unreachable) {
            if (!rounds.isRunning()) {
                jobs.release(job, Duration.ZERO, false);
            } else if (job.attempts() + 1 >= MOST_ATTEMPTS) {
                fail(
                        job,
                        "unreachable",
                        "Shopify could not be reached " + MOST_ATTEMPTS + " times in a row: " + failure.getMessage());
            } else {
                Duration growing = Duration.ofSeconds(1L << Math.min(job.attempts(), 6));
                Duration pause = unreachable.pause == null ? growing : unreachable.pause;
                jobs.release(job, pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause, true);
            }
        } else if (failure instanceof Denied) {
            fail(
                    job,
                    "access-denied",
                    failure.getMessage() + " Grant the scope to the app, then start the sync again.");
        } else if (failure instanceof Parked parked && parked.reason.isPassing()) {
            jobs.release(job, AGAIN_SOON, false); // nobody takes it while the store is parked
        } else if (failure instanceof Parked parked) {
            fail(job, parked.reason.code(), failure.getMessage());
        } else if (failure instanceof Refused) {
            fail(job, "refused", "Shopify refused the call: " + failure.getMessage());
        }
    }

    private void fail(PullJob job, String reason, String message) {
        if (!jobs.holds(job)) {
            return; // another reads it by now, and perhaps can
        }
        LOG.warn("{} of store {} failed: {} ({})", job.name(), job.store(), reason, message);
        tell(new FailStep(job.syncId(), job.step(), reason, message));
        jobs.remove(job);
    }

    private static ImportPage imported(PullJob job, int page, int items) {
        return new ImportPage(job.syncId(), job.step(), page, items, job.expected());
    }

    private void tell(SyncCommand command) {
        commands.sendAndWait(command, 30, TimeUnit.SECONDS);
    }

    /** Where the process has the role {@code worker}. */
    @Override
    public boolean isAutoStartup() {
        return settings.worker();
    }

    @Override
    public void stop() {
        rounds.stop();
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }
}
