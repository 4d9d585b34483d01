package io.shopledger.shopify.governor;

import io.shopledger.StoreId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Sizes that outlive a governor, though not the test. */
final class SizesInMemory implements KnownSizes {
    private final Map<StoreId, Size> all = new HashMap<>();
    int writes;

    @Override
    public Optional<Size> of(StoreId store) {
        return Optional.ofNullable(all.get(store));
    }

    @Override
    public boolean keep(StoreId store, Size size) {
        writes++;
        all.put(store, size);
        return true;
    }
}
