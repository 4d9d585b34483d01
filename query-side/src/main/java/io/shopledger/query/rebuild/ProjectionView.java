package io.shopledger.query.rebuild;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A projection as it is shown.
 *
 * @param position the number of the event up to which its tables tell
 * @param lag how many events behind the newest one that is, at most
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Projection")
public record ProjectionView(
        @JsonProperty("name") @Schema(example = "orders") String name,

        @JsonProperty("version") @Schema(description = "of this code")
        int version,

        @JsonProperty("position") @Schema(description = "up to which event its tables tell")
        long position,

        @JsonProperty("lag_events") @Schema(description = "events that it has not handled yet, at most")
        long lag,

        @JsonProperty("tables") List<String> tables,

        @JsonProperty("data_as_of")
        @Schema(
                nullable = true,
                description = "set while the served tables are frozen, until a rebuild by new code is done")
        @Nullable
        Instant dataAsOf,

        @JsonProperty("rebuild") @Schema(nullable = true, description = "the one that has not ended") @Nullable
        RebuildView rebuild) {}
