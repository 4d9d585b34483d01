package io.shopledger.query.projection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that a projection could not use, or one that waits behind it.
 *
 * @param entity its stream key
 * @param sequence the event's number in the entity's stream, from 0
 * @param causeType absent for one that only waits
 * @param waitingBehind how many further events of the entity wait behind this one
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "ProjectionDeadLetter")
public record ProjectionDeadLetter(
        @JsonProperty("id") String id,

        @JsonProperty("projection") @Schema(example = "orders")
        String projection,

        @JsonProperty("entity") @Schema(example = "order/1/450789469")
        String entity,

        @JsonProperty("type") @Schema(example = "order.OrderPaid", description = "the event's stored type")
        String type,

        @JsonProperty("sequence") @Schema(description = "the event's number in the entity's stream, from 0")
        long sequence,

        @JsonProperty("set_aside_at") Instant setAsideAt,
        @JsonProperty("last_tried_at") Instant lastTriedAt,

        @JsonProperty("cause_type")
        @Schema(nullable = true, description = "null for an event that only waits behind another")
        @Nullable
        String causeType,

        @JsonProperty("cause_message")
        @Schema(nullable = true, description = "names fields and ids, never their content")
        @Nullable
        String causeMessage,

        @JsonProperty("waiting_behind") @Schema(description = "further events of the entity behind this one")
        long waitingBehind) {}
