package io.shopledger.command.observation;

import static io.shopledger.command.customer.CustomerFacts.ID;
import static io.shopledger.command.customer.CustomerFacts.MOVED;
import static io.shopledger.command.customer.CustomerFacts.REGULAR;

import io.shopledger.Origin;
import io.shopledger.Sealed;
import io.shopledger.command.customer.Customers;
import io.shopledger.customer.CustomerCommand.ObserveCustomer;
import io.shopledger.customer.CustomerCommand.ObserveCustomerRemoval;
import io.shopledger.customer.CustomerEvent;
import io.shopledger.customer.CustomerFold;
import io.shopledger.customer.CustomerRecord;
import io.shopledger.observation.Removal;
import io.shopledger.observation.Seen;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

class CustomerConvergencePropertiesTest extends PoorWebhooksProperties<CustomerRecord, CustomerEvent> {
    private static final List<CustomerRecord> CONTENTS = List.of(
            REGULAR,
            REGULAR.with(Map.of("personal", MOVED, "tags", List.of(), "state", "DISABLED")),
            REGULAR.with(Map.of("email_marketing_state", "UNSUBSCRIBED", "tags", List.of("b2b"), "tax_exempt", true)));

    @Override
    Set<String> untoldByWebhooks() {
        return Set.of("tags", "email_marketing_state", "email_marketing_opt_in_level");
    }

    @Override
    List<CustomerRecord> contents() {
        return CONTENTS;
    }

    @Override
    OneEntity<CustomerRecord, CustomerEvent> entity() {
        return new OneEntity<>(ID, Customers::on, CustomerFold::after);
    }

    @Override
    Seen<CustomerRecord> seen(
            CustomerRecord record,
            @Nullable Instant updatedAt,
            @Nullable Instant triggeredAt,
            Origin origin,
            boolean partial) {
        return new ObserveCustomer(ID, record, updatedAt, triggeredAt, origin);
    }

    @Override
    Removal removal(String evidence, @Nullable Instant triggeredAt, Origin origin) {
        return new ObserveCustomerRemoval(ID, evidence, triggeredAt, origin);
    }

    /** The same personal fields, under a nonce of their own. */
    @Override
    CustomerRecord arriving(CustomerRecord record, int nonce) {
        Sealed personal = Objects.requireNonNull(record.personal());
        return record.with(Map.of(
                "personal",
                new Sealed(personal.key(), "nonce-" + nonce, "ciphertext-" + nonce, personal.fingerprint())));
    }

    /** With its personal fields as they are, whatever they are sealed in. */
    @Override
    CustomerRecord content(CustomerRecord record) {
        Sealed personal = Objects.requireNonNull(record.personal());
        return record.with(Map.of("personal", new Sealed(personal.key(), "", "", personal.fingerprint())));
    }
}
