package io.shopledger.observation;

import io.shopledger.Origin;

/** What happened to something that is observed at Shopify. Each kind has its own sealed family of these. */
public interface ObservedEvent {

    /** @return the key of the entity's event stream, such as {@code order/7/450789469} */
    String stream();

    Origin origin();
}
