package io.shopledger.command.customer;

import io.shopledger.Origin;
import io.shopledger.command.observation.Observed;
import io.shopledger.customer.CustomerEvent;
import io.shopledger.customer.CustomerEvent.CustomerJoined;
import io.shopledger.customer.CustomerEvent.CustomerRedacted;
import io.shopledger.customer.CustomerEvent.CustomerRemoved;
import io.shopledger.customer.CustomerEvent.CustomerReturned;
import io.shopledger.customer.CustomerFold;
import io.shopledger.customer.CustomerId;
import io.shopledger.customer.CustomerRecord;
import io.shopledger.observation.Redaction;
import io.shopledger.observation.Removal;
import io.shopledger.observation.Seen;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** One customer; what personal is of them stays sealed. */
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "snapshotTrigger")
@Revision("2")
class Customer extends Observed<CustomerRecord, CustomerEvent> {
    Customer() {} // Axon makes it empty, then replays its events

    @Override
    protected CustomerEvent first(Seen<CustomerRecord> seen) {
        return new CustomerJoined(id(seen.stream()), seen.record(), seen.origin());
    }

    @Override
    protected List<CustomerEvent> changes(CustomerRecord known, CustomerRecord seen, Origin origin) {
        return CustomerChanges.between(known, seen, id(stream()), origin);
    }

    @Override
    protected CustomerEvent removal(Removal seen) {
        return new CustomerRemoved(id(seen.stream()), seen.evidence(), seen.origin());
    }

    @Override
    protected CustomerEvent comeback(Seen<CustomerRecord> seen) {
        return new CustomerReturned(id(seen.stream()), seen.origin());
    }

    @Override
    protected CustomerEvent redaction(Redaction demand) {
        return new CustomerRedacted(id(stream()), demand.origin());
    }

    @Override
    protected @Nullable Boolean gone(CustomerEvent event) {
        return event instanceof CustomerRemoved
                ? Boolean.TRUE
                : event instanceof CustomerReturned ? Boolean.FALSE : null;
    }

    @Override
    protected CustomerRecord fold(@Nullable CustomerRecord before, CustomerEvent event) {
        return CustomerFold.after(before, event);
    }

    private static CustomerId id(String stream) {
        return CustomerId.parse(stream);
    }
}
