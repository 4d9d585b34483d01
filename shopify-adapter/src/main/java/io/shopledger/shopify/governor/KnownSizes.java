package io.shopledger.shopify.governor;

import io.shopledger.StoreId;
import java.util.Optional;

/** How large each store's budget was last told to be. It outlives the process. */
interface KnownSizes {
    /**
     * @param maximum points of a full bucket
     * @param restoreRate points a second that flow into it
     */
    record Size(double maximum, double restoreRate) {}

    Optional<Size> of(StoreId store);

    /** @return whether it is kept now; a failure costs nothing but that */
    boolean keep(StoreId store, Size size);
}
