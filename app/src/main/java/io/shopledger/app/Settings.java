package io.shopledger.app;

import java.util.List;
import java.util.Optional;

/** Every variable of the environment that this service reads; {@code docs/settings.md} tells the same to people. */
public final class Settings {
    private static final String TEN_SCOPES = "read_products,write_products,read_orders,write_orders,read_customers,"
            + "write_customers,read_inventory,write_inventory,read_fulfillments,write_fulfillments";

    /** In the order of {@code docs/settings.md}. */
    public static final List<Setting> ALL = List.of(
            Setting.plain("SERVER_PORT", "8010"),
            Setting.plain("SERVER_ADDRESS", "127.0.0.1"),
            Setting.plain("SHOPLEDGER_DATA_DIR", "./data"),
            Setting.plain("SHOPLEDGER_ROLES", "api,worker,beat"),
            Setting.secret("DATABASE_URL"),
            Setting.secret("SHOPLEDGER_EVENT_STORE_URL"),
            Setting.plain("AXON_AXONSERVER_SERVERS", ""),
            Setting.plain("SHOPLEDGER_POOL_MAX", "60"),
            Setting.secret("REDIS_URL"),
            Setting.secret("SHOPLEDGER_MASTER_KEY"),
            Setting.secret("SHOPLEDGER_API_KEY"),
            Setting.plain("SHOPLEDGER_PUBLIC_HOSTS", ""),
            Setting.plain("SHOPLEDGER_RATE_LIMIT", "30000"),
            Setting.plain("SHOPIFY_API_KEY", ""),
            Setting.secret("SHOPIFY_API_SECRET"),
            Setting.secret("SHOPIFY_API_SECRET_OLD"),
            Setting.plain("SHOPIFY_SCOPES", TEN_SCOPES),
            Setting.plain("OAUTH_CALLBACK_URL", ""),
            Setting.plain("SHOPLEDGER_SHOPIFY_URL", "https://{shop}"),
            Setting.plain("SHOPLEDGER_SHOPIFY_API_VERSION", "2026-10"),
            Setting.plain("SYNC_INTERVAL_MINUTES", ""),
            Setting.plain("SHOPLEDGER_SYNC_PRODUCTS_MINUTES", "30"),
            Setting.plain("SHOPLEDGER_SYNC_ORDERS_MINUTES", "15"),
            Setting.plain("SHOPLEDGER_SYNC_INVENTORY_MINUTES", "10"),
            Setting.plain("SHOPLEDGER_SYNC_CUSTOMERS_MINUTES", "30"),
            Setting.plain("SYNC_BATCH_SIZE", "250"),
            Setting.plain("SHOPLEDGER_GOVERNOR_BACKGROUND_SHARE", "0.8"),
            Setting.plain("SHOPLEDGER_GOVERNOR_PATIENCE_SECONDS", "30"),
            Setting.plain("SHOPLEDGER_WEBHOOK_MAX_BYTES", "5242880"),
            Setting.plain("SHOPLEDGER_INBOX_DAYS", "14"),
            Setting.plain("SHOPLEDGER_AS_OF_HOURS", "24"),
            Setting.plain("SHOPLEDGER_TOPIC_PRIORITIES", ""),
            Setting.plain("LOG_LEVEL", "INFO"),
            Setting.plain("SQL_ECHO", "false"));

    private Settings() {}

    /**
     * One variable.
     *
     * @param fallback what holds where it is not set; empty for nothing
     * @param isSecret whether its value may be seen by nobody
     */
    public record Setting(String name, String fallback, boolean isSecret) {
        static Setting plain(String name, String fallback) {
            return new Setting(name, fallback, false);
        }

        static Setting secret(String name) {
            return new Setting(name, "", true);
        }
    }

    public static Optional<Setting> named(String name) {
        return ALL.stream().filter(setting -> setting.name().equals(name)).findFirst();
    }
}
