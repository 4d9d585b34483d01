package io.shopledger.shopify.customer;

import io.shopledger.Sealed;
import io.shopledger.StoreId;
import io.shopledger.customer.CustomerCommand.ObserveCustomer;
import io.shopledger.customer.CustomerCommand.ObserveCustomerRemoval;
import io.shopledger.customer.CustomerId;
import io.shopledger.observation.Observation;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.observation.Heard;
import io.shopledger.shopify.observation.Observing;
import io.shopledger.shopify.observation.Sealing;
import java.time.Instant;
import java.util.List;

/** Observations of customers, their personal fields sealed under the customer's own key. */
public final class CustomersObserved implements Observing {
    @Override
    public String stream(StoreId store, List<Long> numbers) {
        return new CustomerId(store, numbers.get(0)).toString();
    }

    @Override
    public ObserveCustomer told(JsonObject body, Heard heard, Sealing sealing) {
        CustomerId id = new CustomerId(heard.store(), body.id("id"));
        Sealed personal = sealing.seal(id.toString(), CustomerPersonalFields.told(body));
        Instant at = heard.at(body.time("updated_at"));
        return new ObserveCustomer(
                id,
                CustomerFromWebhook.record(body, personal),
                at,
                heard.triggeredAt(),
                heard.origin(at),
                CustomerPersonalFields.isCut(body));
    }

    @Override
    public List<Observation> read(JsonObject node, Heard heard, Sealing sealing) {
        CustomerId id = new CustomerId(heard.store(), node.gid("id"));
        Sealed personal = sealing.seal(id.toString(), CustomerPersonalFields.read(node));
        Instant at = heard.at(node.time("updatedAt"));
        return List.of(new ObserveCustomer(id, CustomerFromGraphQl.record(node, personal), at, null, heard.origin(at)));
    }

    @Override
    public ObserveCustomerRemoval gone(String stream, String evidence, Heard heard) {
        return new ObserveCustomerRemoval(
                CustomerId.parse(stream), evidence, heard.triggeredAt(), heard.origin(heard.at(null)));
    }
}
