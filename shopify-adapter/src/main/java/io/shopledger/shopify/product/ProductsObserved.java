package io.shopledger.shopify.product;

import io.shopledger.StoreId;
import io.shopledger.observation.Observation;
import io.shopledger.product.ProductCommand.ObserveProduct;
import io.shopledger.product.ProductCommand.ObserveProductRemoval;
import io.shopledger.product.ProductId;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.observation.Heard;
import io.shopledger.shopify.observation.Observing;
import io.shopledger.shopify.observation.Sealing;
import java.time.Instant;
import java.util.List;

/** Observations of products. Nothing of a product is personal. */
public final class ProductsObserved implements Observing {
    @Override
    public String stream(StoreId store, List<Long> numbers) {
        return new ProductId(store, numbers.get(0)).toString();
    }

    @Override
    public ObserveProduct told(JsonObject body, Heard heard, Sealing sealing) {
        Instant at = heard.at(body.time("updated_at"));
        return new ObserveProduct(
                new ProductId(heard.store(), body.id("id")),
                ProductFromWebhook.record(body),
                at,
                heard.triggeredAt(),
                heard.origin(at),
                ProductFromWebhook.isPartial(body));
    }

    @Override
    public List<Observation> read(JsonObject node, Heard heard, Sealing sealing) {
        Instant at = heard.at(node.time("updatedAt"));
        return List.of(new ObserveProduct(
                new ProductId(heard.store(), node.gid("id")),
                ProductFromGraphQl.record(node),
                at,
                null,
                heard.origin(at),
                ProductFromGraphQl.isPartial(node)));
    }

    @Override
    public ObserveProductRemoval gone(String stream, String evidence, Heard heard) {
        return new ObserveProductRemoval(
                ProductId.parse(stream), evidence, heard.triggeredAt(), heard.origin(heard.at(null)));
    }
}
