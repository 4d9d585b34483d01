package io.shopledger.query.customer;

import io.shopledger.query.http.Redacted;
import io.shopledger.stored.StoredJson;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts a customer's opened personal fields where Shopify's webhook has them. */
final class CustomerPersonalJson {
    private static final List<String> TEXTS = List.of("email", "first_name", "last_name", "phone", "note");

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

    /** Whatever else was sealed is shown under its own name. */
    private static void merge(ObjectNode customer, ObjectNode personal) {
        TEXTS.forEach(field -> customer.putNull(field));
        JsonNode addresses = personal.path("addresses");
        customer.setAll(personal);
        if (!addresses.isArray()) {
            customer.putArray("addresses");
        }
        if (!customer.has("default_address")) {
            customer.set("default_address", byDefault(addresses).orElseGet(customer::nullNode));
        }
    }

    private static Optional<JsonNode> byDefault(JsonNode addresses) {
        for (JsonNode address : addresses) {
            if (address.path("default").asBoolean(false)) {
                return Optional.of(address);
            }
        }
        return Optional.empty();
    }
}
