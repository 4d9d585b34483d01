package io.shopledger.command.observation;

import io.shopledger.observation.Observation;
import io.shopledger.observation.Removal;
import io.shopledger.observation.Seen;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is newest of one entity, tombstones too.
 *
 * @param updatedAt Shopify's {@code updated_at} of the newest observation
 * @param triggeredAt when the webhook that told it was sent off by Shopify
 * @param readSentAt when the read that told it was sent by us
 * @param heardAt when anything was last heard of it
 * @param fingerprint of the record as we know it; empty where there is none
 * @param sequence of the stream's last event, -1 where there is none
 * @param removedAt when we recorded that Shopify removed it
 * @param unsettled whether a read must settle how it is: two webhooks of one moment told different things, only a part was
 *     told, or there are signs of life after a removal
 * @param untold the fields that the newest observation did not tell, and who told them last
 * @param alike the fingerprints of what knows fewer fields and says the same
 */
record Watermark(
        String stream,
        @Nullable Instant updatedAt,
        @Nullable Instant triggeredAt,
        @Nullable Instant readSentAt,
        Instant heardAt,
        byte[] fingerprint,
        long sequence,
        @Nullable Instant removedAt,
        boolean unsettled,
        Untold untold,
        Alike alike) {
    static final long NO_EVENTS = -1;

    /** Stored JSON leaves out what is empty. */
    Watermark {
        fingerprint = fingerprint == null ? new byte[0] : fingerprint;
        untold = untold == null ? Untold.NOTHING : untold;
        alike = alike == null ? Alike.NONE : alike;
    }

    boolean removed() {
        return removedAt != null;
    }

    boolean hasEvents() {
        return sequence > NO_EVENTS;
    }

    /** @return whether an observation of this fingerprint says nothing that the record does not say */
    boolean isSaidBy(byte[] seen) {
        return Arrays.equals(fingerprint, seen) || alike.contains(seen);
    }

    /** @return whether {@code read}, which says the same, tells later than all that was heard what the newest did not tell */
    boolean isCompletedBy(Observation read) {
        return read instanceof Seen<?> seen
                && isAllHeardBefore(read)
                && !untold.told(seen).isEmpty();
    }

    /** @return this, of which {@code seen} says a part or all */
    Watermark saidBy(byte[] seen) {
        if (isSaidBy(seen)) {
            return this;
        }
        return new Watermark(
                stream,
                updatedAt,
                triggeredAt,
                readSentAt,
                heardAt,
                fingerprint,
                sequence,
                removedAt,
                unsettled,
                untold,
                alike.with(seen));
    }

    private Alike alikeWith(byte[] fingerprintNow) {
        return Arrays.equals(fingerprint, fingerprintNow) ? alike : Alike.NONE;
    }

    /** @return this entity after {@code seen} was taken as its newest state */
    static Watermark of(Seen<?> seen, @Nullable Watermark known, byte[] fingerprint, long sequence, boolean unsettled) {
        return new Watermark(
                seen.stream(),
                seen.updatedAt(),
                seen.triggeredAt(),
                seen.isRead() ? seen.origin().heardAt() : null,
                seen.origin().heardAt(),
                fingerprint,
                sequence,
                null,
                unsettled,
                Untold.by(seen, known),
                known == null ? Alike.NONE : known.alikeWith(fingerprint));
    }

    /**
     * @param toldAgain whether nothing was different: a webhook that says the same does not undo that a read has said it
     * @return this one, which came after {@code known}
     */
    Watermark following(Watermark known, boolean toldAgain) {
        boolean stillTheRead = toldAgain && readSentAt == null && Objects.equals(updatedAt, known.updatedAt);
        return new Watermark(
                stream,
                updatedAt,
                triggeredAt,
                stillTheRead ? known.readSentAt : readSentAt,
                heardAt.isBefore(known.heardAt) ? known.heardAt : heardAt,
                fingerprint,
                sequence,
                removedAt,
                unsettled,
                untold,
                alike);
    }

    /** @return an entity of which nothing is known but that it is there, or was */
    static Watermark hinted(Observation hint) {
        return new Watermark(
                hint.stream(),
                null,
                null,
                null,
                hint.origin().heardAt(),
                new byte[0],
                NO_EVENTS,
                null,
                true,
                Untold.NOTHING,
                Alike.NONE);
    }

    static Watermark removed(Observation seen, byte[] fingerprint, long sequence) {
        return new Watermark(
                seen.stream(),
                null,
                seen.triggeredAt(),
                null,
                seen.origin().heardAt(),
                fingerprint,
                sequence,
                seen.origin().heardAt(),
                false,
                Untold.NOTHING,
                Alike.NONE);
    }

    /** @return whether what is gone came back unheard and is gone again, for all that {@code seen} says */
    boolean isRemovedAgainBy(Removal seen) {
        return seen.isRead() || triggeredAt == null || seen.triggeredAt() == null
                ? seen.origin().heardAt().isAfter(removedAt)
                : seen.triggeredAt().isAfter(triggeredAt);
    }

    /** @return this one, of which only a read that is sent after {@code seen} can say that it came back */
    Watermark removedAgainBy(Removal seen) {
        Instant heard = seen.origin().heardAt();
        return new Watermark(
                stream,
                updatedAt,
                seen.triggeredAt() == null ? triggeredAt : seen.triggeredAt(),
                readSentAt,
                heard.isBefore(heardAt) ? heardAt : heard,
                fingerprint,
                sequence,
                heard,
                unsettled,
                untold,
                alike);
    }

    Watermark unsettledNow() {
        return inDoubt(heardAt, true);
    }

    /** @return this one, in doubt since {@code seen}: only a read that is sent after that ends the doubt */
    Watermark unsettledBy(Observation seen) {
        Instant heard = seen.origin().heardAt();
        return inDoubt(heard.isBefore(heardAt) ? heardAt : heard, true);
    }

    /** @return this one after a read that was sent after everything was heard, whatever it told */
    Watermark settledBy(Observation read) {
        return inDoubt(read.origin().heardAt(), false);
    }

    /** @return this one after {@code seen}, no newer as a whole, told what the newest observation had left untold */
    Watermark completedBy(Seen<?> seen, Set<String> told, byte[] fingerprintNow, long sequenceNow) {
        Instant heard = seen.origin().heardAt();
        return new Watermark(
                stream,
                updatedAt,
                triggeredAt,
                readSentAt,
                heard.isBefore(heardAt) ? heardAt : heard,
                fingerprintNow,
                sequenceNow,
                removedAt,
                unsettled,
                untold.toldBy(seen, told),
                alikeWith(fingerprintNow));
    }

    /** @return this one after its personal fields were erased: no newer, and another record */
    Watermark redacted(byte[] fingerprintNow, long sequenceNow) {
        return new Watermark(
                stream,
                updatedAt,
                triggeredAt,
                readSentAt,
                heardAt,
                fingerprintNow,
                sequenceNow,
                removedAt,
                unsettled,
                untold,
                Alike.NONE);
    }

    /** @return whether {@code read} is a read that was sent after everything known was heard */
    boolean isAllHeardBefore(Observation read) {
        return read.isRead() && read.origin().heardAt().isAfter(heardAt);
    }

    private Watermark inDoubt(Instant heard, boolean inDoubt) {
        return new Watermark(
                stream,
                updatedAt,
                triggeredAt,
                readSentAt,
                heard,
                fingerprint,
                sequence,
                removedAt,
                inDoubt,
                untold,
                alike);
    }
}
