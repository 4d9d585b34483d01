package io.shopledger.query.inventory;

import io.shopledger.query.entity.Answer;
import io.shopledger.query.entity.EntityAnswers;
import io.shopledger.query.entity.EntityPage;
import io.shopledger.query.entity.EntityView;
import io.shopledger.query.http.ReadsAsOf;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
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
    @ReadsAsOf
    @Operation(
            summary = "List a store's inventory items",
            description =
                    "Page by page, as sort says, each with its levels by location; removed items are left out. Give next_cursor back as cursor, with the same sort and filters, until it is null.")
    ResponseEntity<EntityPage> list(
            @Parameter(hidden = true) @RequestParam Map<String, String> given, HttpServletRequest request) {
        return Answer.of(answers.list(inventory, given, request));
    }

    @GetMapping("/{id}")
    @ReadsAsOf
    @Operation(
            summary = "Read one inventory item",
            description = "With its levels: how many are available at each location where it is stocked.")
    ResponseEntity<EntityView> one(
            @Parameter(description = "Shopify's number of the inventory item, as in its URLs") @PathVariable long id,
            @Parameter(description = "our number of the store, from 1", example = "1") @RequestParam("store_id")
                    long storeId,
            @Parameter(description = EntityAnswers.FIELDS, example = "id,sku,levels")
                    @RequestParam(required = false)
                    @Nullable
                    String fields,
            HttpServletRequest request) {
        return Answer.of(answers.one(inventory, storeId, id, fields, request));
    }
}
