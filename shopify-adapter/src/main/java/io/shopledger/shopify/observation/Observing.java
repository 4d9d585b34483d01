package io.shopledger.shopify.observation;

import io.shopledger.StoreId;
import io.shopledger.observation.Observation;
import io.shopledger.shopify.json.JsonObject;
import java.util.List;

/** How one kind of Shopify's things is observed, be it told by a webhook or read by GraphQL. */
public interface Observing {
    /** @return the keys of a webhook's body that hold the numbers in the entity's stream key, in their order */
    default List<String> numbers() {
        return List.of("id");
    }

    /** @return the key of the entity's event stream, such as {@code order/7/450789469} */
    String stream(StoreId store, List<Long> numbers);

    /** @return what a webhook's body shows: the entity as it is */
    Observation told(JsonObject body, Heard heard, Sealing sealing);

    /** @return what a node shows, as the kind's fragment selects it: the entity first, then what is observed with it */
    List<Observation> read(JsonObject node, Heard heard, Sealing sealing);

    /** @param evidence how it was learnt that the entity is gone, such as {@code orders/delete} */
    Observation gone(String stream, String evidence, Heard heard);
}
