package io.shopledger.customer;

import static io.shopledger.order.OrderExamples.BY_SYNC;
import static io.shopledger.order.OrderExamples.BY_WEBHOOK;
import static io.shopledger.order.OrderExamples.HOME;
import static io.shopledger.order.OrderExamples.MONDAY;
import static io.shopledger.order.OrderExamples.OFFICE;
import static io.shopledger.order.OrderExamples.TUESDAY;

import io.shopledger.StoreId;
import io.shopledger.change.DetailChange;
import io.shopledger.change.ListChange;
import io.shopledger.customer.CustomerEvent.CustomerConsentChanged;
import io.shopledger.customer.CustomerEvent.CustomerDetailsChanged;
import io.shopledger.customer.CustomerEvent.CustomerJoined;
import io.shopledger.customer.CustomerEvent.CustomerLearned;
import io.shopledger.customer.CustomerEvent.CustomerPersonalDetailsChanged;
import io.shopledger.customer.CustomerEvent.CustomerRedacted;
import io.shopledger.customer.CustomerEvent.CustomerRemoved;
import io.shopledger.customer.CustomerEvent.CustomerReturned;
import io.shopledger.customer.CustomerEvent.CustomerStateChanged;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One customer with every field in use, and one event of each type that tells something of them. */
public final class CustomerExamples {
    public static final CustomerId ID = new CustomerId(new StoreId(7), 207119551);

    /** Every field in use but {@code sms_marketing_state}, which is unknown. */
    public static final CustomerRecord WHOLE = new CustomerRecord(
            1,
            Set.of("sms_marketing_state"),
            MONDAY,
            "ENABLED",
            true,
            false,
            List.of("CA_STATUS_CARD_EXEMPTION"),
            List.of("vip", "gift"),
            "en-DE",
            "SUBSCRIBED",
            "CONFIRMED_OPT_IN",
            TUESDAY,
            null,
            "SINGLE_OPT_IN",
            MONDAY,
            HOME,
            null);

    /** The same as the second revision of the mapping has it. */
    public static final CustomerRecord WHOLE_TODAY =
            CustomerRecord.FIELDS.with(WHOLE, Map.of("mapping", 2, "sms_marketing_collected_from", "SHOPIFY"));

    private CustomerExamples() {}

    /** One event of each type, each with all that it can hold. */
    public static List<CustomerEvent> oneOfEach() {
        return List.of(
                new CustomerJoined(ID, WHOLE, BY_WEBHOOK),
                new CustomerDetailsChanged(
                        ID,
                        List.of(
                                new DetailChange("tax_exempt", "false", "true"),
                                new DetailChange("locale", "en-DE", null)),
                        List.of(new ListChange("tags", List.of(), List.of("gift", "vip"))),
                        BY_WEBHOOK),
                new CustomerStateChanged(ID, "ENABLED", "DISABLED", BY_WEBHOOK),
                new CustomerConsentChanged(
                        ID,
                        List.of(
                                new DetailChange("email_marketing_state", "SUBSCRIBED", "UNSUBSCRIBED"),
                                new DetailChange("email_marketing_updated_at", null, "2026-10-06T09:30:15Z")),
                        BY_SYNC),
                new CustomerPersonalDetailsChanged(ID, HOME, OFFICE, BY_WEBHOOK),
                new CustomerLearned(
                        ID,
                        ofTheFirst(WHOLE.with(Map.of("sms_marketing_state", "SUBSCRIBED"))
                                .only(Set.of("sms_marketing_state", "personal"))),
                        BY_SYNC),
                new CustomerRemoved(ID, "customers/delete", BY_WEBHOOK),
                new CustomerReturned(ID, BY_SYNC),
                new CustomerRedacted(ID, BY_WEBHOOK));
    }

    /** The first revision did not call unknown what it did not know of. */
    private static CustomerRecord ofTheFirst(CustomerRecord record) {
        Set<String> unknown = new TreeSet<>(record.unknown());
        unknown.removeIf(field -> record.since(field) > 1);
        return CustomerRecord.FIELDS.with(record, Map.of("unknown", unknown));
    }

    /** The same event with what later mappings added to it. */
    public static List<CustomerEvent> withWhatCameLater() {
        return List.of(new CustomerJoined(ID, WHOLE_TODAY, BY_WEBHOOK));
    }
}
