package io.shopledger.history;

import io.shopledger.CanonicalRecord;
import io.shopledger.Origin;
import io.shopledger.Via;
import io.shopledger.history.TrueEntity.Demand;
import io.shopledger.history.TrueEntity.State;
import io.shopledger.observation.Observation;
import io.shopledger.order.OrderCommand.ObserveOrderHint;
import io.shopledger.order.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * How what happens in a store comes to be told, and when each telling is decided on. Of what is well told each webhook
 * arrives; of all else webhooks are lost, merged with the next, of a part only, or without the time they were sent off.
 * Any webhook may come twice, late, out of turn, or after the last sync; any read may be decided on long after it was sent.
 */
final class Tellings {
    private static final Duration SYNC_AFTER = Duration.ofDays(1);

    /** Told when all has happened: what a merged webhook or a bulk file says, is decided later than when it was begun. */
    private final List<Telling> all = new ArrayList<>();

    private Random chance = new Random(0);
    private int number;

    private interface Telling {
        Optional<Arrival> told(Instant lastSync);
    }

    /** @param decidedAt when our turn comes to it */
    record Arrival(Observation observation, Instant decidedAt) {}

    void decideBy(Random random) {
        chance = random;
    }

    /** One or two webhooks tell how it is now. */
    <R extends Record & CanonicalRecord<R>> void changed(TrueEntity<R> entity) {
        int state = entity.states.size() - 1;
        for (int i = 0; i <= chance.nextInt(2); i++) {
            Instant sentOff = entity.now().since().plusMillis(i);
            boolean well = entity.wellTold;
            boolean merged = !well && chance.nextInt(10) == 0;
            boolean partial = !well && entity.kind.inPart() != null && chance.nextInt(5) == 0;
            boolean timeless = !well && chance.nextInt(20) == 0;
            Set<String> fields = entity.kind.toldByWebhooks();
            if (!well) {
                withhold(fields);
            }
            if (partial) {
                fields.remove(entity.kind.inPart());
            }
            deliver(well, sentOff, way -> {
                State<R> seen = entity.states.get(Math.min(merged ? state + 1 : state, entity.states.size() - 1));
                return !seen.alive()
                        ? Optional.empty()
                        : Optional.of(entity.kind
                                .sighting()
                                .of(
                                        entity.stream,
                                        way.arriving(entity, seen.record(), fields),
                                        seen.updatedAt(),
                                        timeless ? null : sentOff,
                                        way.origin(Via.WEBHOOK, seen.updatedAt()),
                                        partial));
            });
        }
    }

    <R extends Record & CanonicalRecord<R>> void removed(TrueEntity<R> entity) {
        Instant gone = entity.now().since();
        deliver(
                entity.wellTold,
                gone,
                way -> Optional.of(
                        entity.kind.goodbye().of(entity.stream, "deleted", gone, way.origin(Via.WEBHOOK, gone))));
    }

    void hint(TrueEntity<?> order, Instant now) {
        deliver(
                false,
                now,
                way -> Optional.of(
                        new ObserveOrderHint(OrderId.parse(order.stream), now, way.origin(Via.WEBHOOK, now))));
    }

    /** It is staged, so it is not lost, and comes once or twice; until its key is destroyed what comes is sealed as before. */
    void demanded(TrueEntity<?> subject, Instant now) {
        Demand demand = new Demand(
                now,
                chance.nextInt(4) == 0,
                Duration.ofMillis(chance.nextInt(3) == 0 ? chance.nextInt(600_000) : chance.nextInt(3_000)),
                Duration.ofMillis(chance.nextInt(3) == 0 ? chance.nextInt(90_000) : chance.nextInt(1_000)));
        subject.demand = demand;
        int copies = 1 + chance.nextInt(5) / 4;
        for (int i = 0; i < copies; i++) {
            String by = by("demand");
            int again = i;
            all.add(lastSync -> {
                Instant heardAt = demand.heardAt(lastSync);
                Observation observation = Objects.requireNonNull(subject.kind.demand())
                        .of(subject.stream, now, new Origin(Via.WEBHOOK, by, now, heardAt, null));
                return Optional.of(
                        new Arrival(observation, demand.decidedAt(lastSync).plusSeconds(again)));
            });
        }
    }

    /** A read by id; it may be answered by a replica that lags behind a change of what is not well told. */
    <R extends Record & CanonicalRecord<R>> void readOne(TrueEntity<R> entity, Instant now) {
        int last = entity.states.size() - 1;
        boolean lags = !entity.wellTold
                && last > 0
                && chance.nextInt(4) == 0
                && entity.now().alive()
                && entity.states.get(last - 1).alive();
        read("read", entity, entity.states.get(lags ? last - 1 : last), sent(now));
    }

    /** Every page is sent a little after the one before it. */
    void readAll(Collection<TrueEntity<?>> entities, Instant now) {
        int page = 0;
        for (TrueEntity<?> entity : entities) {
            if (entity.isAlive()) {
                readNow(entity, sent(now).plusNanos(page++));
            }
        }
    }

    private <R extends Record & CanonicalRecord<R>> void readNow(TrueEntity<R> entity, Instant sentAt) {
        read("page", entity, entity.now(), sentAt);
    }

    /** Of every row we know that it is no older than when we asked; it is made some time later. */
    void bulk(Collection<TrueEntity<?>> entities, Instant now) {
        for (TrueEntity<?> entity : entities) {
            bulkRow(entity, sent(now), now.plusMillis(chance.nextInt(20_000)));
        }
    }

    private <R extends Record & CanonicalRecord<R>> void bulkRow(
            TrueEntity<R> entity, Instant asked, Instant rowMadeAt) {
        Set<String> fields = toldByARead(entity, entity.wellTold);
        String by = by("bulk");
        Instant staged = rowMadeAt.plusMillis(500L);
        Instant decidedAt = staged.plusMillis(chance.nextInt(60_000));
        all.add(lastSync -> {
            State<R> then = entity.at(rowMadeAt);
            return then == null || !then.alive()
                    ? Optional.empty()
                    : Optional.of(
                            new Arrival(new Way(by, asked, staged, lastSync).seen(entity, then, fields), decidedAt));
        });
    }

    /** What a read says of it, or that it is not there; decided on a little later. */
    private <R extends Record & CanonicalRecord<R>> void read(
            String how, TrueEntity<R> entity, State<R> state, Instant sentAt) {
        Set<String> fields = toldByARead(entity, entity.wellTold);
        String by = by(how);
        Instant staged = sentAt.plusMillis(20);
        Instant decidedAt = staged.plusMillis(chance.nextInt(6) == 0 ? chance.nextInt(600_000) : chance.nextInt(2_000));
        all.add(lastSync -> Optional.of(
                new Arrival(new Way(by, sentAt, staged, lastSync).answer(entity, state, fields), decidedAt)));
    }

    /** @return the answer of a read by id that tells all that reads tell */
    <R extends Record & CanonicalRecord<R>> Observation lastRead(
            TrueEntity<R> entity, Instant sentAt, Instant lastSync) {
        Way way = new Way(by("sync"), sentAt, sentAt, lastSync);
        return way.answer(entity, entity.now(), toldByARead(entity, true));
    }

    private <R extends Record & CanonicalRecord<R>> Set<String> toldByARead(TrueEntity<R> entity, boolean whole) {
        Set<String> fields = entity.kind.toldByReads();
        if (!whole) {
            withhold(fields);
        }
        return fields;
    }

    /** Sometimes a source tells less: for want of a scope, or by an older version. */
    private void withhold(Set<String> fields) {
        if (chance.nextInt(8) == 0 && fields.size() > 1) {
            List<String> those = List.copyOf(fields);
            for (int i = 0; i < 1 + those.size() / 4; i++) {
                fields.remove(those.get(chance.nextInt(those.size())));
            }
        }
    }

    /** What a delivery says that comes this way. */
    private interface Said {
        Optional<Observation> by(Way way);
    }

    /** None, one, two or three times: soon or late, decided on in turn or not, some after the last sync. */
    private void deliver(boolean surely, Instant sentOff, Said said) {
        int copies = surely ? 1 + chance.nextInt(2) : chance.nextInt(8) == 0 ? 0 : 1 + chance.nextInt(3) / 2;
        for (int i = 0; i < copies; i++) {
            String by = by("webhook");
            boolean afterTheSync = chance.nextInt(20) == 0 && (i > 0 || !surely);
            Duration onItsWay =
                    Duration.ofMillis(chance.nextInt(8) == 0 ? chance.nextInt(7_200_000) : 1L + chance.nextInt(3_000));
            Duration waiting =
                    Duration.ofMillis(chance.nextInt(8) == 0 ? chance.nextInt(600_000) : chance.nextInt(200));
            boolean sealedAtOnce = chance.nextInt(4) == 0;
            all.add(lastSync -> {
                Instant heardAt = afterTheSync ? lastSync.plusSeconds(60).plus(onItsWay) : sentOff.plus(onItsWay);
                Instant decidedAt = heardAt.plus(waiting);
                Way way = new Way(by, heardAt, sealedAtOnce ? heardAt : decidedAt, lastSync);
                return said.by(way).map(observation -> new Arrival(observation, decidedAt));
            });
        }
    }

    private String by(String how) {
        return how + "-" + ++number;
    }

    /** @return all that arrives, in the order in which it is decided on */
    List<Arrival> arrivals(Instant lastSync) {
        return all.stream()
                .flatMap(telling -> telling.told(lastSync).stream())
                .sorted(Comparator.comparing(Arrival::decidedAt))
                .toList();
    }

    static Instant lastSync(Instant lastStep) {
        return lastStep.plus(SYNC_AFTER);
    }

    /** A read is sent between two changes. */
    private static Instant sent(Instant now) {
        return now.plusMillis(5);
    }
}
