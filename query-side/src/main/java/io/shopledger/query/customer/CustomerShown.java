package io.shopledger.query.customer;

import io.shopledger.StoreId;
import io.shopledger.customer.CustomerId;
import io.shopledger.customer.CustomerRecord;
import io.shopledger.query.entity.EntityRow;
import io.shopledger.query.entity.Form;
import io.shopledger.query.entity.Shown;
import io.shopledger.query.list.Listing;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Customers as the API shows them. */
@Component
public class CustomerShown implements Shown<CustomerRecord> {

    @Override
    public String kind() {
        return "customers";
    }

    @Override
    public String one() {
        return "customer";
    }

    @Override
    public String gid() {
        return "Customer";
    }

    @Override
    public String stream(StoreId store, long id) {
        return new CustomerId(store, id).toString();
    }

    @Override
    public Class<CustomerRecord> record() {
        return CustomerRecord.class;
    }

    @Override
    public Class<? extends EntityRow> row() {
        return CustomerRow.class;
    }

    @Override
    public Form<CustomerRecord> form() {
        return CustomerForm.FORM;
    }

    @Override
    public Listing listing() {
        return CustomerListing.LISTING;
    }

    @Override
    public String example() {
        return """
                {"store_id":1,"id":207119551,"admin_graphql_api_id":"gid://shopify/Customer/207119551","state":"enabled",
                "verified_email":true,"tax_exempt":false,"tags":"vip","created_at":"2026-10-01T09:30:00Z",
                "updated_at":"2026-10-02T11:00:00Z","email":"jon@example.com","first_name":"Jon","last_name":"Doe",
                "phone":null,"note":null,"addresses":[],"default_address":null,
                "last_event":"CustomerStateChanged","last_event_at":"2026-10-02T11:00:00Z","version":3}""";
    }

    @Override
    public void open(ObjectNode view, List<Optional<String>> parts) {
        CustomerPersonalJson.open(view, parts);
    }

    @Override
    public void nothingPersonal(ObjectNode view) {
        CustomerPersonalJson.none(view);
    }
}
