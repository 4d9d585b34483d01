package io.shopledger.shopify.webhook;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Webhook topics: their names, their class in the queue, and which of them show an order whole. */
final class Topic {
    /** What has no topic that could be one. */
    static final String NONE = "none";

    static final String ORDERS_DELETE = "orders/delete";
    static final String APP_UNINSTALLED = "app/uninstalled";

    /** Topics whose body is the order as it is. */
    private static final Set<String> WHOLE_ORDERS = Set.of(
            "orders/create",
            "orders/updated",
            "orders/paid",
            "orders/cancelled",
            "orders/fulfilled",
            "orders/partially_fulfilled");

    /** Shopify's resources of more than one word. */
    private static final List<String> TWO_WORDS = List.of(
            "inventory_levels",
            "inventory_items",
            "bulk_operations",
            "fulfillment_orders",
            "order_transactions",
            "draft_orders",
            "product_listings",
            "collection_listings",
            "customer_groups",
            "customer_payment_methods",
            "tender_transactions",
            "selling_plan_groups");

    private static final Pattern FORM = Pattern.compile("[a-z_]{1,60}/[a-z_]{1,60}");

    private Topic() {}

    /** The classes of the queue: each goes ahead of the next by its handicap, so that none waits for ever. */
    enum Priority {
        HIGH(0),
        MEDIUM(5_000),
        LOW(30_000);

        private final long handicapMillis;

        Priority(long handicapMillis) {
            this.handicapMillis = handicapMillis;
        }

        long handicapMillis() {
            return handicapMillis;
        }
    }

    /**
     * @param header as Shopify sends it, {@code orders/create}; it counts where both are given
     * @param path the form in our addresses, {@code orders-create} or {@code orders/create}
     */
    static String of(@Nullable String header, @Nullable String path) {
        String given = header != null && !header.isBlank() ? header : path == null ? "" : path;
        String topic = given.strip().toLowerCase(Locale.ROOT);
        if (!topic.contains("/")) {
            topic = fromPath(topic);
        }
        return FORM.matcher(topic).matches() ? topic : NONE;
    }

    /** The resource may have two words, and the event too: {@code inventory-levels-update}, {@code orders-partially-fulfilled}. */
    private static String fromPath(String path) {
        String words = path.replace('-', '_');
        for (String resource : TWO_WORDS) {
            if (words.startsWith(resource + "_")) {
                return resource + "/" + words.substring(resource.length() + 1);
            }
        }
        return words.replaceFirst("_", "/");
    }

    static boolean isWholeOrder(String topic) {
        return WHOLE_ORDERS.contains(topic);
    }

    static boolean isAboutAnOrder(String topic) {
        return isWholeOrder(topic) || topic.equals(ORDERS_DELETE);
    }

    static Priority priority(String topic) {
        if (topic.startsWith("orders/") || topic.startsWith("inventory_")) {
            return Priority.HIGH;
        }
        return topic.startsWith("customers/") ? Priority.LOW : Priority.MEDIUM;
    }
}
