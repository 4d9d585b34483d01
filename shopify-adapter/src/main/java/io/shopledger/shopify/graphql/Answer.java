package io.shopledger.shopify.graphql;

import io.shopledger.shopify.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What Shopify answered: checked, free of errors.
 *
 * @param data the answer's {@code data}
 * @param sentAt when the request was sent: the state shown is not older
 * @param cost absent where Shopify did not tell
 * @param apiVersion the version that answered; absent where Shopify did not tell
 */
public record Answer(
        JsonObject data,
        Instant sentAt,
        @Nullable QueryCost cost,
        @Nullable String apiVersion) {}
