package io.shopledger.command.customer;

import io.shopledger.Origin;
import io.shopledger.command.difference.Details;
import io.shopledger.command.difference.Difference;
import io.shopledger.customer.CustomerEvent;
import io.shopledger.customer.CustomerId;
import io.shopledger.customer.CustomerRecord;
import java.util.ArrayList;
import java.util.List;

/** What happened between two records of one customer: a pure function. */
final class CustomerChanges {
    private CustomerChanges() {}

    /** @return the events that lead from {@code from} to {@code to}; none where nothing is different */
    static List<CustomerEvent> between(CustomerRecord from, CustomerRecord to, CustomerId id, Origin origin) {
        Difference<CustomerRecord> difference = Difference.between(from, to);
        List<CustomerEvent> events = new ArrayList<>();
        difference.learned().ifPresent(learned -> events.add(new CustomerEvent.CustomerLearned(id, learned, origin)));
        if (difference.isForgotten()) {
            events.add(new CustomerEvent.CustomerRedacted(id, origin));
        }
        if (difference.take("state")) {
            events.add(new CustomerEvent.CustomerStateChanged(id, from.state(), to.state(), origin));
        }
        Details consent = difference.details(difference.takeAll(CustomerChanges::isConsent));
        if (!consent.isEmpty()) {
            events.add(new CustomerEvent.CustomerConsentChanged(id, consent.details(), origin));
        }
        if (difference.take("personal")) {
            events.add(new CustomerEvent.CustomerPersonalDetailsChanged(id, from.personal(), to.personal(), origin));
        }
        Details rest = difference.rest();
        if (!rest.isEmpty()) {
            events.add(new CustomerEvent.CustomerDetailsChanged(id, rest.details(), rest.lists(), origin));
        }
        return events;
    }

    private static boolean isConsent(String field) {
        return field.startsWith("email_marketing_") || field.startsWith("sms_marketing_");
    }
}
