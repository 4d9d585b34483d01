package io.shopledger.command.observation;

import static io.shopledger.command.order.OrderFacts.ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.command.order.Orders;
import io.shopledger.command.order.ToldChange;
import io.shopledger.observation.Decision;
import io.shopledger.order.OrderCommand;
import io.shopledger.order.OrderEvent;
import io.shopledger.order.OrderEvent.OrderRemoved;
import io.shopledger.order.OrderEvent.OrderReturned;
import io.shopledger.order.OrderFold;
import io.shopledger.order.OrderRecord;
import java.util.List;
import java.util.Objects;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** One order's real aggregate, events and decisions in memory, one unit of work for each observation. */
final class OneOrder {
    private final Orders orders = Orders.on(EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build());
    private @Nullable Watermark mark;

    Decision decide(OrderCommand seen) {
        UnitOfWork<?> work = DefaultUnitOfWork.startAndGet(null);
        try {
            OrderPage page = new OrderPage(orders.decisions(), mark);
            Decision decision = page.decide(seen);
            work.commit();
            page.changed().ifPresent(changed -> mark = changed);
            return decision;
        } finally {
            if (work.isActive()) {
                work.rollback();
            }
        }
    }

    Watermark mark() {
        return Objects.requireNonNull(mark, "Nothing was decided yet");
    }

    boolean isPlaced() {
        return mark != null && mark.hasEvents();
    }

    OrderRecord known() {
        return orders.known(ID);
    }

    List<OrderEvent> events() {
        return orders.events(ID);
    }

    /** Its events tell one story: they lead to what is known, each from where the one before it ended, and none in vain. */
    void isConsistent() {
        OrderRecord running = null;
        boolean removed = false;
        for (OrderEvent event : events()) {
            for (ToldChange change : ToldChange.of(event)) {
                assertThat(change.from())
                        .as("%s tells from", change.field())
                        .isEqualTo(change.in(Objects.requireNonNull(running)));
                assertThat(change.to()).as("%s tells to", change.field()).isNotEqualTo(change.from());
            }
            if (event instanceof OrderRemoved || event instanceof OrderReturned) {
                assertThat(event instanceof OrderRemoved)
                        .as("removed and returned in turn")
                        .isNotEqualTo(removed);
                removed = !removed;
            }
            running = OrderFold.after(running, event);
        }
        assertThat(mark().sequence()).isEqualTo(events().size() - 1L);
        if (isPlaced()) {
            assertThat(running).isEqualTo(known());
            assertThat(mark().fingerprint()).isEqualTo(RecordFingerprint.of(known()));
            assertThat(mark().removed()).isEqualTo(removed);
        }
    }
}
