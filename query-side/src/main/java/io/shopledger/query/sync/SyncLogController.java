package io.shopledger.query.sync;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
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
    private final SyncLog log;
    private final SyncFeed feed;

    SyncLogController(SyncLog log, SyncFeed feed) {
        this.log = log;
        this.feed = feed;
    }

    @GetMapping("/logs")
    @Operation(summary = "List a store's syncs", description = "The newest first, running ones included.")
    SyncLog.Logs logs(
            @Parameter(description = "our number of the store, from 1", example = "1") @RequestParam("store_id")
                    long storeId,
            @Parameter(description = "how many at most, 1 to 250") @RequestParam(defaultValue = "50") int limit,
            @Parameter(description = "next_cursor of the page before") @RequestParam(required = false) @Nullable
                    String cursor,
            @Parameter(
                            description = "only syncs of this type: products, inventory, customers, orders or full",
                            example = "products")
                    @RequestParam(name = "sync_type", required = false)
                    @Nullable
                    String syncType,
            @Parameter(
                            description = "only syncs in this state: running, completed, failed or cancelled",
                            example = "failed")
                    @RequestParam(required = false)
                    @Nullable
                    String status) {
        return log.page(storeId, limit, cursor, syncType, status);
    }

    @GetMapping("/{sync_id}")
    @Operation(summary = "Read how far a sync is", description = "With each step's items, rate and time left.")
    SyncProgress one(
            @Parameter(description = "sync_id of the answer that began it") @PathVariable("sync_id") String syncId) {
        return log.find(syncId);
    }

    @GetMapping(path = "/{sync_id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "Follow a sync",
            description = "Server-sent events: progress with each change, as JSON like that of the call for one sync; "
                    + "the stream ends with the sync. 503 when too many follow; ask from time to time then.")
    ResponseEntity<SseEmitter> events(
            @Parameter(description = "sync_id of the answer that began it") @PathVariable("sync_id") String syncId) {
        return feed.follow(log.find(syncId).syncId())
                .map(ResponseEntity::ok)
                .orElseGet(() -> ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                        .header("Retry-After", "10")
                        .build());
    }
}
