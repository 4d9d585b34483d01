package io.shopledger.command.observation;

import static io.shopledger.command.order.OrderFacts.HAT;
import static io.shopledger.command.order.OrderFacts.ID;
import static io.shopledger.command.order.OrderFacts.OFFICE;
import static io.shopledger.command.order.OrderFacts.PARCEL;
import static io.shopledger.command.order.OrderFacts.PENDING;
import static io.shopledger.command.order.OrderFacts.eur;

import io.shopledger.Origin;
import io.shopledger.Sealed;
import io.shopledger.Via;
import io.shopledger.command.order.Orders;
import io.shopledger.observation.Observation;
import io.shopledger.observation.Removal;
import io.shopledger.observation.Seen;
import io.shopledger.order.OrderCommand.ObserveOrder;
import io.shopledger.order.OrderCommand.ObserveOrderRemoval;
import io.shopledger.order.OrderEvent;
import io.shopledger.order.OrderFold;
import io.shopledger.order.OrderRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class OrderConvergencePropertiesTest extends ConvergenceProperties<OrderRecord, OrderEvent> {
    private static final List<OrderRecord> CONTENTS = List.of(
            PENDING,
            PENDING.with(Map.of("financial_status", "PAID", "tags", List.of(), "personal", OFFICE)),
            PENDING.with(Map.of(
                    "financial_status", "PAID",
                    "fulfillment_status", "FULFILLED",
                    "fulfillments", List.of(PARCEL),
                    "line_items", List.of(HAT),
                    "current_total_price", eur("10"))));

    /** What reads of these tests do not tell. */
    private static final List<String> UNTOLD = List.of("financial_status", "tags");

    /** Reads of any state, sent when it was so, answered whenever; webhooks as often and late as may be, but all come. */
    @Property(tries = TRIES)
    void readsDoNotTellAll_andWhatIsMissingIsTakenFromWebhooksHoweverLate(@ForAll("readsAmongThem") Arrival arrival) {
        OneEntity<OrderRecord, OrderEvent> order = entity();

        arrival.arriving().forEach(order::decide);
        order.decide(withoutSome((ObserveOrder) lastRead(arrival.history())));

        endedInTheTruth(order, arrival.history());
    }

    @Provide
    Arbitrary<Arrival> readsAmongThem() {
        return histories(false)
                .flatMap(history -> Combinators.combine(
                                copies(history, 1, 2),
                                Arbitraries.integers()
                                        .between(1, 3000)
                                        .list()
                                        .ofSize(history.webhooks().size()),
                                Arbitraries.randoms())
                        .as((arrival, delays, shuffling) -> {
                            List<Observation> all = new ArrayList<>();
                            for (Observation webhook : arrival.arriving()) {
                                int delay = delays.get(history.webhooks().indexOf(webhook));
                                Instant sentOff = Objects.requireNonNull(webhook.triggeredAt());
                                all.add(heardAt(webhook, sentOff.plusMillis(delay)));
                            }
                            for (State state : history.states()) {
                                Origin origin = new Origin(
                                        Via.SYNC,
                                        "page",
                                        state.updatedAt(),
                                        state.since().plusMillis(shuffling.nextInt(9)),
                                        null);
                                all.add(withoutSome(new ObserveOrder(
                                        ID,
                                        arriving(CONTENTS.get(state.content()), 997),
                                        state.updatedAt(),
                                        null,
                                        origin)));
                            }
                            Collections.shuffle(all, shuffling);
                            return new Arrival(history, all);
                        }));
    }

    private static ObserveOrder withoutSome(ObserveOrder read) {
        Set<String> told = new TreeSet<>(OrderRecord.FIELDS.entityFields());
        UNTOLD.forEach(told::remove);
        return new ObserveOrder(ID, read.record().only(told), read.updatedAt(), null, read.origin());
    }

    @Override
    List<OrderRecord> contents() {
        return CONTENTS;
    }

    @Override
    OneEntity<OrderRecord, OrderEvent> entity() {
        return new OneEntity<>(ID, Orders::on, OrderFold::after);
    }

    @Override
    Seen<OrderRecord> seen(
            OrderRecord record,
            @Nullable Instant updatedAt,
            @Nullable Instant triggeredAt,
            Origin origin,
            boolean partial) {
        return new ObserveOrder(ID, record, updatedAt, triggeredAt, origin);
    }

    @Override
    Removal removal(String evidence, @Nullable Instant triggeredAt, Origin origin) {
        return new ObserveOrderRemoval(ID, evidence, triggeredAt, origin);
    }

    /** The same personal fields, under a nonce of their own. */
    @Override
    OrderRecord arriving(OrderRecord record, int nonce) {
        Sealed personal = Objects.requireNonNull(record.personal());
        return record.with(Map.of(
                "personal",
                new Sealed(personal.key(), "nonce-" + nonce, "ciphertext-" + nonce, personal.fingerprint())));
    }

    /** With its personal fields as they are, whatever they are sealed in. */
    @Override
    OrderRecord content(OrderRecord record) {
        Sealed personal = Objects.requireNonNull(record.personal());
        return record.with(Map.of("personal", new Sealed(personal.key(), "", "", personal.fingerprint())));
    }
}
