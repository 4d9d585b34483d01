package io.shopledger.query.customer;

import io.shopledger.customer.CustomerEvent;
import io.shopledger.customer.CustomerFold;
import io.shopledger.customer.CustomerRecord;
import io.shopledger.query.entity.Column;
import io.shopledger.query.entity.ObservedKind;
import io.shopledger.query.entity.RowKey;
import io.shopledger.query.list.Words;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Customers as rows: {@code shopify_customers}. */
public final class CustomerKind implements ObservedKind<CustomerRecord, CustomerEvent> {
    public static final CustomerKind CUSTOMERS = new CustomerKind();

    private static final List<Column<CustomerRecord>> COLUMNS = List.of(
            new Column<>("state", CustomerRecord::state),
            new Column<>("verified_email", CustomerRecord::verifiedEmail),
            new Column<>("tax_exempt", CustomerRecord::taxExempt),
            new Column<>("locale", CustomerRecord::locale),
            new Column<>("tags", CustomerRecord::tags),
            new Column<>("created_at", CustomerRecord::createdAt),
            new Column<>("words", CustomerKind::words));

    private CustomerKind() {}

    /** Nothing personal is among them: it is sealed. */
    private static List<String> words(CustomerRecord customer) {
        return new Words()
                .text(customer.locale())
                .texts(customer.tags())
                .exact("tag", customer.tags())
                .list();
    }

    @Override
    public String table() {
        return "shopify_customers";
    }

    @Override
    public String streams() {
        return "customer";
    }

    @Override
    public RowKey key() {
        return RowKey.OF_A_STORE;
    }

    @Override
    public Class<CustomerRecord> record() {
        return CustomerRecord.class;
    }

    @Override
    public Class<CustomerEvent> events() {
        return CustomerEvent.class;
    }

    @Override
    public @Nullable CustomerRecord first(CustomerEvent event) {
        return event instanceof CustomerEvent.CustomerJoined first ? first.record() : null;
    }

    @Override
    public @Nullable CustomerRecord learned(CustomerEvent event) {
        return event instanceof CustomerEvent.CustomerLearned learned ? learned.learned() : null;
    }

    @Override
    public boolean removes(CustomerEvent event) {
        return event instanceof CustomerEvent.CustomerRemoved;
    }

    @Override
    public boolean returns(CustomerEvent event) {
        return event instanceof CustomerEvent.CustomerReturned;
    }

    @Override
    public boolean redacts(CustomerEvent event) {
        return event instanceof CustomerEvent.CustomerRedacted;
    }

    @Override
    public CustomerRecord after(@Nullable CustomerRecord before, CustomerEvent event) {
        return CustomerFold.after(before, event);
    }

    @Override
    public List<Column<CustomerRecord>> columns() {
        return COLUMNS;
    }

    @Override
    public Optional<String> cachedAs() {
        return Optional.of("customers");
    }
}
