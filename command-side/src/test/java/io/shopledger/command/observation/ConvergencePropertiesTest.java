package io.shopledger.command.observation;

import static io.shopledger.command.order.OrderFacts.HAT;
import static io.shopledger.command.order.OrderFacts.ID;
import static io.shopledger.command.order.OrderFacts.MONDAY_NOON;
import static io.shopledger.command.order.OrderFacts.OFFICE;
import static io.shopledger.command.order.OrderFacts.PARCEL;
import static io.shopledger.command.order.OrderFacts.PENDING;
import static io.shopledger.command.order.OrderFacts.eur;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.Origin;
import io.shopledger.Sealed;
import io.shopledger.Via;
import io.shopledger.order.OrderCommand;
import io.shopledger.order.OrderCommand.ObserveOrder;
import io.shopledger.order.OrderCommand.ObserveOrderRemoval;
import io.shopledger.order.OrderRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 * same facts end in the same state. Histories are of one order; what it says is one of three contents, so that what was
 * often is again, and Shopify's times are whole seconds, so that several changes share one.
 */
class ConvergencePropertiesTest {
    private static final List<OrderRecord> CONTENTS = List.of(
            PENDING,
            PENDING.with(Map.of("financial_status", "PAID", "tags", List.of(), "personal", OFFICE)),
            PENDING.with(Map.of(
                    "financial_status", "PAID",
                    "fulfillment_status", "FULFILLED",
                    "fulfillments", List.of(PARCEL),
                    "line_items", List.of(HAT),
                    "current_total_price", eur("10"))));

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
            List<ObserveOrder> webhooks,
            @Nullable ObserveOrderRemoval deletion) {
        State truth() {
            return states.get(states.size() - 1);
        }

        List<OrderCommand> sent() {
            List<OrderCommand> all = new ArrayList<>(webhooks);
            if (deletion != null) {
                all.add(deletion);
            }
            return all;
        }
    }

    /** What Shopify sent, and what of it arrives, in this order. */
    record Arrival(History history, List<OrderCommand> arriving) {}

    @Property
    void allArriveInAnyOrderAndSomeTwice_endsInTheTruth(@ForAll("nothingLost") Arrival arrival) {
        OneOrder order = new OneOrder();

        hear(order, arrival);

        order.isConsistent();
        State truth = arrival.history().truth();
        if (arrival.history().deletion() != null) {
            assertThat(order.mark().removed()).isTrue();
        } else {
            assertThat(order.mark().removed()).isFalse();
            assertThat(order.mark().updatedAt()).isEqualTo(truth.updatedAt());
            assertThat(content(order.known())).isEqualTo(content(CONTENTS.get(truth.content())));
        }
    }

    @Property
    void someAreLostAndOneReadComesAtTheEnd_endsInTheTruth(@ForAll("someLost") Arrival arrival) {
        OneOrder order = new OneOrder();

        hear(order, arrival);
        order.decide(lastRead(arrival.history()));

        endedInTheTruth(order, arrival.history());
    }

    @Property
    void webhooksDoNotSayWhenTheyWereSentOff_endInTheTruthOrInADoubtThatOneReadSettles(
            @ForAll("nothingLostSentOffUnknown") Arrival arrival) {
        OneOrder order = new OneOrder();

        hear(order, arrival);

        State truth = arrival.history().truth();
        if (!order.mark().removed() && !order.mark().unsettled()) {
            assertThat(content(order.known())).isEqualTo(content(CONTENTS.get(truth.content())));
        }
        order.decide(lastRead(arrival.history()));
        endedInTheTruth(order, arrival.history());
    }

    @Property
    void someAreLostAndAReadOfTheLastStateRacesWithTheRest_endsInTheTruthOrInADoubt(@ForAll("racing") Arrival arrival) {
        OneOrder order = new OneOrder();

        arrival.arriving().forEach(order::decide);

        order.isConsistent();
        State truth = arrival.history().truth();
        if (!order.mark().unsettled()) {
            assertThat(content(order.known())).isEqualTo(content(CONTENTS.get(truth.content())));
        }
        order.decide(lastRead(arrival.history()));
        endedInTheTruth(order, arrival.history());
    }

    private static void endedInTheTruth(OneOrder order, History history) {
        order.isConsistent();
        assertThat(order.mark().unsettled()).isFalse();
        assertThat(order.mark().removed()).isEqualTo(history.deletion() != null);
        if (history.deletion() == null) {
            assertThat(content(order.known()))
                    .isEqualTo(content(CONTENTS.get(history.truth().content())));
        }
    }

    /** Each is heard a second after the one before, whenever it was sent. */
    private static void hear(OneOrder order, Arrival arrival) {
        Instant now = MONDAY_NOON.plus(Duration.ofHours(1));
        for (OrderCommand sent : arrival.arriving()) {
            now = now.plus(ONE_MORE_SECOND);
            order.decide(heardAt(sent, now));
        }
    }

    private static OrderCommand heardAt(OrderCommand sent, Instant now) {
        Origin origin = new Origin(
                sent.origin().via(), sent.origin().id(), sent.origin().at(), now, null);
        return sent instanceof ObserveOrder seen
                ? new ObserveOrder(seen.orderId(), seen.record(), seen.updatedAt(), seen.triggeredAt(), origin)
                : new ObserveOrderRemoval(
                        sent.orderId(), ((ObserveOrderRemoval) sent).evidence(), sent.triggeredAt(), origin);
    }

    /** What Shopify answers at the end: the last state, or that there is no such order. */
    private static OrderCommand lastRead(History history) {
        Origin origin = new Origin(Via.SYNC, "read-by-id", AFTER_ALL, AFTER_ALL, null);
        State truth = history.truth();
        return history.deletion() == null
                ? new ObserveOrder(ID, sealedAnew(truth.content(), 999), truth.updatedAt(), null, origin)
                : new ObserveOrderRemoval(ID, "sweep", null, origin);
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
                                .map(seen -> new ObserveOrder(ID, seen.record(), seen.updatedAt(), null, seen.origin()))
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
                            List<OrderCommand> all = new ArrayList<>();
                            arrival.arriving()
                                    .forEach(seen -> all.add(heardAt(
                                            seen,
                                            Objects.requireNonNull(seen.triggeredAt())
                                                    .plusMillis(delays.get(
                                                            history.webhooks().indexOf(seen))))));
                            Instant sent = truth.since().plusMillis(sentAt);
                            all.add(new ObserveOrder(
                                    ID,
                                    sealedAnew(truth.content(), 998),
                                    truth.updatedAt(),
                                    null,
                                    new Origin(Via.SYNC, "page", truth.updatedAt(), sent, null)));
                            java.util.Collections.shuffle(all, shuffling);
                            return new Arrival(history, all);
                        }));
    }

    private static Arbitrary<Arrival> copies(History history, int fewest, int most) {
        List<OrderCommand> sent = history.sent();
        Arbitrary<List<Integer>> counts =
                Arbitraries.integers().between(fewest, most).list().ofSize(sent.size());
        return counts.flatMap(count -> {
            List<OrderCommand> arriving = new ArrayList<>();
            for (int i = 0; i < sent.size(); i++) {
                for (int copy = 0; copy < count.get(i); copy++) {
                    arriving.add(sent.get(i));
                }
            }
            return Arbitraries.shuffle(arriving).map(order -> new Arrival(history, order));
        });
    }

    private static Arbitrary<History> histories(boolean sometimesDeleted) {
        Arbitrary<Change> changes = Combinators.combine(
                        Arbitraries.integers().between(0, CONTENTS.size() - 1),
                        Arbitraries.frequency(Tuple.of(3, 0), Tuple.of(2, 1), Tuple.of(1, 2)),
                        Arbitraries.integers().between(1, 2))
                .as(Change::new);
        Arbitrary<Boolean> deletions = sometimesDeleted
                ? Arbitraries.frequency(Tuple.of(3, false), Tuple.of(1, true))
                : Arbitraries.just(false);
        return Combinators.combine(changes.list().ofMinSize(1).ofMaxSize(6), deletions)
                .as(ConvergencePropertiesTest::history)
                .withoutEdgeCases();
    }

    private static History history(List<Change> changes, boolean deleted) {
        List<State> states = new ArrayList<>();
        List<ObserveOrder> webhooks = new ArrayList<>();
        Instant second = MONDAY_NOON;
        for (Change change : changes) {
            second = second.plusSeconds(change.seconds());
            Instant since = second.plusMillis(10L * (states.size() + 1));
            states.add(new State(change.content(), second, since));
            for (int i = 0; i < change.webhooks(); i++) {
                int number = webhooks.size();
                Instant sentOff = since.plusMillis(i);
                Origin origin = new Origin(Via.WEBHOOK, "hook-" + number, second, sentOff, null);
                webhooks.add(new ObserveOrder(ID, sealedAnew(change.content(), number), second, sentOff, origin));
            }
        }
        Instant gone = second.plusMillis(900);
        return new History(
                states,
                webhooks,
                deleted
                        ? new ObserveOrderRemoval(
                                ID, "orders/delete", gone, new Origin(Via.WEBHOOK, "gone", gone, gone, null))
                        : null);
    }

    /** As it arrives: the same personal fields, under a nonce of their own. */
    private static OrderRecord sealedAnew(int content, int nonce) {
        OrderRecord record = CONTENTS.get(content);
        Sealed personal = Objects.requireNonNull(record.personal());
        return record.with(Map.of(
                "personal",
                new Sealed(personal.key(), "nonce-" + nonce, "ciphertext-" + nonce, personal.fingerprint())));
    }

    /** A record with its personal fields as they are, whatever they are sealed in. */
    private static OrderRecord content(OrderRecord record) {
        Sealed personal = Objects.requireNonNull(record.personal());
        return record.with(Map.of("personal", new Sealed(personal.key(), "", "", personal.fingerprint())));
    }
}
