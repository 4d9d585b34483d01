package io.shopledger.shopify.privacy;

import io.shopledger.privacy.PrivacyRequest.Kind;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.json.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a body of one of the three compliance topics demands. Topics are not signed, and a genuine body may be sent under
 * another one of them: its own form counts, so that a request for data erases nothing and a customer's redaction no store. See
 * <a href="https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance">Privacy law compliance</a>.
 *
 * @param shopId Shopify's number of the shop; absent where the body names none
 * @param requestId Shopify's number of a request for data
 * @param customer absent where the body names none
 * @param orders of the customer that are concerned
 */
public record Demand(
        Kind kind,
        @Nullable Long shopId,
        @Nullable Long requestId,
        @Nullable Long customer,
        List<Long> orders) {
    private static final Map<String, Kind> TOPICS = Map.of(
            "customers/data_request", Kind.DATA_REQUEST,
            "customers/redact", Kind.CUSTOMER_REDACT,
            "shop/redact", Kind.SHOP_REDACT);

    private static final String REQUEST = "data_request";
    private static final String REQUESTED = "orders_requested";
    private static final String TO_REDACT = "orders_to_redact";
    private static final String CUSTOMER = "customer";

    /** Topics of which a body is kept no longer than until it is acted on: it has the customer's e-mail and telephone. */
    public static final Set<String> TOPIC_NAMES = TOPICS.keySet();

    /** Those that are acted on even where their shop is not connected. */
    public static final Set<String> REDACTING = Set.of("customers/redact", "shop/redact");

    /** @return empty where the body is none of this topic */
    public static Optional<Demand> of(String topic, JsonObject body) {
        Kind kind = TOPICS.get(topic);
        boolean asksForData = body.has(REQUEST) || body.has(REQUESTED);
        boolean namesACustomer = body.has(CUSTOMER) || body.has(TO_REDACT);
        boolean fits = kind != null
                && body.text("shop_domain") != null
                && switch (kind) {
                    case DATA_REQUEST -> asksForData;
                    case CUSTOMER_REDACT -> namesACustomer && !asksForData;
                    case SHOP_REDACT -> !namesACustomer && !asksForData;
                };
        if (kind == null || !fits) {
            return Optional.empty();
        }
        JsonObject request = object(body, REQUEST);
        JsonObject customer = object(body, CUSTOMER);
        return Optional.of(new Demand(
                kind,
                number(body, "shop_id"),
                request == null ? null : number(request, "id"),
                customer == null ? null : number(customer, "id"),
                numbers(body.get(kind == Kind.DATA_REQUEST ? REQUESTED : TO_REDACT))));
    }

    /** What cannot be read is not there: a demand is taken as far as it can be understood. */
    private static @Nullable JsonObject object(JsonObject body, String field) {
        try {
            return body.object(field);
        } catch (Unreadable noObject) {
            return null;
        }
    }

    private static @Nullable Long number(JsonObject body, String field) {
        try {
            Long number = body.number(field);
            return number == null || number < 1 ? null : number;
        } catch (Unreadable noNumber) {
            return null;
        }
    }

    private static List<Long> numbers(@Nullable JsonNode list) {
        List<Long> numbers = new ArrayList<>();
        if (list != null && list.isArray()) {
            for (JsonNode one : list) {
                String digits = one.isNumber() || one.isString() ? one.asString() : "";
                if (digits.matches("[1-9]\\d{0,17}")) {
                    numbers.add(Long.valueOf(digits));
                }
            }
        }
        return numbers.stream().distinct().toList();
    }
}
