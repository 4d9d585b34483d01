package io.shopledger.shopify.write;

import io.shopledger.shopify.graphql.Answer;
import io.shopledger.shopify.graphql.GraphQlClient;
import io.shopledger.shopify.graphql.ParkedReason;
import io.shopledger.shopify.graphql.ShopifyFailure;
import io.shopledger.shopify.graphql.ShopifyFailure.Denied;
import io.shopledger.shopify.graphql.ShopifyFailure.Parked;
import io.shopledger.shopify.graphql.ShopifyFailure.Refused;
import io.shopledger.shopify.graphql.ShopifyFailure.Throttled;
import io.shopledger.shopify.graphql.ShopifyFailure.Unreachable;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.pull.OwnWrite;
import io.shopledger.write.ProductWriteCommand;
import io.shopledger.write.ProductWriteCommand.ConfirmProductWrite;
import io.shopledger.write.ProductWriteCommand.RejectProductWrite;
import io.shopledger.write.ProductWriteCommand.UserError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sends one product write so that it has its effect once. Shopify's productSet takes the handle as the product's identifier,
 * and each write has a handle of its own: what was perhaps sent is looked for under it before it is sent again.
 */
@Component
class ProductWriter {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration PARKED = Duration.ofMinutes(5);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final WriteJobs jobs;
    private final GraphQlClient shopify;
    private final OwnWrite observations;
    private final CommandGateway commands;

    ProductWriter(WriteJobs jobs, GraphQlClient shopify, OwnWrite observations, CommandGateway commands) {
        this.jobs = jobs;
        this.shopify = shopify;
        this.observations = observations;
        this.commands = commands;
    }

    void send(WriteJob job) {
        try {
            Optional<Answer> before = job.sent() ? found(job) : Optional.empty();
            if (before.isPresent()) {
                confirm(job, before.get(), "productByIdentifier");
            } else if (jobs.sending(job)) {
                sendNow(job);
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

    private void sendNow(WriteJob job) {
        Answer answer;
        try {
            answer = shopify.ask(job.store(), ProductSet.call(job));
        } catch (Denied denied) {
            // It may be denied for a field of the answer alone.
            confirm(job, found(job).orElseThrow(() -> denied), "productByIdentifier");
            return;
        } catch (Refused refused) {
            // The payload's own words say that nothing was done; an error of the whole call does not.
            Optional<Answer> done = refused.userErrors.isEmpty() ? found(job) : Optional.empty();
            if (done.isPresent()) {
                confirm(job, done.get(), "productByIdentifier");
            } else if (refused.userErrors.isEmpty() && job.attempts() == 0) {
                // What was just made is not always found at once: the next try looks again before it sends.
                jobs.again(job, LOOK_AGAIN, true);
            } else {
                reject(job, refused);
            }
            return;
        }
        confirm(job, answer, "productSet");
    }

    private Optional<Answer> found(WriteJob job) {
        Answer answer = shopify.ask(job.store(), ProductSet.readBack(job));
        return answer.data().object("productByIdentifier") == null ? Optional.empty() : Optional.of(answer);
    }

    private void confirm(WriteJob job, Answer answer, String field) {
        JsonObject payload = answer.data().object(field);
        JsonObject product =
                payload == null || field.equals("productByIdentifier") ? payload : payload.object("product");
        if (product == null) {
            throw new Unreachable("Shopify did not show the product it made", null, null);
        }
        long id = observations.product(job.store(), job.writeId().value().toString(), product, answer.sentAt());
        tell(new ConfirmProductWrite(job.writeId(), id));
        jobs.remove(job);
    }

    private void reject(WriteJob job, Refused refused) {
        if (refused.userErrors.isEmpty()) {
            reject(job, null, String.valueOf(refused.getMessage()));
            return;
        }
        end(
                job,
                refused.userErrors.stream()
                        .map(error -> new UserError(error.field(), error.code(), error.message()))
                        .toList());
    }

    private void reject(WriteJob job, @Nullable String code, String message) {
        end(job, List.of(new UserError(null, code, message)));
    }

    /** Not where another has taken the job meanwhile, who may have made the product. */
    private void end(WriteJob job, List<UserError> errors) {
        if (!jobs.holds(job)) {
            return;
        }
        tell(new RejectProductWrite(job.writeId(), errors));
        jobs.remove(job);
    }

    /** What was sent before and cannot be read back may have been done. */
    private static String unknown(WriteJob job) {
        return job.sent() ? " It may have been made; look for it in the store before you ask again." : "";
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

    private void tell(ProductWriteCommand command) {
        commands.sendAndWait(command, 30, TimeUnit.SECONDS);
    }
}
