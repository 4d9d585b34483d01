package io.shopledger.command.observation;

import io.shopledger.CanonicalRecord;
import io.shopledger.command.observation.Kind.Applied;
import io.shopledger.observation.Decision;
import io.shopledger.observation.Hint;
import io.shopledger.observation.Observation;
import io.shopledger.observation.Redaction;
import io.shopledger.observation.Removal;
import io.shopledger.observation.Seen;
import io.shopledger.webhook.Outcome;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One observation of an entity against its watermark: whether it is news, what it changed, what is remembered. */
final class EntityPage<R extends Record & CanonicalRecord<R>> {
    private static final byte[] NO_RECORD = new byte[0];

    private final Kind<R, ?> kind;
    private final @Nullable Watermark known;
    private @Nullable Watermark changed;

    EntityPage(Kind<R, ?> kind, @Nullable Watermark known) {
        this.kind = kind;
        this.known = known;
    }

    /** @param observation of this kind */
    @SuppressWarnings("unchecked")
    Decision decide(Observation observation) {
        if (observation instanceof Removal removal) {
            return remove(removal);
        }
        if (observation instanceof Hint hint) {
            return doubt(hint);
        }
        if (observation instanceof Redaction redaction) {
            return redact(redaction);
        }
        return observe((Seen<R>) observation);
    }

    /** @return the watermark where the decision changed it */
    Optional<Watermark> changed() {
        return Optional.ofNullable(changed);
    }

    private Decision observe(Seen<R> seen) {
        byte[] fingerprint = RecordFingerprint.of(seen.record());
        Newness newness = Newness.of(known, seen, fingerprint);
        return switch (newness) {
            case FIRST -> place(seen, fingerprint, false);
            case NEWS -> apply(seen, fingerprint, false);
            case UNSETTLED_NEWS -> apply(seen, fingerprint, true);
            case RETURNED -> apply(seen, fingerprint, inDoubt() && !allHeardBefore(seen));
            case SAME_LATER -> {
                boolean doubt = unsettledStill(seen) || isPartOfSomethingNew(seen);
                changed = after(Watermark.of(seen, known, now().fingerprint(), sequence(), doubt), true);
                yield Decision.of(Outcome.UNCHANGED);
            }
            case KNOWN -> {
                complete(seen, fingerprint);
                yield Decision.of(Outcome.UNCHANGED);
            }
            case STALE -> {
                boolean different = complete(seen, fingerprint);
                if (seen.updatedAt() == null) {
                    settle(seen);
                } // else it comes from a replica that lags behind: only a read as new as what we know ends a doubt
                yield Decision.of(different ? Outcome.APPLIED : Outcome.STALE);
            }
            case UNSETTLED_STALE -> {
                boolean different = complete(seen, fingerprint);
                changed = now().unsettledNow();
                yield different ? Decision.of(Outcome.APPLIED) : new Decision(Outcome.STALE, "same-moment");
            }
            case REMOVED -> {
                signOfLife(seen);
                yield new Decision(Outcome.STALE, "removed");
            }
        };
    }

    private Decision place(Seen<R> seen, byte[] fingerprint, boolean unsettled) {
        Applied placed = kind.place(seen, fingerprint);
        changed = after(
                Watermark.of(seen, known, placed.fingerprint(), placed.sequence(), unsettled || seen.partial()), false);
        return Decision.of(Outcome.APPLIED);
    }

    private Decision apply(Seen<R> seen, byte[] fingerprint, boolean unsettled) {
        if (!hasEvents()) {
            return place(seen, fingerprint, unsettled);
        }
        Applied applied = kind.observe(seen);
        boolean different = applied.events() > 0;
        boolean doubt = different ? unsettled || seen.partial() : unsettledStill(seen) || isPartOfSomethingNew(seen);
        changed = after(Watermark.of(seen, known, applied.fingerprint(), applied.sequence(), doubt), !different)
                .saidBy(fingerprint);
        return Decision.of(different ? Outcome.APPLIED : Outcome.UNCHANGED);
    }

    /**
     * What the newest observation did not tell is taken from this one, which is no newer as a whole.
     *
     * @return whether anything is different by it
     */
    private boolean complete(Seen<R> seen, byte[] fingerprint) {
        if (!hasEvents() || now().removed()) {
            return false;
        }
        Set<String> told = now().untold().told(seen);
        if (told.isEmpty()) {
            return false;
        }
        if (now().isSaidBy(fingerprint)) {
            changed = now().completedBy(seen, told, now().fingerprint(), sequence());
            return false;
        }
        Applied applied = kind.complete(seen, told);
        changed = now().completedBy(seen, told, applied.fingerprint(), applied.sequence());
        return applied.events() > 0;
    }

    /** @return the entity as it is remembered after what was decided so far */
    private Watermark now() {
        return changed != null ? changed : Objects.requireNonNull(known);
    }

    private Watermark after(Watermark now, boolean toldAgain) {
        return known == null ? now : now.following(known, toldAgain);
    }

    private Decision remove(Removal seen) {
        if (known != null && known.removed()) {
            settle(seen);
            if (known.isRemovedAgainBy(seen)) {
                changed = now().removedAgainBy(seen);
            }
            return Decision.of(Outcome.UNCHANGED);
        }
        if (known != null && seen.isRead() && !allHeardBefore(seen)) {
            // Heard of since we asked: it may have been made, or made again, after the answer was given.
            changed = known.unsettledNow();
            return new Decision(Outcome.STALE, "heard-since");
        }
        if (!hasEvents()) {
            changed = Watermark.removed(seen, NO_RECORD, Watermark.NO_EVENTS);
            return new Decision(Outcome.UNCHANGED, "never-seen");
        }
        Watermark alive = Objects.requireNonNull(known);
        Watermark removed =
                Watermark.removed(seen, alive.fingerprint(), kind.remove(seen)).following(alive, false);
        boolean livedOn = kind.comesBack()
                && !seen.isRead()
                && Stream.of(alive.updatedAt(), alive.triggeredAt(), alive.readSentAt())
                        .anyMatch(sign -> sign != null && !sign.isBefore(removedSince(removed)));
        changed = livedOn ? removed.unsettledNow() : removed;
        return Decision.of(Outcome.APPLIED);
    }

    /** The next read settles it, or a webhook that tells the entity itself. */
    private Decision doubt(Hint hint) {
        if (known != null && known.removed()) {
            return new Decision(Outcome.STALE, "removed");
        }
        changed = known == null ? Watermark.hinted(hint) : known.unsettledBy(hint);
        return new Decision(Outcome.HANDLED, "read-asked-for");
    }

    /** Whether it is there, and what of it is newest, stays as it was. What was never seen has nothing to lose. */
    private Decision redact(Redaction demand) {
        if (!hasEvents()) {
            return new Decision(Outcome.HANDLED, "never-seen");
        }
        Applied redacted = kind.redact(demand);
        if (redacted.events() == 0) {
            return Decision.of(Outcome.UNCHANGED);
        }
        changed = now().redacted(redacted.fingerprint(), redacted.sequence());
        return Decision.of(Outcome.APPLIED);
    }

    /** A webhook of a later moment than the removal brings nothing back, but a read must tell whether it is there. */
    private void signOfLife(Seen<R> seen) {
        if (known == null) {
            return;
        }
        boolean later = Stream.of(seen.updatedAt(), seen.triggeredAt())
                .anyMatch(sign -> sign != null && !sign.isBefore(removedSince(known)));
        if (kind.comesBack() && !seen.isRead() && later) {
            changed = known.unsettledBy(seen);
        }
    }

    private static Instant removedSince(Watermark removed) {
        return removed.triggeredAt() != null ? removed.triggeredAt() : Objects.requireNonNull(removed.removedAt());
    }

    /** A read that was sent after everything was heard ends the doubt, even where it tells nothing new: it has no time. */
    private void settle(Observation seen) {
        if (inDoubt() && allHeardBefore(seen)) {
            changed = now().settledBy(seen);
        }
    }

    /** A doubt about one moment ends when a later moment is known, or when a read has answered it. */
    private boolean unsettledStill(Observation seen) {
        return inDoubt()
                && !allHeardBefore(seen)
                && Objects.equals(Objects.requireNonNull(known).updatedAt(), seen.updatedAt());
    }

    /** A part of what is known in full already of this moment needs no further read. */
    private boolean isPartOfSomethingNew(Seen<R> seen) {
        return seen.partial() && !Objects.equals(Objects.requireNonNull(known).updatedAt(), seen.updatedAt());
    }

    private boolean inDoubt() {
        return known != null && known.unsettled();
    }

    private boolean allHeardBefore(Observation seen) {
        return known == null || known.isAllHeardBefore(seen);
    }

    private boolean hasEvents() {
        return known != null && known.hasEvents();
    }

    private long sequence() {
        return known == null ? Watermark.NO_EVENTS : known.sequence();
    }
}
