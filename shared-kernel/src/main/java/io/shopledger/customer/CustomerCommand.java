package io.shopledger.customer;

import io.shopledger.Origin;
import io.shopledger.observation.Observation;
import io.shopledger.observation.Redaction;
import io.shopledger.observation.Removal;
import io.shopledger.observation.Seen;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What may be asked of a customer: to be observed. An observation never fails. */
public sealed interface CustomerCommand extends Observation {

    @TargetAggregateIdentifier
    CustomerId customerId();

    @Override
    default String stream() {
        return customerId().toString();
    }

    /**
     * It was seen as it is.
     *
     * @param updatedAt Shopify's {@code updated_at}: orders observations, and is no part of what is compared
     * @param triggeredAt the delivery's {@code X-Shopify-Triggered-At}; absent for reads
     * @param partial whether something was cut from what was seen, so that a read by id must tell it
     */
    record ObserveCustomer(
            CustomerId customerId,
            CustomerRecord record,
            @Override @Nullable Instant updatedAt,
            @Override @Nullable Instant triggeredAt,
            Origin origin,
            @Override boolean partial)
            implements CustomerCommand, Seen<CustomerRecord> {

        /** What was seen is all that this source tells. */
        public ObserveCustomer(
                CustomerId customerId,
                CustomerRecord record,
                @Nullable Instant updatedAt,
                @Nullable Instant triggeredAt,
                Origin origin) {
            this(customerId, record, updatedAt, triggeredAt, origin, false);
        }
    }

    /**
     * Shopify says that it is gone.
     *
     * @param evidence how it was learnt, such as the webhook's topic
     */
    record ObserveCustomerRemoval(
            CustomerId customerId,
            String evidence,
            @Override @Nullable Instant triggeredAt,
            Origin origin) implements CustomerCommand, Removal {}

    /** Shopify demands that what is personal of the customer be erased. */
    record RedactCustomer(
            CustomerId customerId, @Override @Nullable Instant triggeredAt, Origin origin)
            implements CustomerCommand, Redaction {}
}
