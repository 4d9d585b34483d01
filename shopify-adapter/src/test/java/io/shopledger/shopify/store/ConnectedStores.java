package io.shopledger.shopify.store;

import io.shopledger.StoreId;
import io.shopledger.shopify.oauth.GrantedToken;
import io.shopledger.shopify.vault.OpenVault;
import org.springframework.jdbc.core.JdbcTemplate;

/** Opens the registry for tests of other rooms, and has stores in it that nobody asked Shopify about. */
public final class ConnectedStores {
    private ConnectedStores() {}

    public static StoreRegistry registry(JdbcTemplate jdbc, OpenVault vault) {
        return new PostgresStoreRegistry(jdbc, vault.storeKeys(), vault.secrets());
    }

    /** @return the store's number, the same at every call */
    public static StoreId connect(StoreRegistry stores, String domain, String accessToken, String appSecret) {
        PostgresStoreRegistry registry = (PostgresStoreRegistry) stores;
        String name = ShopDomain.of(domain).orElseThrow();
        StoreId store = registry.number(name);
        registry.credentials(store, new GrantedToken(accessToken, null, null, null, null), appSecret);
        registry.forget(store, name);
        return store;
    }
}
