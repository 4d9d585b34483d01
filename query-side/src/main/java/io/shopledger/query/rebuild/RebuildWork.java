package io.shopledger.query.rebuild;

import io.shopledger.query.projection.CannotFold;
import io.shopledger.query.projection.Projection;
import io.shopledger.query.projection.Refold;
import io.shopledger.query.projection.ServedVersions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/**
 * Does a rebuild, from the start or from wherever another process stopped: fills all tables beside the served ones, and then,
 * projection by projection, pauses what writes those, fills to exactly there, compares and swaps.
 */
@Component
class RebuildWork {
    /** So few events more are no reason for another pass before the served tables are paused. */
    private static final long NEAR = 2_000;

    private static final int TRIES_BEFORE_GIVING_WAY = 10;
    private static final int SECONDS_OF_GIVING_WAY = 5;

    private final List<Projection> all;
    private final Rebuilds rebuilds;
    private final Shadow shadow;
    private final ShadowBatches batches;
    private final LiveGroups live;
    private final HeldBack heldBack;
    private final Comparison comparison;
    private final Swap swap;
    private final Refold refold;
    private final ServedVersions served;
    private final Dependents dependents;
    private final EventStore events;

    RebuildWork(
            List<Projection> all,
            Rebuilds rebuilds,
            Shadow shadow,
            ShadowBatches batches,
            LiveGroups live,
            HeldBack heldBack,
            Comparison comparison,
            Swap swap,
            Refold refold,
            ServedVersions served,
            Dependents dependents,
            EventStore events) {
        this.all = all;
        this.rebuilds = rebuilds;
        this.shadow = shadow;
        this.batches = batches;
        this.live = live;
        this.heldBack = heldBack;
        this.comparison = comparison;
        this.swap = swap;
        this.refold = refold;
        this.served = served;
        this.dependents = dependents;
        this.events = events;
    }

    void work(Rebuild rebuild, Hold hold, RebuildProgress progress) throws InterruptedException {
        List<Projection> left = left(rebuild);
        Filling filling = new RebuildFilling(hold, rebuild.schema(), heldBack);
        if (left.isEmpty()) { // who died had swapped the last one
            rebuilds.end(hold, Rebuild.State.DONE, null);
            return;
        }
        left.forEach(projection -> dependents.refuse(Swap.tables(projection)));
        shadow.prepare(hold, rebuild, left);
        List<Share> shares = shares(rebuild, left);
        progress.shares(shares);
        rebuilds.begin(hold, progress.position(), progress.head());
        while (fill(filling, shares, progress) > NEAR) {
            shares = shares(rebuild, left);
        }
        while (!left.isEmpty()) {
            Projection next = left.remove(0);
            if (!finish(rebuild, filling, next, progress)) {
                left.add(next);
                giveWay(hold);
            }
        }
        rebuilds.tell(hold, progress.position(), progress.head(), null);
        rebuilds.end(hold, Rebuild.State.DONE, null);
    }

    private List<Projection> left(Rebuild rebuild) {
        List<Projection> left = new ArrayList<>();
        for (int i = 0; i < rebuild.projections().size(); i++) {
            String name = rebuild.projections().get(i);
            Projection projection = all.stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new RebuildFailed("This code has no projection %s.".formatted(name)));
            if (!rebuild.swapped().contains(name)) {
                left.add(projection);
            }
        }
        return left;
    }

    private List<Share> shares(Rebuild rebuild, List<Projection> projections) {
        return projections.stream()
                .flatMap(projection -> shadow.shares(rebuild, projection, isFrozen(projection)).stream())
                .toList();
    }

    private long fill(Filling filling, List<Share> shares, RebuildProgress progress) throws InterruptedException {
        progress.shares(shares);
        return new Pass(events, batches, filling, shares).run();
    }

    /** @return whether it was swapped; else somebody reads its tables for long, and those that write them have waited enough */
    private boolean finish(Rebuild rebuild, Filling filling, Projection projection, RebuildProgress progress)
            throws InterruptedException {
        boolean frozen = isFrozen(projection);
        if (frozen) {
            boolean swapped = compareAndSwap(rebuild, filling, projection, LiveGroups.FROZEN, progress);
            if (swapped) {
                live.lookAgain(projection);
            }
            return swapped;
        }
        try {
            live.pause(projection, rebuild.pause());
            return compareAndSwap(rebuild, filling, projection, rebuild.pause(), progress);
        } finally {
            live.resume(projection, rebuild.pause());
        }
    }

    private boolean compareAndSwap(
            Rebuild rebuild, Filling filling, Projection projection, String owner, RebuildProgress progress)
            throws InterruptedException {
        boolean frozen = owner.equals(LiveGroups.FROZEN);
        Hold hold = filling.hold();
        rebuilds.move(hold, Rebuild.State.FILLING);
        fill(filling, shadow.shares(rebuild, projection, frozen), progress);
        rebuilds.move(hold, Rebuild.State.COMPARING);
        HeldBack.Held held = heldBack.of(projection);
        List<String> whole = makeWhole(filling, projection, held.all());
        shadow.analyze(rebuild, projection);
        boolean otherCode = frozen || served.ofOtherCode(projection.name()).isPresent();
        Comparison.Found found = comparison.of(projection, rebuild.schema(), held.all(), otherCode);
        rebuilds.compared(hold, found.lines());
        if (!found.wrong().isEmpty() && !rebuild.acceptDifferences()) {
            // A dead letter that was retried just now leaves a row ahead of the others for as long as they take to
            // follow.
            if (!frozen && progress.differsFirst(projection.name())) {
                return false;
            }
            throw new RebuildFailed(
                    "%s. The served tables stay; with accept_differences they would be replaced all the same."
                            .formatted(String.join(". ", found.wrong())));
        }
        rebuilds.move(hold, Rebuild.State.SWAPPING);
        Swap.Wanted wanted = new Swap.Wanted(rebuild, projection, owner, frozen, held, whole);
        for (int tries = 1; tries <= TRIES_BEFORE_GIVING_WAY; tries++) {
            hold.check();
            Swap.Outcome outcome = swap.attempt(hold, wanted);
            if (outcome != Swap.Outcome.LOCKED) {
                return outcome == Swap.Outcome.SWAPPED;
            }
            TimeUnit.MILLISECONDS.sleep(100L * tries);
        }
        return false;
    }

    /** Tries the events of entities that are held back once more. @return those that are not to be held back any longer */
    private List<String> makeWhole(Filling filling, Projection projection, Collection<String> held) {
        List<String> whole = new ArrayList<>();
        for (String entity : held) {
            try {
                batches.inSchema(filling, () -> {
                    projection.forget(entity);
                    return refold.fold(projection, entity);
                });
                whole.add(entity);
            } catch (CannotFold still) {
                batches.inSchema(filling, () -> {
                    heldBack.copyServed(projection, entity);
                    return true;
                });
            }
        }
        return whole;
    }

    private static void giveWay(Hold hold) throws InterruptedException {
        for (int i = 0; i < SECONDS_OF_GIVING_WAY; i++) {
            hold.check();
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private boolean isFrozen(Projection projection) {
        return served.frozenNow(projection.name()).isPresent();
    }
}
