package io.shopledger.store;

import io.shopledger.StoreId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stores, and how we stand with each. The adapter's registry implements it. */
public interface Stores {
    /** @return all but those that were let go */
    List<ConnectedStore> all();

    /** @return the store, also one that was let go */
    Optional<ConnectedStore> find(StoreId id);

    /** @return what every call answers about a store that never was connected */
    static String unknown(long number) {
        return "There is no store %d. All stores: /api/v1/stores".formatted(number);
    }

    /** How we stand with a store. */
    enum Standing {
        /** It can be called. */
        CONNECTED,
        /** Shopify could not be asked yet whether it can be called. */
        UNVERIFIED,
        /** Shopify refuses calls to it; its work waits. */
        PARKED,
        /** It was let go, by us or by the merchant. */
        DISCONNECTED
    }

    /**
     * A store, as it is known.
     *
     * @param domain such as {@code demo.myshopify.com}
     * @param currency in which it keeps its books, ISO 4217; absent until Shopify was asked
     * @param timeZone in which its days begin, of the tz database; absent until Shopify was asked
     */
    record ConnectedStore(
            StoreId id,
            String domain,
            Standing standing,
            @Nullable String currency,
            @Nullable String timeZone) {
        public ConnectedStore(StoreId id, String domain, Standing standing) {
            this(id, domain, standing, null, null);
        }

        /** One that can be called. */
        public ConnectedStore(StoreId id, String domain) {
            this(id, domain, Standing.CONNECTED);
        }

        public boolean isConnected() {
            return standing == Standing.CONNECTED;
        }
    }
}
