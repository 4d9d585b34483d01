package io.shopledger.simulator.webhook;

import io.shopledger.simulator.truth.Entity;
import io.shopledger.simulator.truth.PackedJson;
import io.shopledger.simulator.truth.Topic;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One topic of one change to one subscription: its ids and its body stay the same at each attempt. */
final class Delivery {
    private final Subscription subscription;
    private final Topic topic;
    private final UUID webhookId;
    private final UUID eventId;
    private final long id;
    private final Instant triggeredAt;
    private final Tally tally;
    private volatile @Nullable PackedJson body;
    private volatile State state = State.WAITING;
    private volatile int attempts;
    private boolean wrongSignature;
    private boolean oldSecret;

    Delivery(Subscription subscription, Topic topic, UUID webhookId, UUID eventId, Entity entity, Tally tally) {
        this(subscription, topic, webhookId, eventId, entity.id(), entity.triggeredAt(), entity.body(), tally);
    }

    private Delivery(
            Subscription subscription,
            Topic topic,
            UUID webhookId,
            UUID eventId,
            long id,
            Instant triggeredAt,
            PackedJson body,
            Tally tally) {
        this.subscription = subscription;
        this.topic = topic;
        this.webhookId = webhookId;
        this.eventId = eventId;
        this.id = id;
        this.triggeredAt = triggeredAt;
        this.body = body;
        this.tally = tally;
    }

    /** The same to the receiver, but sent and counted on its own. */
    Delivery again() {
        PackedJson same = body;
        if (same == null) {
            throw new IllegalStateException("it is settled");
        }
        return new Delivery(subscription, topic, webhookId, eventId, id, triggeredAt, same, tally);
    }

    void firstSignatureWrong() {
        wrongSignature = true;
    }

    void signedWithOldSecret() {
        oldSecret = true;
    }

    /** @return how many attempts there are now, this one included */
    int attempt() {
        attempts = attempts + 1;
        return attempts;
    }

    String signature(byte[] bytes, String secret, String oldSecretKey) {
        if (wrongSignature && attempts == 1) {
            return Signature.of(bytes, secret + " but wrong");
        }
        return Signature.of(bytes, oldSecret ? oldSecretKey : secret);
    }

    /** Lets go of the body: what is settled is not sent again. */
    void settle(State as) {
        state = as;
        body = null;
    }

    byte[] body() {
        PackedJson packed = body;
        if (packed == null) {
            throw new IllegalStateException("it is settled");
        }
        return packed.bytes();
    }

    Subscription subscription() {
        return subscription;
    }

    Topic topic() {
        return topic;
    }

    UUID webhookId() {
        return webhookId;
    }

    UUID eventId() {
        return eventId;
    }

    long id() {
        return id;
    }

    Instant triggeredAt() {
        return triggeredAt;
    }

    Tally tally() {
        return tally;
    }

    State state() {
        return state;
    }

    int attempts() {
        return attempts;
    }

    /** How far a delivery is. */
    enum State {
        WAITING,
        ACKNOWLEDGED,
        DROPPED
    }
}
