package io.shopledger.app.recovery;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Compares an order as Shopify tells it with the same order as our API tells it, field by field. */
final class OrderComparison {
    /** Theirs alone: what an order's record does not hold, and {@code updated_at}, which moves without any change. */
    private static final Set<String> NOT_COMPARED =
            Set.of("updated_at", "admin_graphql_api_id", "customer", "token", "cart_token", "checkout_token");

    private OrderComparison() {}

    /** @return one line per field that we tell otherwise, and per field of ours that Shopify does not have */
    static List<String> differences(JsonNode truth, JsonNode ours) {
        List<String> found = new ArrayList<>();
        compare("", truth, ours, found);
        JsonNode customer = truth.get("customer");
        if (customer != null && !customer.isNull() && !customer.get("id").equals(ours.get("customer_id"))) {
            found.add("customer_id: " + customer.get("id") + " is " + ours.get("customer_id"));
        }
        return found;
    }

    private static void compare(String path, JsonNode truth, JsonNode ours, List<String> found) {
        if (truth.isObject()) {
            Set<String> names = new TreeSet<>(truth.propertyNames());
            names.removeAll(NOT_COMPARED);
            for (String name : names) {
                JsonNode theirValue = truth.get(name);
                JsonNode ourValue = ours.get(name);
                if (ourValue == null) {
                    found.add(path + "/" + name + " is missing: " + theirValue);
                } else {
                    compare(path + "/" + name, theirValue, ourValue, found);
                }
            }
        } else if (truth.isArray()) {
            if (!ours.isArray() || ours.size() != truth.size()) {
                found.add(path + ": " + truth + " is " + ours);
                return;
            }
            for (int i = 0; i < truth.size(); i++) {
                compare(path + "/" + i, truth.get(i), ours.get(i), found);
            }
        } else if (!same(truth, ours)) {
            found.add(path + ": " + truth + " is " + ours);
        }
    }

    private static boolean same(JsonNode truth, JsonNode ours) {
        if (truth.equals(ours) || (empty(truth) && empty(ours))) {
            return true;
        }
        if (truth.isNumber() && ours.isNumber()) {
            return truth.decimalValue().compareTo(ours.decimalValue()) == 0;
        }
        if (!truth.isString() || !ours.isString()) {
            return false;
        }
        try {
            return OffsetDateTime.parse(truth.asString()).isEqual(OffsetDateTime.parse(ours.asString()));
        } catch (DateTimeParseException noTime) {
            try {
                return new BigDecimal(truth.asString()).compareTo(new BigDecimal(ours.asString())) == 0;
            } catch (NumberFormatException noNumber) {
                return false;
            }
        }
    }

    /** Shopify says "nothing" as null and as an empty text alike. */
    private static boolean empty(JsonNode value) {
        return value.isNull() || (value.isString() && value.asString().isEmpty());
    }
}
