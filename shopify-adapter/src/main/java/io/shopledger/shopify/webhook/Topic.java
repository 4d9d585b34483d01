package io.shopledger.shopify.webhook;

import io.shopledger.shopify.kind.Kind;
import io.shopledger.shopify.privacy.Demand;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Webhook topics: their names, their class in the queue, and what the bodies show of those on which we act. */
final class Topic {
    /** What has no topic that could be one. */
    static final String NONE = "none";

    /** Its body is the shop. */
    static final String APP_UNINSTALLED = "app/uninstalled";

    /** What a body shows: an entity of this kind as it is, or that it is gone. */
    record Shown(Kind kind, boolean gone) {}

    private static final Map<String, Shown> SHOWN = shown();

    /** Their bodies are not an order, and name the one that became another by them. */
    private static final Set<String> OF_AN_ORDER =
            Set.of("refunds/create", "fulfillments/create", "fulfillments/update");

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

    /** @return null where we do not act on what the body shows of an entity */
    static @Nullable Shown shown(String topic) {
        return SHOWN.get(topic);
    }

    /** @return whether the body is a part of the order that its {@code order_id} names */
    /** @return whether anything comes of a delivery under this topic */
    static boolean isActedOn(String topic) {
        return shown(topic) != null || isOfAnOrder(topic) || demands(topic) || topic.equals(APP_UNINSTALLED);
    }

    static boolean isOfAnOrder(String topic) {
        return OF_AN_ORDER.contains(topic);
    }

    /** @return whether the body demands something concerning personal data */
    static boolean demands(String topic) {
        return Demand.TOPIC_NAMES.contains(topic);
    }

    /** @return whether the body demands that somebody, or all, be forgotten */
    static boolean redacts(String topic) {
        return Demand.REDACTING.contains(topic);
    }

    private static Map<String, Shown> shown() {
        Map<String, Shown> all = new HashMap<>();
        put(all, Kind.PRODUCT, "products", "delete", "create", "update");
        put(all, Kind.CUSTOMER, "customers", "delete", "create", "update", "enable", "disable");
        put(all, Kind.ITEM, "inventory_items", "delete", "create", "update");
        put(all, Kind.STOCK, "inventory_levels", "disconnect", "connect", "update");
        put(all, Kind.ORDER, "orders", "delete", "create", "updated", "paid", "cancelled", "fulfilled");
        put(all, Kind.ORDER, "orders", "delete", "partially_fulfilled");
        return Map.copyOf(all);
    }

    private static void put(Map<String, Shown> all, Kind kind, String resource, String gone, String... seen) {
        all.put(resource + "/" + gone, new Shown(kind, true));
        for (String event : seen) {
            all.put(resource + "/" + event, new Shown(kind, false));
        }
    }
}
