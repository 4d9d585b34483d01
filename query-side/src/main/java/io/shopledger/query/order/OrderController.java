package io.shopledger.query.order;

import io.shopledger.query.entity.EntityAnswers;
import io.shopledger.query.entity.EntityPage;
import io.shopledger.query.entity.EntityView;
import io.shopledger.query.entity.Filter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Orders as they are now. */
@RestController
@RequestMapping("/api/v1/orders")
@Tag(name = "Orders", description = "Orders as they are now, one row each, as of their last event.")
class OrderController {
    private static final String WORDS = "paid, pending, fulfilled or unfulfilled";

    private final EntityAnswers answers;
    private final OrderShown orders;

    OrderController(EntityAnswers answers, OrderShown orders) {
        this.answers = answers;
        this.orders = orders;
    }

    @GetMapping
    @Operation(
            summary = "List a store's orders",
            description = "By id, page by page; removed orders and personal fields are left out, and so is an order "
                    + "whose stored record cannot be read. Give next_cursor back as cursor, with the same sort and "
                    + "filters, until it is null.")
    EntityPage list(
            @Parameter(description = "our number of the store, from 1", example = "1") @RequestParam("store_id")
                    long storeId,
            @Parameter(description = "how many at most, 1 to 250") @RequestParam(defaultValue = "50") int limit,
            @Parameter(description = "next_cursor of the page before") @RequestParam(required = false) @Nullable
                    String cursor,
            @Parameter(description = "only orders in this payment state", example = "paid")
                    @RequestParam(name = "financial_status", required = false)
                    @Nullable
                    String financialStatus,
            @Parameter(
                            description =
                                    "only orders in this fulfillment state; unfulfilled where the order says null",
                            example = "fulfilled")
                    @RequestParam(name = "fulfillment_status", required = false)
                    @Nullable
                    String fulfillmentStatus,
            @Parameter(description = "only orders that changed then or later", example = "2026-10-01T00:00:00Z")
                    @RequestParam(name = "updated_at_min", required = false)
                    @Nullable
                    Instant updatedAtMin,
            @Parameter(description = "only orders that last changed then or before", example = "2026-10-02T00:00:00Z")
                    @RequestParam(name = "updated_at_max", required = false)
                    @Nullable
                    Instant updatedAtMax,
            @Parameter(description = "id (ascending) or -id (descending)") @RequestParam(defaultValue = "id")
                    String sort) {
        return answers.list(
                orders,
                storeId,
                limit,
                cursor,
                sort,
                Filter.word("financialStatus", "financial_status", financialStatus, WORDS),
                Filter.word("fulfillmentStatus", "fulfillment_status", fulfillmentStatus, WORDS),
                Filter.from("updatedAt", updatedAtMin),
                Filter.upTo("updatedAt", updatedAtMax));
    }

    /** Reads one order whole, its personal fields opened, which is logged. */
    @GetMapping("/{id}")
    @Operation(
            summary = "Read one order",
            description = "Whole, with its personal fields; those whose key was destroyed read [redacted].")
    EntityView one(
            @Parameter(description = "Shopify's number of the order, as in its URLs; not the #1001 that people see")
                    @PathVariable
                    long id,
            @Parameter(description = "our number of the store, from 1", example = "1") @RequestParam("store_id")
                    long storeId,
            HttpServletRequest request) {
        return answers.one(orders, storeId, id, request);
    }
}
