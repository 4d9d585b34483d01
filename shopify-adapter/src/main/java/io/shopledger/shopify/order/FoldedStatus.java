package io.shopledger.shopify.order;

import io.shopledger.order.Fulfillment;
import io.shopledger.order.Fulfillment.FulfilledLine;
import io.shopledger.shopify.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * GraphQL's fulfilment status in the webhook's four words. Its six further ones say how the work stands, which the webhook
 * does not tell: those are folded by what was shipped. See
 * <a href="https://shopify.dev/docs/api/admin-graphql/latest/enums/OrderDisplayFulfillmentStatus">
 * OrderDisplayFulfillmentStatus</a>.
 */
final class FoldedStatus {
    private static final Map<String, String> SAME = Map.of("PARTIALLY_FULFILLED", "PARTIAL");
    private static final Set<String> AT_WORK =
            Set.of("PENDING_FULFILLMENT", "OPEN", "IN_PROGRESS", "ON_HOLD", "SCHEDULED", "REQUEST_DECLINED");
    private static final Set<String> CAME_TO_NOTHING = Set.of("CANCELLED", "ERROR", "FAILURE");

    private FoldedStatus() {}

    /** @return whether the lines are needed to say it */
    static boolean needsLines(@Nullable String status) {
        return status != null && AT_WORK.contains(status);
    }

    /** @param status in upper case; one that we do not know is left as it is */
    static @Nullable String of(@Nullable String status, List<JsonObject> lines, List<Fulfillment> parcels) {
        if (status == null || !needsLines(status)) {
            return status == null ? null : SAME.getOrDefault(status, status);
        }
        long shipped = parcels.stream()
                .filter(parcel -> parcel.status() == null || !CAME_TO_NOTHING.contains(parcel.status()))
                .flatMap(parcel -> parcel.lineItems().stream())
                .mapToLong(FulfilledLine::quantity)
                .sum();
        long left = lines.stream()
                .map(line -> line.number("unfulfilledQuantity"))
                .mapToLong(quantity -> quantity == null ? 0 : quantity)
                .sum();
        if (shipped == 0) {
            return "UNFULFILLED";
        }
        return left == 0 ? "FULFILLED" : "PARTIAL";
    }
}
