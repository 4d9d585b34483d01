package io.shopledger.shopify.customer;

import io.shopledger.shopify.json.AddressFields;
import io.shopledger.shopify.json.CanonicalJson;
import io.shopledger.shopify.json.Connection;
import io.shopledger.shopify.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What of a customer is personal, as canonical JSON, equal from both shapes: {@link #PLAIN}, and under {@link #ADDRESSES} the
 * addresses by their ids, each with {@link #OF_AN_ADDRESS}; {@link #DEFAULT} is the id of the one that counts. What follows
 * from these (an address's name, the name of its country) is not in it.
 */
public final class CustomerPersonalFields {
    /** The webhook's keys. */
    public static final List<String> PLAIN = List.of("first_name", "last_name", "email", "phone", "note");

    public static final String ADDRESSES = "addresses";
    public static final String DEFAULT = "default_address_id";

    /** The keys of an address besides its id. */
    public static final List<String> OF_AN_ADDRESS = List.of(
            "first_name",
            "last_name",
            "company",
            "address1",
            "address2",
            "city",
            "province",
            "province_code",
            "country",
            "country_code",
            "zip",
            "phone");

    /** Where GraphQL tells them. */
    private static final List<String> IN_THE_NODE =
            List.of("firstName", "lastName", "defaultEmailAddress", "defaultPhoneNumber", "note", "defaultAddress");

    /** A webhook shows the customer's ten addresses changed last: with so many there may be more. */
    private static final int SHOWN = 10;

    private CustomerPersonalFields() {}

    /** @return null where the body lacks one of these keys, or may not show all addresses: then they are unknown */
    public static byte @Nullable [] told(JsonObject body) {
        if (isCut(body) || !PLAIN.stream().allMatch(body::has) || !body.has(ADDRESSES)) {
            return null;
        }
        List<JsonObject> all = body.each(ADDRESSES, address -> address);
        if (!all.stream().allMatch(address -> AddressFields.isWhole(address, OF_AN_ADDRESS))) {
            return null;
        }
        Map<String, @Nullable JsonNode> fields = new HashMap<>();
        PLAIN.forEach(key -> fields.put(key, body.get(key)));
        Map<Long, JsonNode> addresses = new TreeMap<>();
        JsonObject main = body.object("default_address");
        if (main != null) {
            long id = main.id("id");
            addresses.put(id, withId(id, AddressFields.told(main, OF_AN_ADDRESS)));
            fields.put(DEFAULT, JsonNodeFactory.instance.numberNode(id));
        }
        all.forEach(address ->
                addresses.put(address.id("id"), withId(address.id("id"), AddressFields.told(address, OF_AN_ADDRESS))));
        fields.put(ADDRESSES, list(addresses));
        return CanonicalJson.bytes(fields);
    }

    /**
     * @return whether the body tells some of what is personal and does not show the rest, which a read would tell. What Shopify
     *     withholds from the app, the read would not tell either
     */
    public static boolean isCut(JsonObject body) {
        boolean told = body.has(ADDRESSES) || PLAIN.stream().anyMatch(body::has);
        int addresses = body.each(ADDRESSES, address -> address).size();
        boolean whole = body.has(ADDRESSES)
                && body.has("note")
                && (addresses == 0 || body.has("default_address"))
                && addresses < SHOWN;
        return told && !whole;
    }

    /** @return null where one of the fields is not there, or not all addresses were read: then they are unknown */
    public static byte @Nullable [] read(JsonObject node) {
        Connection all = Connection.of(node, "addressesV2");
        if (!IN_THE_NODE.stream().allMatch(node::has) || !all.whole()) {
            return null;
        }
        Map<String, @Nullable JsonNode> fields = new HashMap<>();
        fields.put("first_name", node.get("firstName"));
        fields.put("last_name", node.get("lastName"));
        fields.put("email", inside(node, "defaultEmailAddress", "emailAddress"));
        fields.put("phone", inside(node, "defaultPhoneNumber", "phoneNumber"));
        fields.put("note", node.get("note"));
        Map<Long, JsonNode> addresses = new TreeMap<>();
        all.nodes()
                .forEach(address -> addresses.put(
                        address.gid("id"), withId(address.gid("id"), AddressFields.read(address, OF_AN_ADDRESS))));
        fields.put(ADDRESSES, list(addresses));
        Long main = node.gidOf("defaultAddress");
        if (main != null) {
            fields.put(DEFAULT, JsonNodeFactory.instance.numberNode(main));
        }
        return CanonicalJson.bytes(fields);
    }

    private static @Nullable JsonNode inside(JsonObject node, String object, String field) {
        JsonObject inner = node.object(object);
        return inner == null ? null : inner.get(field);
    }

    private static JsonNode withId(long id, ObjectNode address) {
        return address.put("id", id);
    }

    private static JsonNode list(Map<Long, JsonNode> addresses) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        addresses.values().forEach(list::add);
        return list;
    }
}
