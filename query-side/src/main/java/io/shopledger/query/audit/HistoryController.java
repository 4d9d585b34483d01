package io.shopledger.query.audit;

import io.shopledger.order.OrderId;
import io.shopledger.query.http.Bounds;
import io.shopledger.query.http.NotFound;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
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

    HistoryController(History history) {
        this.history = history;
    }

    @GetMapping("/orders/{id}/history")
    @Operation(
            summary = "Read what happened to an order",
            description = "Every event of the order in its order, removed orders included. at is Shopify's time, "
                    + "known_at ours. Personal fields stay sealed.")
    HistoryPage order(
            @Parameter(description = "Shopify's number of the order, as in its URLs") @PathVariable long id,
            @Parameter(description = "our number of the store, from 1", example = "1") @RequestParam("store_id")
                    long storeId,
            @Parameter(description = "how many events at most, 1 to 1000") @RequestParam(defaultValue = "250")
                    int limit,
            @Parameter(description = "next_cursor of the part before") @RequestParam(required = false) @Nullable
                    String cursor) {
        OrderId order = new OrderId(Bounds.store(storeId), id);
        return history.of(order, cursor == null ? 0 : History.position(cursor), Bounds.within("limit", limit, 1, MOST))
                .orElseThrow(() -> new NotFound(
                        "Nothing ever happened to order %d of store %d that we heard of. Its orders: /api/v1/orders?store_id=%2$d"
                                .formatted(id, storeId)));
    }
}
