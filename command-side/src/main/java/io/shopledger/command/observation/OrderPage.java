package io.shopledger.command.observation;

import io.shopledger.command.order.OrderDecisions;
import io.shopledger.command.order.OrderDecisions.Applied;
import io.shopledger.observation.Decision;
import io.shopledger.observation.Observation;
import io.shopledger.order.OrderCommand;
import io.shopledger.order.OrderCommand.ObserveOrder;
import io.shopledger.order.OrderCommand.ObserveOrderRemoval;
import io.shopledger.webhook.Outcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One observation of an order against its watermark: whether it is news, what it changed, what is remembered. */
final class OrderPage {
    private static final byte[] NO_RECORD = new byte[0];

    private final OrderDecisions orders;
    private final @Nullable Watermark known;
    private @Nullable Watermark changed;

    OrderPage(OrderDecisions orders, @Nullable Watermark known) {
        this.orders = orders;
        this.known = known;
    }

    Decision decide(OrderCommand seen) {
        return seen instanceof ObserveOrder order ? observe(order) : remove((ObserveOrderRemoval) seen);
    }

    /** @return the watermark where the decision changed it */
    Optional<Watermark> changed() {
        return Optional.ofNullable(changed);
    }

    private Decision observe(ObserveOrder seen) {
        byte[] fingerprint = RecordFingerprint.of(seen.record());
        Newness newness = Newness.of(known, seen, fingerprint);
        return switch (newness) {
            case FIRST -> place(seen, fingerprint);
            case NEWS -> apply(seen, fingerprint, false);
            case UNSETTLED_NEWS -> apply(seen, fingerprint, true);
            case RETURNED -> apply(seen, fingerprint, false);
            case SAME_LATER -> {
                changed = after(Watermark.of(seen, fingerprint, sequence(), unsettledStill(seen)), true);
                yield Decision.of(Outcome.UNCHANGED);
            }
            case KNOWN -> Decision.of(Outcome.UNCHANGED);
            case STALE -> Decision.of(Outcome.STALE);
            case UNSETTLED_STALE -> {
                changed = known == null ? null : known.unsettledNow();
                yield new Decision(Outcome.STALE, "same-moment");
            }
            case REMOVED -> new Decision(Outcome.STALE, "removed");
        };
    }

    private Decision place(ObserveOrder seen, byte[] fingerprint) {
        Applied placed = orders.place(seen, fingerprint);
        changed = Watermark.of(seen, placed.fingerprint(), placed.sequence(), false);
        return Decision.of(Outcome.APPLIED);
    }

    private Decision apply(ObserveOrder seen, byte[] fingerprint, boolean unsettled) {
        if (!hasEvents()) {
            return place(seen, fingerprint);
        }
        Applied applied = orders.observe(seen);
        boolean different = applied.events() > 0;
        Watermark now = Watermark.of(
                seen, applied.fingerprint(), applied.sequence(), different ? unsettled : unsettledStill(seen));
        changed = after(now, !different);
        return Decision.of(different ? Outcome.APPLIED : Outcome.UNCHANGED);
    }

    private Watermark after(Watermark now, boolean toldAgain) {
        return known == null ? now : now.following(known, toldAgain);
    }

    private Decision remove(ObserveOrderRemoval seen) {
        if (known != null && known.removed()) {
            return Decision.of(Outcome.UNCHANGED);
        }
        if (!hasEvents()) {
            changed = Watermark.removed(seen, NO_RECORD, Watermark.NO_EVENTS);
            return new Decision(Outcome.UNCHANGED, "never-seen");
        }
        long sequence = orders.remove(seen);
        changed = Watermark.removed(seen, known == null ? NO_RECORD : known.fingerprint(), sequence);
        return Decision.of(Outcome.APPLIED);
    }

    /** A doubt about one moment ends when a later moment is known, or when a read has answered it. */
    private boolean unsettledStill(Observation seen) {
        return known != null
                && known.unsettled()
                && !seen.isRead()
                && java.util.Objects.equals(known.updatedAt(), seen.updatedAt());
    }

    private boolean hasEvents() {
        return known != null && known.hasEvents();
    }

    private long sequence() {
        return known == null ? Watermark.NO_EVENTS : known.sequence();
    }
}
