package io.shopledger.command.observation;

import static io.shopledger.command.order.OrderFacts.MONDAY_NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.CanonicalRecord;
import io.shopledger.Origin;
import io.shopledger.Via;
import io.shopledger.observation.Observation;
import io.shopledger.observation.ObservedEvent;
import io.shopledger.observation.Removal;
import io.shopledger.observation.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * The law of convergence: whatever the order, however often each is delivered, with any of them lost and later read, the
 * same facts end in the same state. Histories are of one entity; what it says is one of three contents, so that what was
 * often is again, and Shopify's times are whole seconds, so that several changes share one.
 */
abstract class ConvergenceProperties<R extends Record & CanonicalRecord<R>, E extends ObservedEvent> {
    static final int TRIES = 200;

    /** @return three different things that it may say */
    abstract List<R> contents();

    abstract OneEntity<R, E> entity();

    abstract Seen<R> seen(
            R record, @Nullable Instant updatedAt, @Nullable Instant triggeredAt, Origin origin, boolean partial);

    abstract Removal removal(String evidence, @Nullable Instant triggeredAt, Origin origin);

    /** @return the record as it arrives: the same fields, sealed anew where they are sealed */
    R arriving(R record, int nonce) {
        return record;
    }

    /** @return the record without what differs from one arrival to the next */
    R content(R record) {
        return record;
    }

    private static final Instant AFTER_ALL = MONDAY_NOON.plus(Duration.ofDays(1));
    private static final Duration ONE_MORE_SECOND = Duration.ofSeconds(1);

    /**
     * A state of the order in Shopify.
     *
     * @param content which of the three
     * @param updatedAt in whole seconds
     * @param since the moment of the change
     */
    record State(int content, Instant updatedAt, Instant since) {}

    /**
     * A change of the order in Shopify.
     *
     * @param seconds since the change before
     * @param webhooks how many are sent of it
     */
    record Change(int content, int seconds, int webhooks) {}

    record History(
            List<State> states,
            List<Observation> webhooks,
            @Nullable Removal deletion) {
        State truth() {
            return states.get(states.size() - 1);
        }

        List<Observation> sent() {
            List<Observation> all = new ArrayList<>(webhooks);
            if (deletion != null) {
                all.add(deletion);
            }
            return all;
        }
    }

    /** What Shopify sent, and what of it arrives, in this order. */
    record Arrival(History history, List<Observation> arriving) {}

    @Property(tries = TRIES)
    void allArriveInAnyOrderAndSomeTwice_endsInTheTruth(@ForAll("nothingLost") Arrival arrival) {
        OneEntity<R, E> order = entity();

        hear(order, arrival);

        order.isConsistent();
        State truth = arrival.history().truth();
        if (arrival.history().deletion() != null) {
            assertThat(order.mark().removed()).isTrue();
        } else {
            assertThat(order.mark().removed()).isFalse();
            assertThat(order.mark().updatedAt()).isEqualTo(truth.updatedAt());
            assertThat(content(order.known())).isEqualTo(content(contents().get(truth.content())));
        }
    }

    @Property(tries = TRIES)
    void someAreLostAndOneReadComesAtTheEnd_endsInTheTruth(@ForAll("someLost") Arrival arrival) {
        OneEntity<R, E> order = entity();

        hear(order, arrival);
        order.decide(lastRead(arrival.history()));

        endedInTheTruth(order, arrival.history());
    }

    @Property(tries = TRIES)
    void webhooksDoNotSayWhenTheyWereSentOff_endInTheTruthOrInADoubtThatOneReadSettles(
            @ForAll("nothingLostSentOffUnknown") Arrival arrival) {
        OneEntity<R, E> order = entity();

        hear(order, arrival);

        State truth = arrival.history().truth();
        if (!order.mark().removed() && !order.mark().unsettled()) {
            assertThat(content(order.known())).isEqualTo(content(contents().get(truth.content())));
        }
        order.decide(lastRead(arrival.history()));
        endedInTheTruth(order, arrival.history());
    }

    @Property(tries = TRIES)
    void someAreLostAndAReadOfTheLastStateRacesWithTheRest_endsInTheTruthOrInADoubt(@ForAll("racing") Arrival arrival) {
        OneEntity<R, E> order = entity();

        arrival.arriving().forEach(order::decide);

        order.isConsistent();
        State truth = arrival.history().truth();
        if (!order.mark().unsettled()) {
            assertThat(content(order.known())).isEqualTo(content(contents().get(truth.content())));
        }
        order.decide(lastRead(arrival.history()));
        endedInTheTruth(order, arrival.history());
    }

    final void endedInTheTruth(OneEntity<R, E> order, History history) {
        order.isConsistent();
        assertThat(order.mark().unsettled()).isFalse();
        assertThat(order.mark().removed()).isEqualTo(history.deletion() != null);
        if (history.deletion() == null) {
            assertThat(content(order.known()))
                    .isEqualTo(content(contents().get(history.truth().content())));
        }
    }

    /** Each is heard a second after the one before, whenever it was sent. */
    final void hear(OneEntity<R, E> order, Arrival arrival) {
        Instant now = MONDAY_NOON.plus(Duration.ofHours(1));
        for (Observation sent : arrival.arriving()) {
            now = now.plus(ONE_MORE_SECOND);
            order.decide(heardAt(sent, now));
        }
    }

    final Observation heardAt(Observation sent, Instant now) {
        Origin origin = new Origin(
                sent.origin().via(), sent.origin().id(), sent.origin().at(), now, null);
        return resent(sent, sent.triggeredAt(), origin);
    }

    @SuppressWarnings("unchecked")
    final Observation resent(Observation sent, @Nullable Instant triggeredAt, Origin origin) {
        return sent instanceof Removal gone
                ? removal(gone.evidence(), triggeredAt, origin)
                : seen(((Seen<R>) sent).record(), sent.updatedAt(), triggeredAt, origin, ((Seen<R>) sent).partial());
    }

    /** What Shopify answers at the end: the last state, or that there is no such thing. */
    final Observation lastRead(History history) {
        Origin origin = new Origin(Via.SYNC, "read-by-id", AFTER_ALL, AFTER_ALL, null);
        State truth = history.truth();
        return history.deletion() == null
                ? seen(arriving(contents().get(truth.content()), 999), truth.updatedAt(), null, origin, false)
                : removal("read-by-id", null, origin);
    }

    @Provide
    Arbitrary<Arrival> nothingLost() {
        return histories(true).flatMap(history -> copies(history, 1, 2));
    }

    @Provide
    Arbitrary<Arrival> someLost() {
        return histories(true).flatMap(history -> copies(history, 0, 2));
    }

    @Provide
    Arbitrary<Arrival> nothingLostSentOffUnknown() {
        return histories(true)
                .map(history -> new History(
                        history.states(),
                        history.webhooks().stream()
                                .map(seen -> resent(seen, null, seen.origin()))
                                .toList(),
                        history.deletion()))
                .flatMap(history -> copies(history, 1, 2));
    }

    /** Webhooks heard up to 3 s after they were sent off, and one read that was sent any time and answered at the end. */
    @Provide
    Arbitrary<Arrival> racing() {
        return histories(false)
                .flatMap(history -> Combinators.combine(
                                copies(history, 0, 1),
                                Arbitraries.integers()
                                        .between(1, 3000)
                                        .list()
                                        .ofSize(history.webhooks().size()),
                                Arbitraries.integers().between(-3000, 3000),
                                Arbitraries.randoms())
                        .as((arrival, delays, sentAt, shuffling) -> {
                            State truth = history.truth();
                            List<Observation> all = new ArrayList<>();
                            arrival.arriving()
                                    .forEach(seen -> all.add(heardAt(
                                            seen,
                                            Objects.requireNonNull(seen.triggeredAt())
                                                    .plusMillis(delays.get(
                                                            history.webhooks().indexOf(seen))))));
                            Instant sent = truth.since().plusMillis(sentAt);
                            all.add(seen(
                                    arriving(contents().get(truth.content()), 998),
                                    truth.updatedAt(),
                                    null,
                                    new Origin(Via.SYNC, "page", truth.updatedAt(), sent, null),
                                    false));
                            java.util.Collections.shuffle(all, shuffling);
                            return new Arrival(history, all);
                        }));
    }

    final Arbitrary<Arrival> copies(History history, int fewest, int most) {
        List<Observation> sent = history.sent();
        Arbitrary<List<Integer>> counts =
                Arbitraries.integers().between(fewest, most).list().ofSize(sent.size());
        return counts.flatMap(count -> {
            List<Observation> arriving = new ArrayList<>();
            for (int i = 0; i < sent.size(); i++) {
                for (int copy = 0; copy < count.get(i); copy++) {
                    arriving.add(sent.get(i));
                }
            }
            return Arbitraries.shuffle(arriving).map(order -> new Arrival(history, order));
        });
    }

    final Arbitrary<History> histories(boolean sometimesDeleted) {
        Arbitrary<Change> changes = Combinators.combine(
                        Arbitraries.integers().between(0, contents().size() - 1),
                        Arbitraries.frequency(Tuple.of(3, 0), Tuple.of(2, 1), Tuple.of(1, 2)),
                        Arbitraries.integers().between(1, 2))
                .as(Change::new);
        Arbitrary<Boolean> deletions = sometimesDeleted
                ? Arbitraries.frequency(Tuple.of(3, false), Tuple.of(1, true))
                : Arbitraries.just(false);
        return Combinators.combine(changes.list().ofMinSize(1).ofMaxSize(6), deletions)
                .as(this::history)
                .withoutEdgeCases();
    }

    final History history(List<Change> changes, boolean deleted) {
        List<State> states = new ArrayList<>();
        List<Observation> webhooks = new ArrayList<>();
        Instant second = MONDAY_NOON;
        for (Change change : changes) {
            second = second.plusSeconds(change.seconds());
            Instant since = second.plusMillis(10L * (states.size() + 1));
            states.add(new State(change.content(), second, since));
            for (int i = 0; i < change.webhooks(); i++) {
                int number = webhooks.size();
                Instant sentOff = since.plusMillis(i);
                Origin origin = new Origin(Via.WEBHOOK, "hook-" + number, second, sentOff, null);
                webhooks.add(seen(arriving(contents().get(change.content()), number), second, sentOff, origin, false));
            }
        }
        Instant gone = second.plusMillis(900);
        return new History(
                states,
                webhooks,
                deleted ? removal("deleted", gone, new Origin(Via.WEBHOOK, "gone", gone, gone, null)) : null);
    }
}
