package io.shopledger.query.order;

import io.shopledger.query.http.Redacted;
import io.shopledger.stored.StoredJson;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts an order's opened personal fields where Shopify's webhook has them. */
final class PersonalJson {
    private static final List<String> TEXTS = List.of(
            "email",
            "phone",
            "contact_email",
            "note",
            "browser_ip",
            "landing_site",
            "landing_site_ref",
            "referring_site",
            "order_status_url");
    private static final List<String> ADDRESSES = List.of("billing_address", "shipping_address");

    private PersonalJson() {}

    /** Nothing personal is known of the order; the fields are there, and empty. */
    static void none(ObjectNode order) {
        merge(order, StoredJson.MAPPER.createObjectNode());
    }

    /** @param parts each the fields of one sealed part as a JSON object, or empty when its key was destroyed */
    static void open(ObjectNode order, List<Optional<String>> parts) {
        if (parts.stream().anyMatch(Optional::isEmpty)) {
            redact(order); // one key seals all parts of an order
            return;
        }
        ObjectNode all = StoredJson.MAPPER.createObjectNode();
        parts.forEach(part -> all.setAll((ObjectNode) StoredJson.MAPPER.readTree(part.orElseThrow())));
        merge(order, all);
    }

    private static void merge(ObjectNode order, ObjectNode personal) {
        TEXTS.forEach(field -> copy(personal, order, field));
        ADDRESSES.forEach(field -> copy(personal, order, field));
        copy(personal, order, "client_details");
        list(personal.path("note_attributes"), order, "note_attributes");
        order.path("line_items")
                .forEach(line -> list(
                        personal.path("line_properties").path(line.path("id").asString()),
                        (ObjectNode) line,
                        "properties"));
        order.path("refunds").forEach(refund -> {
            JsonNode note = personal.path("refund_notes").path(refund.path("id").asString());
            ((ObjectNode) refund).set("note", note.isMissingNode() ? order.nullNode() : note);
        });
        order.path("fulfillments").forEach(parcel -> {
            JsonNode told =
                    personal.path("parcel_tracking").path(parcel.path("id").asString());
            tracking(told.path("numbers"), (ObjectNode) parcel, "tracking_number");
            tracking(told.path("urls"), (ObjectNode) parcel, "tracking_url");
        });
    }

    private static void redact(ObjectNode order) {
        TEXTS.forEach(field -> order.put(field, Redacted.TEXT));
        ADDRESSES.forEach(field -> order.set(field, Redacted.address()));
        order.putNull("client_details");
        order.putArray("note_attributes");
        order.path("line_items").forEach(line -> ((ObjectNode) line).putArray("properties"));
        order.path("refunds").forEach(refund -> ((ObjectNode) refund).put("note", Redacted.TEXT));
        order.path("fulfillments").forEach(parcel -> {
            ObjectNode redacted = (ObjectNode) parcel;
            redacted.put("tracking_number", Redacted.TEXT).putArray("tracking_numbers");
            redacted.put("tracking_url", Redacted.TEXT).putArray("tracking_urls");
        });
    }

    private static void tracking(JsonNode all, ObjectNode parcel, String field) {
        parcel.set(field, all.isEmpty() ? parcel.nullNode() : all.get(0));
        list(all, parcel, field + "s");
    }

    private static void copy(ObjectNode from, ObjectNode to, String field) {
        JsonNode value = from.path(field);
        to.set(field, value.isMissingNode() ? to.nullNode() : value);
    }

    private static void list(JsonNode items, ObjectNode to, String field) {
        to.set(field, items.isArray() ? items : to.arrayNode());
    }
}
