package io.shopledger.command.customer;

import io.shopledger.command.difference.ChangesProperties;
import io.shopledger.command.order.OrderFacts;
import io.shopledger.customer.CustomerEvent;
import io.shopledger.customer.CustomerEvent.CustomerLearned;
import io.shopledger.customer.CustomerFold;
import io.shopledger.customer.CustomerRecord;
import java.util.List;
import net.jqwik.api.Arbitrary;
import org.jspecify.annotations.Nullable;

class CustomerChangesPropertiesTest extends ChangesProperties<CustomerRecord, CustomerEvent> {
    @Override
    protected CustomerRecord empty() {
        return CustomerFacts.EMPTY;
    }

    @Override
    protected List<CustomerEvent> between(CustomerRecord known, CustomerRecord seen) {
        return CustomerChanges.between(known, seen, CustomerFacts.ID, OrderFacts.TUESDAY);
    }

    @Override
    protected CustomerRecord after(CustomerRecord before, CustomerEvent event) {
        return CustomerFold.after(before, event);
    }

    @Override
    protected @Nullable CustomerRecord learned(CustomerEvent event) {
        return event instanceof CustomerLearned told ? told.learned() : null;
    }

    @Override
    protected Arbitrary<@Nullable Object> valuesOf(String field) {
        return texts();
    }
}
