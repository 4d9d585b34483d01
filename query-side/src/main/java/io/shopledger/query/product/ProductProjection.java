package io.shopledger.query.product;

import io.shopledger.product.ProductEvent;
import io.shopledger.query.entity.Entities;
import io.shopledger.query.entity.Kind;
import io.shopledger.query.projection.Projection;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/**
 * Writes {@code shopify_products} and {@code shopify_product_variants}: one row per product and variant, as of the last event. Rows
 * follow from the events alone, so the same events give the same rows however often they are replayed.
 */
@Component
@ProcessingGroup(ProductProjection.NAME)
class ProductProjection implements Projection {
    static final String NAME = "products";

    private final Entities<?, ProductEvent> products;

    ProductProjection(Entities.Factory entities) {
        products = entities.of(ProductKind.PRODUCTS);
    }

    @EventHandler
    void on(ProductEvent event, @SequenceNumber long sequence, @Timestamp Instant appendedAt) {
        products.add(event, sequence, appendedAt);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** 2: words. */
    @Override
    public int version() {
        return 2;
    }

    @Override
    public List<Kind<?, ?>> kinds() {
        return List.of(ProductKind.PRODUCTS);
    }

    @Override
    public void forget(String stream) {
        products.forget(stream);
    }

    @Override
    public OptionalLong markIncomplete(String stream) {
        return products.markIncomplete(stream);
    }

    @ResetHandler
    void forgetAll() {
        products.forgetAll();
    }
}
