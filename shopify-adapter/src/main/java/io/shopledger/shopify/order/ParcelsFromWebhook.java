package io.shopledger.shopify.order;

import io.shopledger.order.Fulfillment;
import io.shopledger.order.Fulfillment.FulfilledLine;
import io.shopledger.order.ParcelDetails;
import io.shopledger.order.ParcelService;
import io.shopledger.shopify.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** An order's parcels, as a webhook tells them. */
final class ParcelsFromWebhook {
    private ParcelsFromWebhook() {}

    static Fulfillment fulfillment(JsonObject parcel) {
        return new Fulfillment(
                parcel.id("id"),
                parcel.text("name"),
                parcel.word("status"),
                parcel.time("created_at"),
                parcel.number("location_id"),
                parcel.text("tracking_company"),
                parcel.each("line_items", line -> {
                    Long quantity = line.number("quantity");
                    return new FulfilledLine(line.id("id"), quantity == null ? 0 : quantity);
                }));
    }

    static ParcelDetails details(JsonObject parcel) {
        return new ParcelDetails(parcel.id("id"), parcel.word("shipment_status"));
    }

    static ObjectNode tracking(JsonObject parcel) {
        return ParcelTracking.of(
                oneOrMore(parcel, "tracking_numbers", "tracking_number"),
                oneOrMore(parcel, "tracking_urls", "tracking_url"));
    }

    static boolean tellsTracking(JsonObject parcel) {
        return (parcel.has("tracking_numbers") || parcel.has("tracking_number"))
                && (parcel.has("tracking_urls") || parcel.has("tracking_url"));
    }

    static ParcelService service(JsonObject parcel) {
        return new ParcelService(parcel.id("id"), parcel.text("service"));
    }

    /** Older payloads tell one and have no list. */
    private static List<String> oneOrMore(JsonObject parcel, String all, String one) {
        List<String> texts = new ArrayList<>(parcel.texts(all));
        String first = parcel.text(one);
        if (texts.isEmpty() && first != null) {
            texts.add(first);
        }
        return texts;
    }
}
