package io.shopledger.shopify.store;

import io.shopledger.StoreId;
import io.shopledger.shopify.staging.PageFailure;
import io.shopledger.shopify.vault.StoreSecrets;
import io.shopledger.shopify.vault.StoreSecrets.Kind;
import io.shopledger.store.Stores.ConnectedStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Lets the stores that were connected with the app's former secret follow to the present one: new tokens are asked for with it, and
 * the former one is good for as long as any that was replaced, and not for ever.
 */
@Component
class AppSecretRotation {
    private static final Logger LOG = LoggerFactory.getLogger(AppSecretRotation.class);

    private final PostgresStoreRegistry registry;
    private final StoreSecrets secrets;
    private final StoreNews news;
    private final String present;
    private final String former;

    /**
     * @param present the app's client secret
     * @param former the one before it; empty where they do not rotate
     */
    AppSecretRotation(
            PostgresStoreRegistry registry,
            StoreSecrets secrets,
            StoreNews news,
            @Value("${SHOPIFY_API_SECRET:}") String present,
            @Value("${SHOPIFY_API_SECRET_OLD:}") String former) {
        this.registry = registry;
        this.secrets = secrets;
        this.news = news;
        this.present = present;
        this.former = former;
    }

    void follow() {
        if (present.isBlank() || former.isBlank() || present.equals(former)) {
            return;
        }
        for (ConnectedStore store : registry.all()) {
            try {
                follow(store.id());
            } catch (RuntimeException failure) {
                LOG.warn(
                        "Store {} keeps the former SHOPIFY_API_SECRET for a minute more: {}",
                        store.id(),
                        PageFailure.cause(failure));
            }
        }
    }

    private void follow(StoreId store) {
        if (secrets.valid(store, Kind.APP_SECRET).stream().limit(1).anyMatch(former::equals)) {
            secrets.put(store, Kind.APP_SECRET, present);
            LOG.info("Store {} has the present SHOPIFY_API_SECRET", store);
            news.connected(store, true);
        }
    }
}
