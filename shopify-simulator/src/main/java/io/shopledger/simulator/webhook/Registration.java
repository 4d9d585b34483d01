package io.shopledger.simulator.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One topic subscribed to by the Admin API.
 *
 * @param topic as GraphQL names it, such as {@code PRODUCTS_UPDATE}; also one of which nothing is ever told here
 * @param includeFields the only ones told; all where there are none
 * @param apiVersion in whose shape is told: the version of the call that subscribed
 */
public record Registration(
        long id,
        String topic,
        String uri,
        String format,
        @Nullable String filter,
        List<String> includeFields,
        @Nullable String name,
        String apiVersion,
        Instant createdAt,
        Instant updatedAt) {}
