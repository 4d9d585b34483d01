package io.shopledger.shopify.order;

import io.shopledger.StoreId;
import io.shopledger.observation.Observation;
import io.shopledger.order.OrderCommand.ObserveOrder;
import io.shopledger.order.OrderCommand.ObserveOrderHint;
import io.shopledger.order.OrderCommand.ObserveOrderRemoval;
import io.shopledger.order.OrderId;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.observation.Heard;
import io.shopledger.shopify.observation.Observing;
import io.shopledger.shopify.observation.Sealing;
import java.time.Instant;
import java.util.List;

/** Observations of orders, their personal fields sealed under the order's own key. */
public final class OrdersObserved implements Observing {
    @Override
    public String stream(StoreId store, List<Long> numbers) {
        return new OrderId(store, numbers.get(0)).toString();
    }

    @Override
    public ObserveOrder told(JsonObject body, Heard heard, Sealing sealing) {
        OrderId id = new OrderId(heard.store(), body.id("id"));
        Instant at = heard.at(body.time("updated_at"));
        return new ObserveOrder(
                id,
                OrderFromWebhook.record(
                        body,
                        sealing.seal(id.toString(), OrderPersonalFields.personal(body)),
                        sealing.seal(id.toString(), OrderPersonalFields.browsing(body))),
                at,
                heard.triggeredAt(),
                heard.origin(at),
                OrderPersonalFields.isCut(body));
    }

    @Override
    public List<Observation> read(JsonObject node, Heard heard, Sealing sealing) {
        OrderId id = new OrderId(heard.store(), node.gid("id"));
        Instant at = heard.at(node.time("updatedAt"));
        return List.of(new ObserveOrder(
                id,
                OrderFromGraphQl.record(node, sealing.seal(id.toString(), OrderPersonalFields.read(node))),
                at,
                null,
                heard.origin(at)));
    }

    @Override
    public ObserveOrderRemoval gone(String stream, String evidence, Heard heard) {
        return new ObserveOrderRemoval(
                OrderId.parse(stream), evidence, heard.triggeredAt(), heard.origin(heard.at(null)));
    }

    /** @return that something became of the order, which a refund or a fulfilment tells without the order itself */
    public static ObserveOrderHint hinted(long order, Heard heard) {
        return new ObserveOrderHint(
                new OrderId(heard.store(), order), heard.triggeredAt(), heard.origin(heard.at(null)));
    }
}
