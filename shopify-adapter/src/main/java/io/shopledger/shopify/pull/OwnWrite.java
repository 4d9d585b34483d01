package io.shopledger.shopify.pull;

import io.shopledger.StoreId;
import io.shopledger.Via;
import io.shopledger.shopify.governor.Priority;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.kind.Kind;
import io.shopledger.shopify.observation.Heard;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Takes what Shopify shows in answer to a write of ours: an observation like any other, that says whose doing it was. */
@Component
public class OwnWrite {
    private final Completion completion;
    private final Observed observed;
    private final Clock clock;

    OwnWrite(Completion completion, Observed observed, Clock clock) {
        this.completion = completion;
        this.observed = observed;
        this.clock = clock;
    }

    /**
     * @param write its id
     * @param product as the fragment {@code Product} selects it
     * @return Shopify's number of the product
     */
    public long product(StoreId store, String write, JsonObject product, Instant sentAt) {
        completion.complete(new Asking(store, Priority.PEOPLE, "product-writes"), product.node());
        observed.stage(
                "write/" + write + "/products",
                new Observed.Read(store, Kind.PRODUCT, List.of(product), Via.OWN_WRITE, write, sentAt),
                mapped -> true);
        return product.gid("id");
    }

    /**
     * @param write its id
     * @param level of stock, as {@code inventory-level} selects it
     */
    public void stockLevel(StoreId store, String write, JsonObject level, Instant sentAt) {
        observed.stage(
                "write/" + write + "/stock",
                new Observed.Read(store, Kind.STOCK, List.of(level), Via.OWN_WRITE, write, sentAt),
                mapped -> true);
    }

    /**
     * @param write its id
     * @param product Shopify's number of it, which is gone by now for good
     */
    public void productGone(StoreId store, String write, long product) {
        String stream = Kind.PRODUCT.observing().stream(store, List.of(product));
        // When it was asked for, others may still have read it: only what is read from now on cannot have seen it.
        Heard heard = Heard.byRead(store, Via.OWN_WRITE, write, clock.instant());
        observed.stage(
                "write/" + write + "/products",
                store,
                List.of(Kind.PRODUCT.observing().gone(stream, "productDelete", heard)));
    }
}
