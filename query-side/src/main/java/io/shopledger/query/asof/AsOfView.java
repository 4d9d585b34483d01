package io.shopledger.query.asof;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.shopledger.query.rebuild.AsOf;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A store as of a moment as it is shown. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "StoreAsOf")
public record AsOfView(
        @JsonProperty("as_of_id") @Schema(description = "to be given with reads")
        long asOfId,

        @JsonProperty("store_id") long storeId,

        @JsonProperty("known_at") @Schema(description = "what we knew then is in it, and nothing later")
        Instant knownAt,

        @JsonProperty("state")
        @Schema(
                allowableValues = {"requested", "filling", "ready", "failed", "dropped", "expired"},
                description = "it can be read while it is ready")
        String state,

        @JsonProperty("events_done") @Schema(description = "up to which event it is filled")
        long eventsDone,

        @JsonProperty("events_total") @Schema(description = "up to which it is to be filled")
        long eventsTotal,

        @JsonProperty("events_per_second")
        @Schema(nullable = true, description = "of the last ten seconds; null until it is known, and at the end")
        @Nullable
        Double eventsPerSecond,

        @JsonProperty("seconds_left") @Schema(nullable = true, description = "at that rate") @Nullable
        Long secondsLeft,

        @JsonProperty("incomplete_entities")
        @Schema(
                description =
                        "how many have events that could not be used: they stand where those begin, and say incomplete")
        long incompleteEntities,

        @JsonProperty("reason") @Schema(nullable = true, description = "why it failed") @Nullable
        String reason,

        @JsonProperty("requested_by") String requestedBy,
        @JsonProperty("requested_at") Instant requestedAt,

        @JsonProperty("ended_at") @Schema(nullable = true, description = "when it was ready, or failed") @Nullable
        Instant endedAt,

        @JsonProperty("expires_at") @Schema(description = "when its tables are dropped by themselves")
        Instant expiresAt) {

    static AsOfView of(AsOf one) {
        Double rate = one.endedAt() != null || one.rate() == null ? null : Math.round(one.rate() * 10) / 10.0;
        long left = Math.max(0, one.of() - one.done());
        return new AsOfView(
                one.id(),
                one.store().value(),
                one.knownAt(),
                one.state().toString(),
                one.done(),
                one.of(),
                rate,
                rate == null || rate < 0.1 ? null : (long) Math.ceil(left / rate),
                one.incomplete(),
                one.reason(),
                one.requestedBy(),
                one.requestedAt(),
                one.endedAt(),
                one.expiresAt());
    }
}
