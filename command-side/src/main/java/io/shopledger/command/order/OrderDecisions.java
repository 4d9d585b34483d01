package io.shopledger.command.order;

import io.shopledger.command.observation.RecordFingerprint;
import io.shopledger.order.OrderCommand.ObserveOrder;
import io.shopledger.order.OrderCommand.ObserveOrderRemoval;
import io.shopledger.order.OrderId;
import io.shopledger.stored.StoredNames;
import java.util.Map;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Hands an observation that is news to its order, inside the page's unit of work. */
public class OrderDecisions {
    private final Repository<Order> orders;

    OrderDecisions(Repository<Order> orders) {
        this.orders = orders;
    }

    /**
     * What an observation came to.
     *
     * @param events how many were applied
     * @param sequence of the stream's last event
     * @param fingerprint of the record as it is now
     */
    public record Applied(int events, long sequence, byte[] fingerprint) {}

    /** First sight of an order. @param fingerprint of the record seen */
    public Applied place(ObserveOrder seen, byte[] fingerprint) {
        try {
            Aggregate<Order> order = orders.newInstance(() -> new Order(seen));
            return new Applied(1, order.version(), fingerprint);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException("Placing " + seen.orderId(), failure);
        }
    }

    public Applied observe(ObserveOrder seen) {
        Aggregate<Order> order = orders.load(key(seen.orderId()));
        int events = order.invoke(it -> it.observe(seen));
        return new Applied(events, order.version(), RecordFingerprint.of(order.invoke(Order::known)));
    }

    /** @return the sequence of the stream's last event */
    public long remove(ObserveOrderRemoval seen) {
        Aggregate<Order> order = orders.load(key(seen.orderId()));
        order.execute(it -> it.observeRemoval(seen));
        return order.version();
    }

    private static String key(OrderId id) {
        return id.toString();
    }

    @Configuration(proxyBeanMethods = false)
    static class Wiring {
        @Bean
        OrderDecisions orderDecisions(Repository<Order> orders) {
            return new OrderDecisions(orders);
        }

        @Bean
        StoredNames.Contribution orderSnapshotName() {
            return new StoredNames.Contribution(Map.of("snapshot.Order", Order.class));
        }
    }
}
