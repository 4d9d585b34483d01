package io.shopledger.query.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.shopledger.query.http.BadRequest;
import io.shopledger.query.http.Bounds;
import io.shopledger.query.http.ConnectedStores;
import io.shopledger.query.http.Cursor;
import io.shopledger.query.http.NotFound;
import io.shopledger.sync.Step;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A store's syncs, page by page, and one by one: for the API and for the pages. */
@Component
public class SyncLog {
    private static final int MOST = 250;
    private static final String ORDER = "-started_at";

    /** Those that a sync may be in. */
    public static final List<String> STATES = List.of("running", "completed", "failed", "cancelled");

    private static final List<String> TYPES = Stream.concat(
                    Arrays.stream(Step.values()).map(Step::word), Stream.of("full"))
            .toList();

    private final SyncReader syncs;
    private final ConnectedStores stores;

    SyncLog(SyncReader syncs, ConnectedStores stores) {
        this.syncs = syncs;
        this.stores = stores;
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "SyncLogs")
    public record Logs(
            @JsonProperty("logs") List<SyncProgress> logs,

            @JsonProperty("next_cursor") @Schema(nullable = true, description = "null at the end") @Nullable
            String nextCursor) {}

    /** @param cursor the next one of the page before; absent for the newest */
    public Logs page(
            long storeId, int limit, @Nullable String cursor, @Nullable String syncType, @Nullable String status) {
        int most = Bounds.within("limit", limit, 1, MOST);
        requireOneOf("sync_type", syncType, TYPES);
        requireOneOf("status", status, STATES);
        List<SyncProgress> found = syncs.logs(
                stores.connected(storeId), syncType, status, cursor == null ? null : place(cursor), most + 1);
        boolean more = found.size() > most;
        List<SyncProgress> page = more ? found.subList(0, most) : found;
        SyncProgress last = more ? page.get(most - 1) : null;
        return new Logs(page, last == null ? null : Cursor.at(ORDER, last.startedAt() + " " + last.syncId()));
    }

    private static void requireOneOf(String parameter, @Nullable String given, List<String> known) {
        if (given != null && !known.contains(given)) {
            throw new BadRequest("%s is none of %s.".formatted(parameter, String.join(", ", known)));
        }
    }

    public SyncProgress find(String id) {
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
