package io.shopledger.query.order;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.shopledger.order.OrderId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Counts and names the orders that a list passed over because their stored record cannot be read. */
@Component
class UnreadableOrders {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadableOrders.class);

    /** So many are named in the log; when more are broken, the count says so without filling the memory. */
    private static final int NAMED = 1_000;

    private final Set<OrderId> named = ConcurrentHashMap.newKeySet();
    private final Counter count;

    UnreadableOrders(MeterRegistry meters) {
        count = Counter.builder("shopledger.orders.unreadable")
                .description("Times that a list passed over an order whose stored record cannot be read")
                .register(meters);
    }

    /** Each order is named once, as lists are asked for often; the failure's message may quote the record. */
    void passedOver(OrderId order, RuntimeException failure) {
        count.increment();
        if (named.size() < NAMED && named.add(order)) {
            LOG.warn(
                    "Lists pass over order {}: its stored record cannot be read ({})",
                    order,
                    failure.getClass().getSimpleName());
        }
    }
}
