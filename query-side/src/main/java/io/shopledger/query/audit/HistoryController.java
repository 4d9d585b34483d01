package io.shopledger.query.audit;

import io.shopledger.StoreId;
import io.shopledger.query.http.Bounds;
import io.shopledger.query.http.ConnectedStores;
import io.shopledger.query.http.NotFound;
import io.shopledger.store.StoreEvent;
import io.shopledger.store.Stores;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What happened to an entity, event by event. */
@RestController
@RequestMapping("/api/v1/audit")
@Tag(name = "Audit", description = "What happened, when it was so, when we knew, and how.")
class HistoryController {
    private static final int MOST = 1_000;

    private final History history;
    private final ConnectedStores stores;

    HistoryController(History history, ConnectedStores stores) {
        this.history = history;
        this.stores = stores;
    }

    @GetMapping("/{kind}/{id}/history")
    @Operation(
            summary = "Read what happened to an entity",
            description =
                    "Every event in its order, of removed entities as well. at is Shopify's time of last change of the "
                            + "state in which we saw it, known_at our time of writing it down. Personal fields stay sealed. "
                            + "With filters, next_cursor goes on with the same ones.")
    HistoryPage entity(
            @Parameter(description = "products, orders, customers, inventory or stock", example = "orders")
                    @PathVariable
                    String kind,
            @Parameter(description = "Shopify's number, as in its URLs; of stock {item}-{location}") @PathVariable
                    String id,
            @Parameter(description = "our number of the store, from 1", example = "1") @RequestParam("store_id")
                    long storeId,
            @Parameter(description = "how many events at most, 1 to 1000") @RequestParam(defaultValue = "250")
                    int limit,
            @Parameter(description = "next_cursor of the part before") @RequestParam(required = false) @Nullable
                    String cursor,
            @Parameter(description = "only events of this type", example = "OrderPaid")
                    @RequestParam(required = false)
                    @Nullable
                    String type,
            @Parameter(description = "only what we knew then or later", example = "2026-10-01T00:00:00Z")
                    @RequestParam(required = false)
                    @Nullable
                    Instant from,
            @Parameter(description = "only what we knew then or before", example = "2026-10-02T00:00:00Z")
                    @RequestParam(required = false)
                    @Nullable
                    Instant to,
            @Parameter(description = "only what we know this way: webhook, sync or own_write")
                    @RequestParam(required = false)
                    @Nullable
                    String via) {
        AuditedKind audited = AuditedKind.of(kind);
        StoreId store = Bounds.store(storeId);
        HistoryFilter wanted = HistoryFilter.of(audited.events(), type, from, to, via);
        return read(audited.stream(store, id), limit, cursor, wanted)
                .orElseThrow(() -> audited.unheardOf(stores.connected(storeId), id));
    }

    @GetMapping("/stores/{id}/history")
    @Operation(
            summary = "Read what happened between a store and us",
            description = "Connections, scopes, subscriptions. at and known_at are both our time.")
    HistoryPage store(
            @Parameter(description = "our number of the store, from 1", example = "1") @PathVariable long id,
            @Parameter(description = "how many events at most, 1 to 1000") @RequestParam(defaultValue = "250")
                    int limit,
            @Parameter(description = "next_cursor of the part before") @RequestParam(required = false) @Nullable
                    String cursor,
            @Parameter(description = "only events of this type", example = "StoreConnected")
                    @RequestParam(required = false)
                    @Nullable
                    String type,
            @Parameter(description = "only what we knew then or later", example = "2026-10-01T00:00:00Z")
                    @RequestParam(required = false)
                    @Nullable
                    Instant from,
            @Parameter(description = "only what we knew then or before", example = "2026-10-02T00:00:00Z")
                    @RequestParam(required = false)
                    @Nullable
                    Instant to) {
        HistoryFilter wanted = HistoryFilter.of(StoreEvent.class, type, from, to, null);
        return read("store/" + Bounds.store(id), limit, cursor, wanted)
                .orElseThrow(() -> new NotFound(Stores.unknown(id)));
    }

    private Optional<HistoryPage> read(String stream, int limit, @Nullable String cursor, HistoryFilter wanted) {
        int most = Bounds.within("limit", limit, 1, MOST);
        return history.of(stream, cursor == null ? 0 : History.position(cursor), most, wanted);
    }
}
