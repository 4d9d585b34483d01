package io.shopledger.shopify.pull;

import io.shopledger.StoreId;
import io.shopledger.Via;
import io.shopledger.shopify.governor.Priority;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.kind.Kind;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Takes what Shopify shows in answer to a write of ours: an observation like any other, that says whose doing it was. */
@Component
public class OwnWrite {
    private final Completion completion;
    private final Observed observed;

    OwnWrite(Completion completion, Observed observed) {
        this.completion = completion;
        this.observed = observed;
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
}
