package io.shopledger.command.eventstore;

import static io.shopledger.command.order.OrderFacts.MONDAY;
import static io.shopledger.command.order.OrderFacts.PENDING;
import static io.shopledger.command.order.OrderFacts.TUESDAY;

import io.shopledger.StoreId;
import io.shopledger.order.OrderEvent;
import io.shopledger.order.OrderEvent.OrderPaid;
import io.shopledger.order.OrderEvent.OrderPlaced;
import io.shopledger.order.OrderId;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/** Orders of store 7, as they are appended. */
final class StoredOrders {
    private StoredOrders() {}

    static void append(EventStoreOnPostgres where, DomainEventMessage<?>... events) {
        where.transactions().executeInTransaction(() -> where.engine().appendEvents(List.of(events)));
    }

    static DomainEventMessage<?> placed(long order) {
        return event(order, 0, new OrderPlaced(id(order), PENDING, MONDAY));
    }

    static DomainEventMessage<?> paid(long order) {
        return event(order, 1, new OrderPaid(id(order), "PENDING", "PAID", TUESDAY));
    }

    static OrderId id(long order) {
        return new OrderId(new StoreId(7), order);
    }

    static DomainEventMessage<?> event(long order, long sequence, OrderEvent payload) {
        return new GenericDomainEventMessage<>("Order", id(order).toString(), sequence, payload);
    }
}
