package io.shopledger.shopify.json;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Postal addresses under the webhook's keys, from either shape. */
public final class AddressFields {
    private AddressFields() {}

    /** @return those of the keys that a webhook's address has; empty where there is no address */
    public static ObjectNode told(@Nullable JsonObject address, List<String> keys) {
        return of(address, keys, false);
    }

    /** @return whether a webhook's address says something of each of the keys; what is not there has nothing to say */
    public static boolean isWhole(@Nullable JsonObject address, List<String> keys) {
        return address == null || keys.stream().allMatch(address::has);
    }

    /** @return those of the keys that GraphQL's address has; empty where there is no address */
    public static ObjectNode read(@Nullable JsonObject address, List<String> keys) {
        return of(address, keys, true);
    }

    private static ObjectNode of(@Nullable JsonObject address, List<String> keys, boolean inGraphQl) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        for (String key : keys) {
            JsonNode value = address == null ? null : address.get(inGraphQl ? nameInGraphQl(key) : key);
            if (value != null) {
                fields.set(key, value);
            }
        }
        return fields;
    }

    private static String nameInGraphQl(String key) {
        return key.equals("country_code") ? "countryCodeV2" : Selected.camelCase(key);
    }
}
