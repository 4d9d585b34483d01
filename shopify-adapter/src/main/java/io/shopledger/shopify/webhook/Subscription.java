package io.shopledger.shopify.webhook;

import io.shopledger.shopify.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One subscription as Shopify keeps it. See <a
 * href="https://shopify.dev/docs/api/admin-graphql/latest/objects/WebhookSubscription">WebhookSubscription</a>.
 *
 * @param id Shopify's number, as in our addresses
 * @param topic such as {@code orders/create}
 * @param address where Shopify delivers
 * @param filter for which of the topic's changes; absent for all
 * @param fields which of the body's fields; empty for all
 * @param apiVersion of the bodies
 */
record Subscription(
        long id,
        String topic,
        String address,
        @Nullable String format,
        @Nullable String filter,
        List<String> fields,
        @Nullable String apiVersion,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt) {
    private static final String GID = "gid://shopify/WebhookSubscription/";

    static Subscription of(JsonObject node) {
        JsonObject version = node.object("apiVersion");
        return new Subscription(
                number(String.valueOf(node.text("id"))),
                Topic.of(node.text("topic"), null),
                String.valueOf(node.text("uri")),
                node.word("format"),
                node.text("filter"),
                node.texts("includeFields"),
                version == null ? null : version.text("handle"),
                node.time("createdAt"),
                node.time("updatedAt"));
    }

    static String gid(long id) {
        return GID + id;
    }

    /** @return whether it brings every change whole */
    boolean isWhole() {
        return filter == null && fields.isEmpty() && (format == null || format.equals("JSON"));
    }

    private static long number(String gid) {
        return Long.parseLong(gid.substring(gid.lastIndexOf('/') + 1).replaceFirst("\\?.*", ""));
    }
}
