package io.shopledger.query.rebuild;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rebuild as it is shown.
 *
 * @param eventsDone the number of the event up to which all its tables are filled
 * @param eventsTotal that of the event up to which they are to be filled; it grows while events come
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Rebuild")
public record RebuildView(
        @JsonProperty("rebuild_id") long rebuildId,
        @JsonProperty("projections") List<String> projections,

        @JsonProperty("state")
        @Schema(
                allowableValues = {"requested", "filling", "comparing", "swapping", "done", "failed", "cancelled"},
                description = "from swapping it may go back to filling, when a table is read for long")
        String state,

        @JsonProperty("events_done") @Schema(description = "up to which event all its tables are filled")
        long eventsDone,

        @JsonProperty("events_total") @Schema(description = "up to which they are to be filled, as of now")
        long eventsTotal,

        @JsonProperty("events_per_second")
        @Schema(nullable = true, description = "of the last ten seconds; null until it is known, and at the end")
        @Nullable
        Double eventsPerSecond,

        @JsonProperty("seconds_left") @Schema(nullable = true, description = "at that rate") @Nullable
        Long secondsLeft,

        @JsonProperty("from_event") @Schema(description = "where the process that works on it began or went on")
        long fromEvent,

        @JsonProperty("new_code")
        @Schema(description = "whether other code filled the served tables: then nobody writes them until the swap")
        boolean newCode,

        @JsonProperty("accept_differences") boolean acceptDifferences,

        @JsonProperty("swapped") @Schema(description = "the projections whose new tables are served")
        List<String> swapped,

        @JsonProperty("compared") @Schema(description = "what the comparison of each table said")
        List<String> compared,

        @JsonProperty("reason") @Schema(nullable = true, description = "why it failed or was cancelled") @Nullable
        String reason,

        @JsonProperty("requested_by") String requestedBy,
        @JsonProperty("requested_at") Instant requestedAt,
        @JsonProperty("started_at") @Nullable Instant startedAt,
        @JsonProperty("ended_at") @Nullable Instant endedAt) {

    static RebuildView of(Rebuild rebuild) {
        Double rate = rebuild.state().ended() || rebuild.rate() == null ? null : Math.round(rebuild.rate() * 10) / 10.0;
        long left = Math.max(0, rebuild.head() - rebuild.position());
        return new RebuildView(
                rebuild.id(),
                rebuild.projections(),
                rebuild.state().toString(),
                rebuild.position(),
                rebuild.head(),
                rate,
                rate == null || rate < 0.1 ? null : (long) Math.ceil(left / rate),
                rebuild.fromPosition(),
                rebuild.newCode(),
                rebuild.acceptDifferences(),
                rebuild.swapped(),
                rebuild.compared(),
                rebuild.reason(),
                rebuild.requestedBy(),
                rebuild.requestedAt(),
                rebuild.startedAt(),
                rebuild.endedAt());
    }

    /** @return whether it still is at work, or waits for that */
    public boolean running() {
        return endedAt == null;
    }
}
