package io.shopledger.shopify.store;

import io.shopledger.shopify.vault.OpenVault;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens the registry for tests of other rooms. */
public final class ConnectedStores {
    private ConnectedStores() {}

    public static StoreRegistry registry(JdbcTemplate jdbc, TransactionTemplate transaction, OpenVault vault) {
        return new PostgresStoreRegistry(jdbc, transaction, vault.storeKeys(), vault.secrets());
    }
}
