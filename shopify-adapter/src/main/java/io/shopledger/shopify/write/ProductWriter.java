package io.shopledger.shopify.write;

import io.shopledger.shopify.graphql.ParkedReason;
import io.shopledger.shopify.graphql.ShopifyFailure;
import io.shopledger.shopify.graphql.ShopifyFailure.Denied;
import io.shopledger.shopify.graphql.ShopifyFailure.Parked;
import io.shopledger.shopify.graphql.ShopifyFailure.Refused;
import io.shopledger.shopify.graphql.ShopifyFailure.Throttled;
import io.shopledger.shopify.graphql.ShopifyFailure.Unreachable;
import io.shopledger.write.ProductWriteCommand;
import io.shopledger.write.ProductWriteCommand.RejectProductWrite;
import io.shopledger.write.ProductWriteCommand.UserError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/** Sends one write so that it has its effect once: what was perhaps sent is looked for before it is sent again. */
@Component
class ProductWriter {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration PARKED = Duration.ofMinutes(5);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final WriteJobs jobs;
    private final List<Writing> ways;
    private final CommandGateway commands;

    ProductWriter(WriteJobs jobs, List<Writing> ways, CommandGateway commands) {
        this.jobs = jobs;
        this.ways = ways;
        this.commands = commands;
    }

    void send(WriteJob job) {
        Writing way = way(job.wish());
        try {
            Optional<ProductWriteCommand> before = job.sent() ? way.found(job) : Optional.empty();
            if (before.isPresent()) {
                end(job, before.get());
            } else if (jobs.sending(job)) {
                sendNow(job, way);
            }
        } catch (Denied denied) {
            reject(
                    job,
                    "ACCESS_DENIED",
                    denied.getMessage() + unknown(job) + " Grant the scope to the app, then ask again.");
        } catch (ShopifyFailure failure) {
            if (failure instanceof Parked parked && parked.reason == ParkedReason.DISCONNECTED) {
                reject(job, "store-disconnected", failure.getMessage() + "." + unknown(job));
            } else {
                jobs.again(job, pause(failure, job.attempts()), true);
            }
        }
    }

    private void sendNow(WriteJob job, Writing way) {
        ProductWriteCommand end;
        try {
            end = way.send(job);
        } catch (Denied denied) {
            // It may be denied for a field of the answer alone.
            end = way.found(job).orElseThrow(() -> denied);
        } catch (Refused refused) {
            // The payload's own words say that nothing was done; an error of the whole call does not.
            Optional<ProductWriteCommand> done = refused.userErrors.isEmpty() ? way.found(job) : Optional.empty();
            if (done.isEmpty() && refused.userErrors.isEmpty() && job.attempts() == 0) {
                // What was just made is not always found at once: the next try looks again before it sends.
                jobs.again(job, LOOK_AGAIN, true);
                return;
            }
            end = done.orElseGet(() -> rejection(job, words(job, refused)));
        }
        end(job, end);
    }

    private List<UserError> words(WriteJob job, Refused refused) {
        return refused.userErrors.isEmpty()
                ? List.of(new UserError(null, null, String.valueOf(refused.getMessage())))
                : refused.userErrors.stream()
                        .map(error ->
                                new UserError(way(job.wish()).field(job, error.field()), error.code(), error.message()))
                        .toList();
    }

    private void reject(WriteJob job, String code, String message) {
        end(job, rejection(job, List.of(new UserError(null, code, message))));
    }

    private RejectProductWrite rejection(WriteJob job, List<UserError> errors) {
        List<UserError> all = new ArrayList<>(errors);
        all.addAll(way(job.wish()).besides(job));
        return new RejectProductWrite(job.writeId(), all);
    }

    /** No rejection where another has taken the job meanwhile, who may have done what is asked for. */
    private void end(WriteJob job, ProductWriteCommand end) {
        if (end instanceof RejectProductWrite && !jobs.holds(job)) {
            return;
        }
        commands.sendAndWait(end, 30, TimeUnit.SECONDS);
        jobs.remove(job);
    }

    private Writing way(Wish wish) {
        return ways.stream()
                .filter(way -> way.of().isInstance(wish))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nothing does " + wish.kind()));
    }

    /** What was sent before and cannot be read back may have been done. */
    private static String unknown(WriteJob job) {
        return job.sent() ? " It may have been done; look in the store before you ask again." : "";
    }

    /** A refused token may be mended by a person: the write waits. While a store is closed no job of it is taken at all. */
    private static Duration pause(ShopifyFailure failure, int attempts) {
        if (failure instanceof Throttled throttled) {
            return throttled.pause;
        }
        if (failure instanceof Parked parked) {
            return parked.reason.isPassing() ? Duration.ofSeconds(1) : PARKED;
        }
        Duration asked = failure instanceof Unreachable unreachable ? unreachable.pause : null;
        Duration pause = asked == null ? Duration.ofSeconds(1L << Math.min(attempts, 6)) : asked;
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
