package io.shopledger.shopify.graphql;

import io.shopledger.shopify.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What a call cost, in points, and what is left. See <a
 * href="https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits">rate limits</a>.
 *
 * @param requested by which Shopify decides whether the call runs at all
 * @param actual what was charged in the end; absent where it did not run
 * @param bucket the store's budget after it; absent where the answer does not tell
 */
public record QueryCost(
        int requested, @Nullable Integer actual, @Nullable Bucket bucket) {
    /**
     * @param maximum points of a full bucket
     * @param available points in it now
     * @param restoreRate points a second that flow into it
     */
    public record Bucket(double maximum, double available, double restoreRate) {}

    /** @return null where the answer tells no cost: a document that is invalid has none */
    static @Nullable QueryCost of(JsonObject answer) {
        JsonObject extensions = answer.object("extensions");
        JsonObject cost = extensions == null ? null : extensions.object("cost");
        Double requested = cost == null ? null : decimal(cost, "requestedQueryCost");
        if (cost == null || requested == null) {
            return null;
        }
        Double actual = decimal(cost, "actualQueryCost");
        return new QueryCost(
                (int) Math.ceil(requested),
                actual == null ? null : (int) Math.ceil(actual),
                bucket(cost.object("throttleStatus")));
    }

    private static @Nullable Bucket bucket(@Nullable JsonObject status) {
        Double maximum = status == null ? null : decimal(status, "maximumAvailable");
        Double available = status == null ? null : decimal(status, "currentlyAvailable");
        Double rate = status == null ? null : decimal(status, "restoreRate");
        return maximum == null || available == null || rate == null || rate <= 0 || maximum <= 0
                ? null
                : new Bucket(maximum, available, rate);
    }

    private static @Nullable Double decimal(JsonObject owner, String field) {
        String text = owner.decimal(field);
        return text == null ? null : Double.valueOf(text);
    }
}
