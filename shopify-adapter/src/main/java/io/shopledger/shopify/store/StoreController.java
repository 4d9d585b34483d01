package io.shopledger.shopify.store;

import io.shopledger.StoreId;
import io.shopledger.shopify.http.NotPossible;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Stores: connect, look, let go. */
@RestController
@RequestMapping("/api/v1/stores")
class StoreController {
    private final Connecting connecting;
    private final StoreTable table;
    private final AppSettings app;

    StoreController(Connecting connecting, StoreTable table, AppSettings app) {
        this.connecting = connecting;
        this.table = table;
        this.app = app;
    }

    record StoresView(List<StoreView> stores) {}

    /** Without secrets. */
    record StoreView(
            long id,
            String storeDomain,
            @Nullable String name,
            @Nullable String shopId,
            @Nullable String currency,
            @Nullable String timeZone,
            String status,
            @Nullable String statusReason,
            int generation,
            boolean privateApp,
            Instant connectedAt,
            @Nullable Instant disconnectedAt,
            Capabilities scopes) {}

    /**
     * Connects a store, or renews the credentials of a known one. 400 for a domain that is none or for missing
     * credentials; 422 where Shopify refuses them.
     */
    @PostMapping
    ResponseEntity<StoreView> connect(@RequestBody Connection asked) {
        Connecting.Connected connected = connecting.connect(asked);
        return ResponseEntity.status(connected.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(one(connected.store().value()));
    }

    /** All stores that ever were connected; those let go say so in their status. */
    @GetMapping
    StoresView all() {
        return new StoresView(table.all().stream().map(this::view).toList());
    }

    @GetMapping("/{id}")
    StoreView one(@PathVariable("id") long id) {
        return (id < 1 ? java.util.Optional.<StoreRow>empty() : table.find(new StoreId(id)))
                .map(this::view)
                .orElseThrow(() -> NotPossible.notFound("There is no store " + id + ". See /api/v1/stores"));
    }

    /** Lets the store go: its access token is forgotten, what is known of it stays. */
    @DeleteMapping("/{id}")
    StoreView letGo(@PathVariable("id") long id) {
        one(id);
        connecting.letGo(new StoreId(id), "deleted");
        return one(id);
    }

    private StoreView view(StoreRow row) {
        return new StoreView(
                row.id().value(),
                row.domain(),
                row.name(),
                row.shopGid(),
                row.currency(),
                row.timeZone(),
                row.status().word(),
                row.statusReason(),
                row.generation(),
                row.privateApp(),
                row.connectedAt(),
                row.disconnectedAt(),
                Capabilities.of(row.scopes(), app.scopes()));
    }
}
