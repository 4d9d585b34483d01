package io.shopledger.shopify.graphql;

import io.shopledger.StoreId;
import io.shopledger.shopify.governor.Governor;
import io.shopledger.shopify.governor.Governor.Reservation;
import io.shopledger.shopify.graphql.Exchange.Received;
import io.shopledger.shopify.graphql.ShopifyFailure.Parked;
import io.shopledger.shopify.graphql.ShopifyFailure.Throttled;
import io.shopledger.shopify.graphql.ShopifyFailure.Unreachable;
import io.shopledger.shopify.json.JsonObject;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks Shopify: within the store's budget, repeating what may be repeated, believing only answers without errors. */
@Component
public class GraphQlClient {
    private static final Duration GRACE = Duration.ofMillis(500);
    private static final Duration MORE_GRACE = Duration.ofSeconds(3);

    private final Targets targets;
    private final Exchange exchange;
    private final Governor governor;
    private final Repetition repetition;

    GraphQlClient(Targets targets, Exchange exchange, Governor governor, Repetition repetition) {
        this.targets = targets;
        this.exchange = exchange;
        this.governor = governor;
        this.repetition = repetition;
    }

    /** @throws ShopifyFailure sorted by what the caller can do about it */
    public Answer ask(StoreId store, Call call) {
        return repetition.of(call.priority(), call.repeatable(), () -> withToken(store, call));
    }

    /** Ends these threads, which may wait for an answer, and returns when they have ended, or will not. */
    public void stop(Collection<Thread> threads) {
        try {
            threads.forEach(Thread::interrupt);
            for (Thread thread : threads) {
                thread.join(GRACE.toMillis());
            }
            threads.forEach(exchange::giveUp); // reading from a network hears no interrupt
            for (Thread thread : threads) {
                thread.join(MORE_GRACE.toMillis());
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Asks with a token that is not a store's yet, outside of any budget.
     *
     * @throws ShopifyFailure sorted by what the caller can do about it
     */
    public Answer tryOut(Target target, Call call) {
        return repetition.of(call.priority(), call.repeatable(), () -> {
            Received received = exchange.send(target, call.document(), call.variables());
            QueryCost cost = QueryCost.of(received.body());
            return answer(received, cost);
        });
    }

    private Answer withToken(StoreId store, Call call) {
        try {
            return withAnyToken(store, call);
        } catch (Parked parked) {
            targets.parked(store, parked.reason);
            throw parked;
        }
    }

    /** A call refused for its token did not run: with a new one it may be sent again, a write too. */
    private Answer withAnyToken(StoreId store, Call call) {
        Target target = targets.of(store);
        try {
            return governed(store, target, call);
        } catch (Parked parked) {
            if (parked.reason == ParkedReason.TOKEN_REFUSED && targets.renew(store, target)) {
                return governed(store, targets.of(store), call);
            }
            throw parked;
        }
    }

    private Answer governed(StoreId store, Target target, Call asked) {
        Call call = asked.grantedBy(target.scopes());
        Reservation points = reserved(store, call);
        Received received;
        try {
            received = exchange.send(target, call.document(), call.variables());
        } catch (Throttled slowDown) {
            points.throttled();
            throw slowDown;
        } catch (Parked | ShopifyFailure.Refused notRun) {
            points.answeredWithoutBucket(call.purpose(), 0);
            throw notRun;
        } catch (RuntimeException unknown) {
            points.lost();
            throw unknown;
        }
        QueryCost cost = null;
        try {
            cost = QueryCost.of(received.body());
        } finally {
            settle(points, call, cost);
        }
        return answer(received, cost);
    }

    private Reservation reserved(StoreId store, Call call) {
        try {
            return governor.reserve(store, call.shape(), call.isPage(), call.priority());
        } catch (Governor.Impatient late) {
            throw new Throttled(late.getMessage(), late.pause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Unreachable("The call was given up: the service stops", null, stopping);
        }
    }

    private static void settle(Reservation points, Call call, @Nullable QueryCost cost) {
        QueryCost.Bucket bucket = cost == null ? null : cost.bucket();
        if (cost != null && bucket != null) {
            points.answered(
                    call.purpose(),
                    cost.requested(),
                    cost.actual(),
                    bucket.maximum(),
                    bucket.available(),
                    bucket.restoreRate());
        } else {
            points.answeredWithoutBucket(call.purpose(), cost == null ? Integer.valueOf(0) : cost.actual());
        }
    }

    private static Answer answer(Received received, @Nullable QueryCost cost) {
        JsonObject data = AnswerChecks.data(received.body(), cost);
        return new Answer(data, received.sentAt(), cost, received.apiVersion());
    }
}
