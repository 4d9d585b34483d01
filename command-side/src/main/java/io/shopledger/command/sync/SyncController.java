package io.shopledger.command.sync;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.shopledger.StoreId;
import io.shopledger.command.gateway.KnownStreams;
import io.shopledger.command.http.AskedStore;
import io.shopledger.command.http.BadRequest;
import io.shopledger.command.http.NotFound;
import io.shopledger.sync.Step;
import io.shopledger.sync.SyncCommand.CancelSync;
import io.shopledger.sync.SyncCommand.RequestSync;
import io.shopledger.sync.SyncId;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Begins and cancels syncs; how they go is read elsewhere. */
@RestController
@RequestMapping("/api/v1/sync")
class SyncController {
    private static final String FULL = "full";
    private static final int LARGEST_BATCH = 250;
    private static final long PATIENCE_SECONDS = 10;

    private final AskedStore stores;
    private final CommandGateway commands;
    private final KnownStreams known;

    SyncController(AskedStore stores, CommandGateway commands, KnownStreams known) {
        this.stores = stores;
        this.commands = commands;
        this.known = known;
    }

    /**
     * What a sync is asked with; all but the store may be left out.
     *
     * @param fullSync whether everything is read, not only what changed
     * @param sinceDate read what changed at or after this
     * @param batchSize entities a page at most, 1 to 250
     * @param retryFailed whether only what failed before is read again
     */
    record Wish(
            @JsonProperty("store_id") @Nullable Long storeId,
            @JsonProperty("full_sync") @Nullable Boolean fullSync,
            @JsonProperty("since_date") @Nullable String sinceDate,
            @JsonProperty("batch_size") @Nullable Integer batchSize,
            @JsonProperty("retry_failed") @Nullable Boolean retryFailed) {}

    record Accepted(
            @JsonProperty("sync_id") UUID syncId,
            @JsonProperty("status") String status,
            @JsonProperty("store_id") long storeId,
            @JsonProperty("sync_type") String syncType) {}

    record Cancelled(
            @JsonProperty("sync_id") UUID syncId,
            @JsonProperty("status") String status) {}

    /**
     * Begins a sync. Errors: 400 {@code bad-request}, 404 {@code not-found} for a store or type that there is not, 409
     * {@code sync-running} with the running one's {@code sync_id}, 409 {@code store-disconnected}.
     */
    @PostMapping("/{type}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted begin(@PathVariable String type, @RequestBody Wish wish) {
        List<Step> steps = steps(type);
        StoreId store = stores.of(wish.storeId());
        Integer batch = wish.batchSize();
        if (batch != null && (batch < 1 || batch > LARGEST_BATCH)) {
            throw new BadRequest("batch_size is %d; give 1 to %d, or leave it out.".formatted(batch, LARGEST_BATCH));
        }
        String since = wish.sinceDate();
        boolean full = Boolean.TRUE.equals(wish.fullSync());
        SyncId id = SyncId.random();
        commands.sendAndWait(
                new RequestSync(
                        id,
                        store,
                        type,
                        steps,
                        full,
                        since == null || since.isBlank() ? null : SinceDate.parse(since),
                        batch,
                        Boolean.TRUE.equals(wish.retryFailed()),
                        "api"),
                PATIENCE_SECONDS,
                TimeUnit.SECONDS);
        return new Accepted(id.value(), "running", store.value(), type);
    }

    /** Cancels a sync. Errors: 404 {@code not-found}, 409 {@code sync-ended}. */
    @PostMapping("/{syncId}/cancel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Cancelled cancel(@PathVariable String syncId) {
        SyncId id = known(syncId);
        commands.sendAndWait(new CancelSync(id), PATIENCE_SECONDS, TimeUnit.SECONDS);
        return new Cancelled(id.value(), "cancelled");
    }

    private SyncId known(String text) {
        try {
            SyncId id = new SyncId(UUID.fromString(text));
            if (known.contains(id.toString())) {
                return id;
            }
        } catch (IllegalArgumentException noId) {
            // There is none of that name either.
        }
        throw new NotFound("There is no such sync. All syncs of a store: /api/v1/sync/logs?store_id=…");
    }

    private static List<Step> steps(String type) {
        return type.equals(FULL)
                ? List.of(Step.values())
                : List.of(Step.of(type)
                        .orElseThrow(() -> new NotFound("There is no sync of this type; there are %s and full."
                                .formatted(Arrays.stream(Step.values())
                                        .map(Step::word)
                                        .collect(Collectors.joining(", "))))));
    }
}
