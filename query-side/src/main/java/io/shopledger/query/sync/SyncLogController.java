package io.shopledger.query.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.shopledger.query.http.BadRequest;
import io.shopledger.query.http.Bounds;
import io.shopledger.query.http.ConnectedStores;
import io.shopledger.query.http.Cursor;
import io.shopledger.query.http.NotFound;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** How syncs went and go. */
@RestController
@RequestMapping("/api/v1/sync")
@Tag(name = "Syncs", description = "What is pulled from a store, step by step.")
class SyncLogController {
    private static final int MOST = 250;
    private static final String ORDER = "-started_at";

    private final SyncReader syncs;
    private final SyncFeed feed;
    private final ConnectedStores stores;

    SyncLogController(SyncReader syncs, SyncFeed feed, ConnectedStores stores) {
        this.syncs = syncs;
        this.feed = feed;
        this.stores = stores;
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "SyncLogs")
    record Logs(
            @JsonProperty("logs") List<SyncProgress> logs,

            @JsonProperty("next_cursor") @Schema(nullable = true, description = "null at the end") @Nullable
            String nextCursor) {}

    @GetMapping("/logs")
    @Operation(summary = "List a store's syncs", description = "The newest first, running ones included.")
    Logs logs(
            @Parameter(description = "our number of the store, from 1", example = "1") @RequestParam("store_id")
                    long storeId,
            @Parameter(description = "how many at most, 1 to 250") @RequestParam(defaultValue = "50") int limit,
            @Parameter(description = "next_cursor of the page before") @RequestParam(required = false) @Nullable
                    String cursor,
            @Parameter(description = "only syncs of this type", example = "products")
                    @RequestParam(name = "sync_type", required = false)
                    @Nullable
                    String syncType,
            @Parameter(description = "only syncs in this state", example = "failed")
                    @RequestParam(required = false)
                    @Nullable
                    String status) {
        int most = Bounds.within("limit", limit, 1, MOST);
        List<SyncProgress> found = syncs.logs(
                stores.connected(storeId), syncType, status, cursor == null ? null : place(cursor), most + 1);
        boolean more = found.size() > most;
        List<SyncProgress> page = more ? found.subList(0, most) : found;
        SyncProgress last = more ? page.get(most - 1) : null;
        return new Logs(page, last == null ? null : Cursor.at(ORDER, last.startedAt() + " " + last.syncId()));
    }

    @GetMapping("/{sync_id}")
    @Operation(summary = "Read how far a sync is", description = "With each step's items, rate and time left.")
    SyncProgress one(
            @Parameter(description = "sync_id of the answer that began it") @PathVariable("sync_id") String syncId) {
        return find(syncId);
    }

    @GetMapping(path = "/{sync_id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "Follow a sync",
            description = "Server-sent events: progress with each change, as JSON like that of the call for one sync; "
                    + "the stream ends with the sync. 503 when too many follow; ask from time to time then.")
    ResponseEntity<SseEmitter> events(
            @Parameter(description = "sync_id of the answer that began it") @PathVariable("sync_id") String syncId) {
        return feed.follow(find(syncId).syncId())
                .map(ResponseEntity::ok)
                .orElseGet(() -> ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                        .header("Retry-After", "10")
                        .build());
    }

    private SyncProgress find(String id) {
        UUID uuid;
        try {
            uuid = UUID.fromString(id);
        } catch (IllegalArgumentException wrong) {
            throw new BadRequest("sync_id is not of the form of a sync's id, such as "
                    + "0b9f3c1e-6a52-4a9b-8c5e-2f6d8a1b7c3d; the answer that began the sync has it.");
        }
        return syncs.find(uuid)
                .orElseThrow(() ->
                        new NotFound("There is no sync %s. List them: /api/v1/sync/logs?store_id=1".formatted(uuid)));
    }

    private static SyncReader.Place place(String cursor) {
        String[] parts = Cursor.readText(ORDER, cursor).split(" ", -1);
        try {
            return new SyncReader.Place(Instant.parse(parts[0]), UUID.fromString(parts[parts.length - 1]));
        } catch (DateTimeParseException | IllegalArgumentException notOurs) {
            throw new BadRequest("cursor is not one of this list; leave it out to begin.");
        }
    }
}
