package io.shopledger.command.eventstore;

import io.shopledger.audit.Checkpoint;
import io.shopledger.audit.LedgerProof.Progress;
import io.shopledger.audit.Proof;
import io.shopledger.audit.Proof.Finding;
import io.shopledger.audit.Proof.What;
import io.shopledger.command.eventstore.SealedRows.Seal;
import io.shopledger.command.eventstore.StoredEvents.Event;
import io.shopledger.command.eventstore.StoredEvents.Place;
import io.shopledger.stored.SealHash;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/** One walk over all seals and their events, from the first on, until something is not as it was written. */
final class SealWalk {
    private final SealedRows rows;
    private final StoredEvents stored;
    private final @Nullable Checkpoint given;
    private byte[] hash = SealHash.BEGINNING;
    private long ordinal;
    private long position;
    private long events;

    SealWalk(SealedRows rows, StoredEvents stored, @Nullable Checkpoint given) {
        this.rows = rows;
        this.stored = stored;
        this.given = given;
    }

    Proof walk(Consumer<Progress> progress) {
        long all = rows.seals();
        @Nullable Finding finding = null;
        List<Seal> seals = rows.sealsAfter(ordinal);
        while (finding == null && !seals.isEmpty()) {
            long upTo = seals.get(seals.size() - 1).last();
            for (Seal seal : seals) {
                finding = check(seal, upTo);
                if (finding != null) {
                    break;
                }
            }
            progress.accept(new Progress(ordinal, events, Math.max(all, ordinal)));
            seals = finding == null ? rows.sealsAfter(ordinal) : List.of();
        }
        if (finding == null) {
            finding = afterTheLast();
        }
        return new Proof(ordinal, events, ordinal, text(hash), finding);
    }

    private @Nullable Finding check(Seal seal, long upTo) {
        if (seal.ordinal() != ordinal + 1) {
            return new Finding(
                    What.SEAL_REMOVED,
                    ordinal + 1,
                    null,
                    null,
                    null,
                    "Seal %d was removed; the next is %d.".formatted(ordinal + 1, seal.ordinal()));
        }
        if (seal.first() <= position || seal.last() - seal.first() + 1 != seal.events() || seal.events() < 1) {
            return sealAltered(seal);
        }
        Event next = rows.peek(upTo);
        if (next != null && next.index() < seal.first()) {
            return inserted(next, seal.ordinal());
        }
        Finding finding = checkEvents(seal, upTo);
        if (finding != null) {
            return finding;
        }
        ordinal = seal.ordinal();
        position = seal.last();
        events += seal.events();
        hash = seal.hash();
        return given != null && given.ordinal() == ordinal && !given.hash().equalsIgnoreCase(text(hash))
                ? resealed(given)
                : null;
    }

    private @Nullable Finding checkEvents(Seal seal, long upTo) {
        SealHash expected = new SealHash(hash, seal.ordinal());
        byte[] marks = seal.marks();
        Event first = null;
        Event altered = null;
        for (long index = seal.first(); index <= seal.last(); index++) {
            Event event = rows.peek(upTo);
            if (event == null || event.index() != index) {
                return altered != null ? altered(altered, seal) : removed(index, seal);
            }
            rows.take();
            first = first == null ? event : first;
            add(expected, event);
            if (altered == null && marks != null && !isMarked(expected, marks, (int) (index - seal.first()))) {
                altered = event;
            }
        }
        boolean holds = Arrays.equals(expected.value(seal.sealedAt()), seal.hash());
        if (holds && altered == null) {
            return null;
        }
        if (!holds && altered != null) {
            return altered(altered, seal);
        }
        return !holds && marks == null ? oneOf(Objects.requireNonNull(first), seal) : sealAltered(seal);
    }

    static void add(SealHash hash, Event event) {
        hash.add(
                event.stream(),
                event.sequence(),
                event.id(),
                event.aggregate(),
                event.type(),
                event.revision(),
                event.timestamp(),
                event.payload(),
                event.metadata());
    }

    private static boolean isMarked(SealHash hash, byte[] marks, int number) {
        int from = number * SealHash.MARK_BYTES;
        return marks.length >= from + SealHash.MARK_BYTES
                && Arrays.equals(hash.mark(), 0, SealHash.MARK_BYTES, marks, from, from + SealHash.MARK_BYTES);
    }

    private @Nullable Finding afterTheLast() {
        Event unsealed = stored.unsealed(position);
        if (unsealed != null) {
            return inserted(unsealed, ordinal);
        }
        if (given == null || given.ordinal() <= ordinal) {
            return null;
        }
        return new Finding(
                What.TRUNCATED,
                ordinal + 1,
                null,
                null,
                null,
                "The history holds up to seal %d, its last, but the checkpoint is of seal %d: what came after was cut off."
                        .formatted(ordinal, given.ordinal()));
    }

    private Finding resealed(Checkpoint known) {
        return new Finding(
                What.RESEALED,
                ordinal,
                null,
                null,
                null,
                "The seals hold together, but seal %d is %s and was %s at the checkpoint: something up to it was changed, and sealed anew."
                        .formatted(ordinal, text(hash), known.hash()));
    }

    private static Finding altered(Event event, Seal seal) {
        return finding(What.ALTERED, event, seal.ordinal(), "was altered after it was sealed.");
    }

    private static Finding inserted(Event event, long ordinal) {
        return finding(What.INSERTED, event, ordinal, "was inserted: no seal covers it.");
    }

    /** Seals of older builds tell no more than that. */
    private static Finding oneOf(Event first, Seal seal) {
        return finding(
                What.ALTERED,
                first,
                seal.ordinal(),
                seal.events() == 1
                        ? "or its seal was altered."
                        : "or one of the %d after it, of the same append, or their seal was altered."
                                .formatted(seal.events() - 1));
    }

    private static Finding finding(What what, Event event, long ordinal, String rest) {
        return new Finding(
                what,
                ordinal,
                event.index(),
                event.stream(),
                event.sequence(),
                "Event %d of %s, at position %d, %s".formatted(event.sequence(), event.stream(), event.index(), rest));
    }

    private static Finding sealAltered(Seal seal) {
        return new Finding(
                What.SEAL_ALTERED,
                seal.ordinal(),
                seal.first(),
                null,
                null,
                "Seal %d, of the positions from %d to %d, was altered."
                        .formatted(seal.ordinal(), seal.first(), seal.last()));
    }

    /** Whose event it was can be told where its stream goes on without it, or its watermark knows of more. */
    private Finding removed(long index, Seal seal) {
        List<Place> missing = missing(index);
        Place place = missing.size() == 1 ? missing.get(0) : null;
        return new Finding(
                What.REMOVED,
                seal.ordinal(),
                index,
                place == null ? null : place.stream(),
                place == null ? null : place.sequence(),
                "The event at position %d%s was removed."
                        .formatted(
                                index,
                                place == null ? "" : ", event %d of %s,".formatted(place.sequence(), place.stream())));
    }

    private List<Place> missing(long index) {
        try {
            return stored.missingFrom(index);
        } catch (DataAccessException takesTooLong) { // the finding is as good without the name
            return List.of();
        }
    }

    private static String text(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
