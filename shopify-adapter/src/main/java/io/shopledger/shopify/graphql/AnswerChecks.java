package io.shopledger.shopify.graphql;

import io.shopledger.shopify.graphql.ShopifyFailure.Denied;
import io.shopledger.shopify.graphql.ShopifyFailure.Refused;
import io.shopledger.shopify.graphql.ShopifyFailure.Throttled;
import io.shopledger.shopify.graphql.ShopifyFailure.TooCostly;
import io.shopledger.shopify.graphql.ShopifyFailure.Unreachable;
import io.shopledger.shopify.graphql.ShopifyFailure.UserError;
import io.shopledger.shopify.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The second and third check of an answer: its top-level errors, and the {@code userErrors} of each payload. */
final class AnswerChecks {
    private static final Duration AT_LEAST = Duration.ofSeconds(1);
    private static final int SHOWN = 300;
    private static final double MILLIS = 1_000.0;

    private AnswerChecks() {}

    /** @return the answer's data, where nothing at all is wrong with it */
    static JsonObject data(JsonObject answer, @Nullable QueryCost cost) {
        topLevel(answer, cost);
        JsonObject data = answer.object("data");
        if (data == null) {
            throw new Unreachable("Shopify answered neither data nor errors", null, null);
        }
        userErrors(data);
        return data;
    }

    /** Errors may come beside data: then the data is not the whole truth, and is not believed. */
    private static void topLevel(JsonObject answer, @Nullable QueryCost cost) {
        JsonNode errors = answer.get("errors");
        if (errors == null) {
            return;
        }
        if (!errors.isArray()) {
            throw new Refused(shortened(errors.asString("Shopify answered an error without words")));
        }
        List<JsonObject> all = answer.each("errors", error -> error);
        for (JsonObject error : all) {
            ShopifyFailure known = known(error, cost);
            if (known != null) {
                throw known;
            }
        }
        if (!all.isEmpty()) {
            throw new Refused(message(all.get(0)));
        }
    }

    private static @Nullable ShopifyFailure known(JsonObject error, @Nullable QueryCost cost) {
        JsonObject extensions = error.object("extensions");
        String code = extensions == null ? null : extensions.word("code");
        return switch (code == null ? "" : code) {
            case "THROTTLED" -> new Throttled("The store's bucket is empty", pause(cost));
            case "MAX_COST_EXCEEDED" -> new TooCostly(message(error));
            case "ACCESS_DENIED" -> new Denied(message(error));
            case "INTERNAL_SERVER_ERROR", "TIMEOUT" -> new Unreachable(message(error), null, null);
            default -> null;
        };
    }

    /** Until the bucket has what was asked for. */
    private static Duration pause(@Nullable QueryCost cost) {
        QueryCost.Bucket bucket = cost == null ? null : cost.bucket();
        if (cost == null || bucket == null) {
            return AT_LEAST;
        }
        Duration pause = Duration.ofMillis(
                (long) Math.ceil((cost.requested() - bucket.available()) / bucket.restoreRate() * MILLIS));
        return pause.compareTo(AT_LEAST) < 0 ? AT_LEAST : pause;
    }

    private static void userErrors(JsonObject data) {
        List<UserError> all = new ArrayList<>();
        for (String field : data.fields()) {
            JsonNode payload = data.get(field);
            if (payload != null && payload.isObject() && payload.has("userErrors")) {
                JsonObject owner = data.object(field);
                if (owner != null) {
                    all.addAll(owner.each("userErrors", AnswerChecks::userError));
                }
            }
        }
        if (!all.isEmpty()) {
            throw new Refused(all);
        }
    }

    private static UserError userError(JsonObject error) {
        String field = String.join(".", error.texts("field"));
        return new UserError(field.isEmpty() ? null : field, message(error), error.word("code"));
    }

    private static String message(JsonObject error) {
        String message = error.text("message");
        return message == null ? "Shopify gave no reason" : shortened(message);
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + " …";
    }
}
