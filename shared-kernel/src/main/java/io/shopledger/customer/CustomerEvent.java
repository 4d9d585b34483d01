package io.shopledger.customer;

import io.shopledger.Origin;
import io.shopledger.Sealed;
import io.shopledger.change.DetailChange;
import io.shopledger.change.ListChange;
import io.shopledger.observation.ObservedEvent;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a customer. Stored under the names of {@code StoredNames}, which never change. Each event holds what
 * changed and nothing else, from → to; in one decision every change is told by one event.
 */
public sealed interface CustomerEvent extends ObservedEvent {

    CustomerId customerId();

    @Override
    Origin origin();

    @Override
    default String stream() {
        return customerId().toString();
    }

    /** First sight of the customer, whole, whether by webhook or by sync. */
    @Revision("1")
    record CustomerJoined(CustomerId customerId, CustomerRecord record, Origin origin) implements CustomerEvent {}

    /** Tags, tax exemption, language, or any other field that is one value or a list of texts. */
    @Revision("1")
    record CustomerDetailsChanged(
            CustomerId customerId, List<DetailChange> details, List<ListChange> lists, Origin origin)
            implements CustomerEvent {
        public CustomerDetailsChanged {
            details = details == null ? List.of() : List.copyOf(details);
            lists = lists == null ? List.of() : List.copyOf(lists);
        }
    }

    /** The account was enabled, disabled, invited … */
    @Revision("1")
    record CustomerStateChanged(
            CustomerId customerId,
            @Nullable String from,
            @Nullable String to,
            Origin origin) implements CustomerEvent {}

    /** What marketing they agreed to changed. */
    @Revision("1")
    record CustomerConsentChanged(CustomerId customerId, List<DetailChange> details, Origin origin)
            implements CustomerEvent {
        public CustomerConsentChanged {
            details = details == null ? List.of() : List.copyOf(details);
        }
    }

    /** Names, contacts, addresses or the note: all sealed. */
    @Revision("1")
    record CustomerPersonalDetailsChanged(
            CustomerId customerId,
            @Nullable Sealed from,
            @Nullable Sealed to,
            Origin origin) implements CustomerEvent {}

    /** We were told of fields that we did not know before. The customer did not change. */
    @Revision("1")
    record CustomerLearned(CustomerId customerId, CustomerRecord learned, Origin origin) implements CustomerEvent {}

    /** The customer is gone from Shopify. @param evidence how that was learnt, such as {@code customers/delete} */
    @Revision("1")
    record CustomerRemoved(CustomerId customerId, String evidence, Origin origin) implements CustomerEvent {}

    /** A customer who was gone is there again, as a read that was sent after the removal found. */
    @Revision("1")
    record CustomerReturned(CustomerId customerId, Origin origin) implements CustomerEvent {}

    /** They asked to be forgotten: the key of what is personal is destroyed, and nobody can read it any more. */
    @Revision("1")
    record CustomerRedacted(CustomerId customerId, Origin origin) implements CustomerEvent {}
}
