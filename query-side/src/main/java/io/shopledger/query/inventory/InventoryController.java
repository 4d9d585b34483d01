package io.shopledger.query.inventory;

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

/** Inventory items as they are now. */
@RestController
@RequestMapping("/api/v1/inventory")
@Tag(name = "Inventory", description = "Inventory items and how many of them are where, as of their last events.")
class InventoryController {
    private final EntityAnswers answers;
    private final InventoryShown inventory;

    InventoryController(EntityAnswers answers, InventoryShown inventory) {
        this.answers = answers;
        this.inventory = inventory;
    }

    @GetMapping
    @Operation(
            summary = "List a store's inventory items",
            description =
                    "By id, page by page, each with its levels by location; removed items are left out. Give next_cursor back as cursor, with the same sort and filters, until it is null.")
    EntityPage list(
            @Parameter(description = "our number of the store, from 1", example = "1") @RequestParam("store_id")
                    long storeId,
            @Parameter(description = "how many at most, 1 to 250") @RequestParam(defaultValue = "50") int limit,
            @Parameter(description = "next_cursor of the page before") @RequestParam(required = false) @Nullable
                    String cursor,
            @Parameter(description = "only items with this SKU", example = "SUN-S")
                    @RequestParam(required = false)
                    @Nullable
                    String sku,
            @Parameter(description = "only those that changed then or later", example = "2026-10-01T00:00:00Z")
                    @RequestParam(name = "updated_at_min", required = false)
                    @Nullable
                    Instant updatedAtMin,
            @Parameter(description = "only those that last changed then or before", example = "2026-10-02T00:00:00Z")
                    @RequestParam(name = "updated_at_max", required = false)
                    @Nullable
                    Instant updatedAtMax,
            @Parameter(description = "id (ascending) or -id (descending)") @RequestParam(defaultValue = "id")
                    String sort) {
        return answers.list(
                inventory,
                storeId,
                limit,
                cursor,
                sort,
                Filter.text("sku", sku),
                Filter.from("updatedAt", updatedAtMin),
                Filter.upTo("updatedAt", updatedAtMax));
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "Read one inventory item",
            description = "With its levels: how many are available at each location where it is stocked.")
    EntityView one(
            @Parameter(description = "Shopify's number of the inventory item, as in its URLs") @PathVariable long id,
            @Parameter(description = "our number of the store, from 1", example = "1") @RequestParam("store_id")
                    long storeId,
            HttpServletRequest request) {
        return answers.one(inventory, storeId, id, request);
    }
}
