package io.shopledger.query.audit;

import io.shopledger.StoreId;
import io.shopledger.query.http.ConnectedStores;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A store's whole history, to take away. */
@RestController
@Tag(name = "Audit")
class ExportController {
    private final Export export;
    private final ConnectedStores stores;
    private final JsonLines lines;

    ExportController(Export export, ConnectedStores stores, JsonLines lines) {
        this.export = export;
        this.stores = stores;
        this.lines = lines;
    }

    @GetMapping(path = "/api/v1/audit/export", produces = JsonLines.TYPE)
    @Operation(
            summary = "Export a store's history",
            description =
                    "A line of JSON an event, in the order in which they were written, each told as its entity's history "
                            + "tells it, with kind and id. Personal fields stay sealed. What is written after the begin is left out. "
                            + "An answer that breaks off has no proper end: curl then says so.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "lines of JSON",
                            content = @Content(mediaType = JsonLines.TYPE, schema = @Schema(type = "string"))))
    void export(
            @Parameter(description = "our number of the store, from 1", example = "1") @RequestParam("store_id")
                    long storeId,
            @Parameter(description = "only products, orders, customers, inventory or stock", example = "orders")
                    @RequestParam(required = false)
                    @Nullable
                    String kind,
            @Parameter(description = "only what we knew then or later", example = "2026-10-01T00:00:00Z")
                    @RequestParam(required = false)
                    @Nullable
                    Instant from,
            @Parameter(description = "only what we knew then or before", example = "2026-10-02T00:00:00Z")
                    @RequestParam(required = false)
                    @Nullable
                    Instant to,
            HttpServletResponse response) {
        StoreId store = stores.connected(storeId);
        AuditedKind only = kind == null ? null : AuditedKind.given(kind);
        HistoryFilter wanted = HistoryFilter.of(Object.class, null, from, to, null);
        lines.answer(response, out -> export.of(store, only, wanted, out::add));
    }
}
