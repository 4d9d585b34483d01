package io.shopledger.query.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A part of one entity's history, the oldest first. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "History")
public record HistoryPage(
        @JsonProperty("events") List<Happened> events,

        @JsonProperty("next_cursor") @Schema(nullable = true, description = "null at the end") @Nullable
        String nextCursor) {

    /**
     * One event.
     *
     * @param sequence its number in the entity's stream, from 0
     * @param at Shopify's time of last change of the state in which we saw it
     * @param knownAt when we appended it
     * @param learned what became known without having changed; only with {@code …Learned}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Happened(
            @JsonProperty("type") @Schema(example = "OrderPaid")
            String type,

            @JsonProperty("sequence") long sequence,

            @JsonProperty("at")
            @Schema(
                    description =
                            "Shopify's time of last change (updated_at) of the state in which we saw it: it had happened by "
                                    + "then, perhaps earlier. When an order was placed is created_at in the changes of "
                                    + "OrderPlaced, not this")
            @Nullable
            Instant at,

            @JsonProperty("known_at") @Schema(description = "when we wrote it down")
            Instant knownAt,

            @JsonProperty("origin") @Nullable Source origin,
            @JsonProperty("changes") List<Changes.Change> changes,
            @JsonProperty("learned") @Nullable List<Learned> learned) {}

    /**
     * How we know.
     *
     * @param via {@code webhook}, {@code sync}, {@code own_write}, or {@code erased} of what was redacted before the database
     *     was restored
     * @param id the delivery's webhook id, or the sync's id
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Source(
            @JsonProperty("via") String via,
            @JsonProperty("id") String id,
            @JsonProperty("heard_at") Instant heardAt,
            @JsonProperty("actor") @Nullable Who actor) {}

    /** Who did it, where Shopify says. */
    public record Who(
            @JsonProperty("kind") String kind,
            @JsonProperty("id") String id) {}

    /** A field that became known. */
    public record Learned(
            @JsonProperty("field") String field,

            @JsonProperty("value") @Schema(description = "as the API tells the field")
            JsonNode value) {}
}
