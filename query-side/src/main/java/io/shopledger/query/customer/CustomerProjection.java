package io.shopledger.query.customer;

import io.shopledger.customer.CustomerEvent;
import io.shopledger.query.entity.Entities;
import io.shopledger.query.entity.Kind;
import io.shopledger.query.projection.Projection;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/**
 * Writes {@code shopify_customers}: one row per customer, as of the last event. Rows
 * follow from the events alone, so the same events give the same rows however often they are replayed.
 */
@Component
@ProcessingGroup(CustomerProjection.NAME)
class CustomerProjection implements Projection {
    static final String NAME = "customers";

    private final Entities<?, CustomerEvent> customers;

    CustomerProjection(Entities.Factory entities) {
        customers = entities.of(CustomerKind.CUSTOMERS);
    }

    @EventHandler
    void on(CustomerEvent event, @SequenceNumber long sequence, @Timestamp Instant appendedAt) {
        customers.add(event, sequence, appendedAt);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** 2: words. */
    @Override
    public int version() {
        return 2;
    }

    @Override
    public List<Kind<?, ?>> kinds() {
        return List.of(CustomerKind.CUSTOMERS);
    }

    @Override
    public void forget(String stream) {
        customers.forget(stream);
    }

    @Override
    public OptionalLong markIncomplete(String stream) {
        return customers.markIncomplete(stream);
    }

    @ResetHandler
    void forgetAll() {
        customers.forgetAll();
    }
}
