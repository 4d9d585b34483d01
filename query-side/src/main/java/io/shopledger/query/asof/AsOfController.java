package io.shopledger.query.asof;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.shopledger.query.http.Bounds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Whole stores as they were known at a moment. */
@RestController
@RequestMapping("/api/v1/audit/as-of")
@Tag(name = "Audit")
class AsOfController {
    private static final int MOST = 250;
    private static final String ID = "as_of_id of the answer that took it";

    private final AsOfDesk desk;

    AsOfController(AsOfDesk desk) {
        this.desk = desk;
    }

    @Schema(name = "StoreAsOfWish")
    record Wish(
            @JsonProperty("store_id") @Schema(description = "our number of the store, from 1", example = "1") @Nullable
            Long storeId,

            @JsonProperty("known_at") @Schema(description = "by our clock", example = "2026-10-01T14:03:00Z") @Nullable
            Instant knownAt) {}

    @Schema(name = "StoresAsOf")
    record Listed(@JsonProperty("as_of") List<AsOfView> asOf) {}

    @PostMapping
    @Operation(
            summary = "Make a whole store as it was known at a moment",
            description =
                    "202 with as_of_id; follow it at /api/v1/audit/as-of/{id}. When it is ready, lists and single reads of products, "
                            + "orders, customers and inventory, and the dashboard's sales, top products and stock alerts answer out of "
                            + "it where as_of_id is given. Three at a time for each store. It expires, and what was redacted since is "
                            + "redacted in it.")
    @ApiResponse(responseCode = "202", description = "It waits for a worker, which begins within a second.")
    @ApiResponse(responseCode = "404", description = "No such store; or it was not known then, see known_since.")
    @ApiResponse(responseCode = "409", description = "The store has as many as it may have.")
    ResponseEntity<AsOfView> make(@RequestBody Wish wish, HttpServletRequest request) {
        AsOfView made = desk.request(wish.storeId(), wish.knownAt(), caller(request));
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/audit/as-of/" + made.asOfId()))
                .body(made);
    }

    @GetMapping
    @Operation(
            summary = "List a store's states as of a moment",
            description = "The newest first, also those that expired or were dropped.")
    Listed list(
            @Parameter(description = "our number of the store, from 1", example = "1") @RequestParam("store_id")
                    long storeId,
            @Parameter(description = "how many at most, 1 to 250") @RequestParam(defaultValue = "50") int limit) {
        return new Listed(desk.of(storeId, Bounds.within("limit", limit, 1, MOST)));
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "Follow how a store as of a moment is made",
            description = "How far it is, how fast, and how long it still takes.")
    AsOfView follow(@Parameter(description = ID) @PathVariable long id) {
        return desk.one(id);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Drop a store as of a moment",
            description = "Its tables go, and reads of it are not found. History stays as it is.")
    void drop(@Parameter(description = ID) @PathVariable long id, HttpServletRequest request) {
        desk.drop(id, caller(request));
    }

    private static String caller(HttpServletRequest request) {
        String user = request.getRemoteUser();
        return user == null ? "local" : user;
    }
}
