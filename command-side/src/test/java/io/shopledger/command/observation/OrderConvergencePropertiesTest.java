package io.shopledger.command.observation;

import static io.shopledger.command.order.OrderFacts.HAT;
import static io.shopledger.command.order.OrderFacts.ID;
import static io.shopledger.command.order.OrderFacts.OFFICE;
import static io.shopledger.command.order.OrderFacts.PARCEL;
import static io.shopledger.command.order.OrderFacts.PENDING;
import static io.shopledger.command.order.OrderFacts.eur;

import io.shopledger.Origin;
import io.shopledger.Sealed;
import io.shopledger.command.order.Orders;
import io.shopledger.observation.Removal;
import io.shopledger.observation.Seen;
import io.shopledger.order.OrderCommand.ObserveOrder;
import io.shopledger.order.OrderCommand.ObserveOrderRemoval;
import io.shopledger.order.OrderEvent;
import io.shopledger.order.OrderFold;
import io.shopledger.order.OrderRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
