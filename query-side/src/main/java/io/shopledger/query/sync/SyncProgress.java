package io.shopledger.query.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.shopledger.query.sync.SyncState.StepState;
import io.shopledger.sync.SyncCommand.FailedItem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a sync is.
 *
 * @param errorDetails which code, which step and which items; absent where nothing failed
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Sync")
public record SyncProgress(
        @JsonProperty("sync_id") UUID syncId,
        @JsonProperty("store_id") long storeId,

        @JsonProperty("sync_type") @Schema(example = "products")
        String syncType,

        @JsonProperty("status") @Schema(allowableValues = {"running", "completed", "failed", "cancelled"})
        String status,

        @JsonProperty("error_message") @Nullable String errorMessage,

        @JsonProperty("error_details")
        @Schema(description = "reason, step and failed items; null where nothing failed")
        @Nullable
        Map<String, Object> errorDetails,

        @JsonProperty("started_at") Instant startedAt,
        @JsonProperty("completed_at") @Nullable Instant completedAt,

        @JsonProperty("records_processed") long recordsProcessed,
        @JsonProperty("records_failed") long recordsFailed,
        @JsonProperty("full_sync") boolean fullSync,
        @JsonProperty("since_date") @Nullable Instant sinceDate,

        @JsonProperty("requested_by") String requestedBy,

        @JsonProperty("steps") List<StepProgress> steps) {

    /**
     * How far one step is.
     *
     * @param note what has to be said of the figures
     * @param rate items a second, over the step so far
     * @param secondsLeft at that rate; absent where it cannot be told
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "SyncStep")
    public record StepProgress(
            @JsonProperty("step") String step,

            @JsonProperty("status") @Schema(allowableValues = {"pending", "running", "completed", "failed"})
            String status,

            @JsonProperty("items")
            @Schema(description = "how many were read; more than expected where the store changed while it was read")
            long items,

            @JsonProperty("expected")
            @Schema(nullable = true, description = "how many Shopify counted when the step began, where known")
            @Nullable
            Long expected,

            @JsonProperty("note")
            @Schema(nullable = true, description = "what has to be said of the figures, in a sentence")
            @Nullable
            String note,

            @JsonProperty("pages") long pages,

            @JsonProperty("items_per_second") @Nullable Double rate,

            @JsonProperty("seconds_left") @Schema(nullable = true, description = "at the step's rate so far") @Nullable
            Long secondsLeft,

            @JsonProperty("started_at") @Nullable Instant startedAt,
            @JsonProperty("completed_at") @Nullable Instant completedAt) {

        private static final String GROWN =
                "The store changed while it was read: more came than Shopify counted first.";

        static StepProgress of(StepState step) {
            Double rate = rate(step);
            boolean going = step.status().equals(SyncState.RUNNING);
            return new StepProgress(
                    step.step(),
                    step.status(),
                    step.imported(),
                    step.expected(),
                    step.expected() != null && step.imported() > step.expected() ? GROWN : null,
                    step.pages(),
                    rate,
                    going && rate != null && rate > 0 && step.expected() != null
                            ? (long) Math.ceil(Math.max(0, step.expected() - step.imported()) / rate)
                            : null,
                    step.startedAt(),
                    step.completedAt());
        }

        private static @Nullable Double rate(StepState step) {
            Instant until = step.completedAt() == null ? step.lastPageAt() : step.completedAt();
            if (step.startedAt() == null || until == null) {
                return null;
            }
            long millis = Duration.between(step.startedAt(), until).toMillis();
            return millis <= 0 ? null : Math.round(step.imported() * 10_000.0 / millis) / 10.0;
        }
    }

    static SyncProgress of(UUID id, SyncState sync) {
        return new SyncProgress(
                id,
                sync.store(),
                sync.type(),
                sync.status(),
                sync.message() == null
                        ? sync.steps().stream()
                                .map(StepState::message)
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse(null)
                        : sync.message(),
                errors(sync),
                sync.startedAt(),
                sync.completedAt(),
                sync.imported(),
                sync.steps().stream().mapToLong(StepState::failed).sum(),
                sync.full(),
                sync.since(),
                sync.requestedBy(),
                sync.steps().stream().map(StepProgress::of).toList());
    }

    private static @Nullable Map<String, Object> errors(SyncState sync) {
        Map<String, Object> all = new LinkedHashMap<>();
        if (sync.reason() != null) {
            all.put("reason", sync.reason());
        }
        List<Map<String, Object>> items = new ArrayList<>();
        for (StepState step : sync.steps()) {
            if (step.reason() != null) {
                all.put("step", step.step());
                all.putIfAbsent("reason", step.reason());
            }
            for (FailedItem item : step.named()) {
                items.add(Map.of("step", step.step(), "id", item.id(), "reason", item.reason()));
            }
        }
        if (!items.isEmpty()) {
            all.put("failed_items", items);
        }
        return all.isEmpty() ? null : all;
    }
}
