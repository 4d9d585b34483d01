package io.shopledger.shopify.order;

import io.shopledger.shopify.json.AddressFields;
import io.shopledger.shopify.json.CanonicalJson;
import io.shopledger.shopify.json.Connection;
import io.shopledger.shopify.json.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What of an order is personal, as canonical JSON in two parts: {@link #PERSONAL} is told by both shapes and equal from both,
 * {@link #BROWSING} by the webhook alone. The notes of lines and refunds, and how parcels are tracked, stand under their ids.
 * What belongs to the customer is left to the customer.
 */
public final class OrderPersonalFields {
    public static final String NOTE_ATTRIBUTES = "note_attributes";
    public static final String LINE_PROPERTIES = "line_properties";
    public static final String REFUND_NOTES = "refund_notes";

    /** A carrier's page shows where the parcel goes, and often to whom. */
    public static final String PARCEL_TRACKING = "parcel_tracking";

    public static final List<String> ADDRESSES = List.of("billing_address", "shipping_address");

    /** The webhook's keys, and ours for what stands in its lists, with their names in GraphQL. */
    public static final Map<String, String> PERSONAL = personal();

    /** The webhook's keys besides lists: not those that are ours. */
    private static final List<String> KEYS = PERSONAL.keySet().stream()
            .filter(key ->
                    !List.of(LINE_PROPERTIES, REFUND_NOTES, PARCEL_TRACKING).contains(key))
            .toList();

    /** Keys of the webhook alone. */
    public static final List<String> BROWSING =
            List.of("contact_email", "client_details", "landing_site", "landing_site_ref", "referring_site");

    public static final List<String> OF_AN_ADDRESS = List.of(
            "first_name",
            "last_name",
            "name",
            "company",
            "address1",
            "address2",
            "city",
            "province",
            "province_code",
            "country",
            "country_code",
            "zip",
            "phone",
            "latitude",
            "longitude");

    private OrderPersonalFields() {}

    /** Keys that bodies do not have where Shopify has not approved the app for them. */
    private static final Set<String> WITHHELD = Set.of("email", "phone", "order_status_url");

    /** Where what stands under our own keys comes from, in the webhook. */
    private static final Set<String> LISTS = Set.of("line_items", "refunds", "fulfillments");

    /** @return null where the webhook lacks one of these keys: then what they hold is unknown, not absent */
    public static byte @Nullable [] personal(JsonObject body) {
        boolean whole = !isCut(body)
                && KEYS.stream().allMatch(body::has)
                && ADDRESSES.stream().allMatch(key -> AddressFields.isWhole(body.object(key), OF_AN_ADDRESS));
        if (!whole) {
            return null;
        }
        Map<String, @Nullable JsonNode> fields = new HashMap<>();
        KEYS.forEach(key -> fields.put(key, body.get(key)));
        ADDRESSES.forEach(key -> fields.put(key, AddressFields.told(body.object(key), OF_AN_ADDRESS)));
        fields.put(NOTE_ATTRIBUTES, attributes(body, NOTE_ATTRIBUTES, "name"));
        ObjectNode properties = object();
        body.each("line_items", line -> properties.set("" + line.id("id"), attributes(line, "properties", "name")));
        fields.put(LINE_PROPERTIES, properties);
        ObjectNode notes = object();
        body.each("refunds", refund -> put(notes, refund.id("id"), refund.get("note")));
        fields.put(REFUND_NOTES, notes);
        ObjectNode tracking = object();
        body.each("fulfillments", parcel -> tracking.set("" + parcel.id("id"), ParcelsFromWebhook.tracking(parcel)));
        fields.put(PARCEL_TRACKING, tracking);
        return CanonicalJson.bytes(fields);
    }

    /**
     * @return whether the body tells some of what is personal and lacks the rest, which a read would tell. What Shopify
     *     withholds from the app, the read would not tell either
     */
    public static boolean isCut(JsonObject body) {
        boolean told = KEYS.stream().anyMatch(body::has);
        boolean whole = KEYS.stream().allMatch(key -> body.has(key) || WITHHELD.contains(key))
                && LISTS.stream().allMatch(body::has)
                && !body.each("line_items", line -> line.has("properties")).contains(false)
                && !body.each("refunds", refund -> refund.has("note")).contains(false)
                && !body.each("fulfillments", ParcelsFromWebhook::tellsTracking).contains(false);
        return told && !whole;
    }

    /** @return null where the webhook lacks one of these keys: then what they hold is unknown, not absent */
    public static byte @Nullable [] browsing(JsonObject body) {
        Map<String, @Nullable JsonNode> fields = new HashMap<>();
        BROWSING.forEach(key -> fields.put(key, body.get(key)));
        return BROWSING.stream().allMatch(body::has) ? CanonicalJson.bytes(fields) : null;
    }

    /** @return null where the node lacks one of the fields, or not all of its lines were read: then they are unknown */
    public static byte @Nullable [] read(JsonObject node) {
        Connection lines = Connection.of(node, "lineItems");
        if (!PERSONAL.values().stream().allMatch(node::has) || !lines.whole()) {
            return null;
        }
        Map<String, @Nullable JsonNode> fields = new HashMap<>();
        PERSONAL.forEach((key, name) -> fields.put(key, node.get(name)));
        ADDRESSES.forEach(key -> fields.put(key, AddressFields.read(node.object(PERSONAL.get(key)), OF_AN_ADDRESS)));
        fields.put(NOTE_ATTRIBUTES, attributes(node, "customAttributes", "key"));
        ObjectNode properties = object();
        lines.nodes().forEach(line -> properties.set("" + line.gid("id"), attributes(line, "customAttributes", "key")));
        fields.put(LINE_PROPERTIES, properties);
        ObjectNode notes = object();
        node.each("refunds", refund -> put(notes, refund.gid("id"), refund.get("note")));
        fields.put(REFUND_NOTES, notes);
        ObjectNode tracking = object();
        node.each("fulfillments", parcel -> tracking.set("" + parcel.gid("id"), OrderLists.tracking(parcel)));
        fields.put(PARCEL_TRACKING, tracking);
        return CanonicalJson.bytes(fields);
    }

    /** As pairs of name and value, in their order. GraphQL has texts only, so that a webhook's number or flag becomes one. */
    private static JsonNode attributes(JsonObject owner, String list, String nameKey) {
        JsonNode given = owner.get(list);
        ArrayNode pairs = JsonNodeFactory.instance.arrayNode();
        if (given != null && given.isObject()) { // an older form: {"engraving": "Zoe"}
            given.propertyStream()
                    .forEach(pair -> pairs.add(
                            object().put("name", pair.getKey()).<ObjectNode>set("value", text(pair.getValue()))));
        } else if (given != null) {
            given.forEach(pair -> pairs.add(object().<ObjectNode>set("name", text(pair.path(nameKey)))
                    .<ObjectNode>set("value", text(pair.path("value")))));
        }
        return pairs;
    }

    private static JsonNode text(JsonNode value) {
        return value.isNumber() || value.isBoolean()
                ? JsonNodeFactory.instance.stringNode(value.asString())
                : value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value;
    }

    private static ObjectNode put(ObjectNode all, long id, @Nullable JsonNode value) {
        if (value != null) {
            all.set(String.valueOf(id), value);
        }
        return all;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static Map<String, String> personal() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("email", "email");
        names.put("phone", "phone");
        names.put("note", "note");
        names.put(NOTE_ATTRIBUTES, "customAttributes");
        names.put("browser_ip", "clientIp");
        names.put("order_status_url", "statusPageUrl");
        names.put("billing_address", "billingAddress");
        names.put("shipping_address", "shippingAddress");
        names.put(LINE_PROPERTIES, "lineItems");
        names.put(REFUND_NOTES, "refunds");
        names.put(PARCEL_TRACKING, "fulfillments");
        return java.util.Collections.unmodifiableMap(names);
    }
}
