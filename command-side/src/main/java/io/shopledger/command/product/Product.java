package io.shopledger.command.product;

import io.shopledger.Origin;
import io.shopledger.command.observation.Observed;
import io.shopledger.observation.Removal;
import io.shopledger.observation.Seen;
import io.shopledger.product.ProductEvent;
import io.shopledger.product.ProductEvent.ProductListed;
import io.shopledger.product.ProductEvent.ProductRemoved;
import io.shopledger.product.ProductEvent.ProductReturned;
import io.shopledger.product.ProductFold;
import io.shopledger.product.ProductId;
import io.shopledger.product.ProductRecord;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** One product with its variants, options and media; its stock is not part of it. */
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "snapshotTrigger")
@Revision("2")
class Product extends Observed<ProductRecord, ProductEvent> {
    Product() {} // Axon makes it empty, then replays its events

    @Override
    protected ProductEvent first(Seen<ProductRecord> seen) {
        return new ProductListed(id(seen.stream()), seen.record(), seen.origin());
    }

    @Override
    protected List<ProductEvent> changes(ProductRecord known, ProductRecord seen, Origin origin) {
        return ProductChanges.between(known, seen, id(stream()), origin);
    }

    @Override
    protected ProductEvent removal(Removal seen) {
        return new ProductRemoved(id(seen.stream()), seen.evidence(), seen.origin());
    }

    @Override
    protected ProductEvent comeback(Seen<ProductRecord> seen) {
        return new ProductReturned(id(seen.stream()), seen.origin());
    }

    @Override
    protected @Nullable Boolean gone(ProductEvent event) {
        return event instanceof ProductRemoved ? Boolean.TRUE : event instanceof ProductReturned ? Boolean.FALSE : null;
    }

    @Override
    protected ProductRecord fold(@Nullable ProductRecord before, ProductEvent event) {
        return ProductFold.after(before, event);
    }

    private static ProductId id(String stream) {
        return ProductId.parse(stream);
    }
}
