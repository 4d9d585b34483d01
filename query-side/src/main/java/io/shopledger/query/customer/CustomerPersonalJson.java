package io.shopledger.query.customer;

import io.shopledger.query.http.Redacted;
import io.shopledger.stored.StoredJson;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts a customer's opened personal fields where Shopify's webhook has them. */
final class CustomerPersonalJson {
    private static final List<String> TEXTS = List.of("email", "first_name", "last_name", "phone", "note");

    private static final List<String> OF_AN_ADDRESS = List.of(
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

    private CustomerPersonalJson() {}

    static void none(ObjectNode customer) {
        merge(customer, StoredJson.MAPPER.createObjectNode());
    }

    /** @param parts each the fields of one sealed part as a JSON object, or empty when its key was destroyed */
    static void open(ObjectNode customer, List<Optional<String>> parts) {
        if (parts.stream().anyMatch(Optional::isEmpty)) {
            TEXTS.forEach(field -> customer.put(field, Redacted.TEXT));
            customer.set("default_address", Redacted.address());
            customer.putArray("addresses");
            return;
        }
        parts.forEach(part -> merge(customer, (ObjectNode) StoredJson.MAPPER.readTree(part.orElseThrow())));
    }

    /** What follows from the sealed fields (an address's name, which one is the default) is told as Shopify tells it. */
    private static void merge(ObjectNode customer, ObjectNode personal) {
        TEXTS.forEach(field -> customer.set(field, orNull(customer, personal.path(field))));
        customer.putNull("default_address");
        ArrayNode addresses = customer.putArray("addresses");
        String byDefault = personal.path("default_address_id").asString("");
        for (JsonNode sealed : personal.path("addresses")) {
            ObjectNode address = addresses.addObject();
            boolean isDefault = sealed.path("id").asString("").equals(byDefault);
            address.set("id", orNull(customer, sealed.path("id")));
            address.set("customer_id", customer.path("id"));
            OF_AN_ADDRESS.forEach(field -> address.set(field, orNull(customer, sealed.path(field))));
            String name = (sealed.path("first_name").asString("") + " "
                            + sealed.path("last_name").asString(""))
                    .strip();
            address.put("name", name.isEmpty() ? null : name);
            address.put("default", isDefault);
            if (isDefault) {
                customer.set("default_address", address.deepCopy());
            }
        }
    }

    private static JsonNode orNull(ObjectNode nodes, JsonNode value) {
        return value.isMissingNode() ? nodes.nullNode() : value;
    }
}
