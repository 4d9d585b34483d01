package io.shopledger.query.customer;

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

/** Customers as they are now. */
@RestController
@RequestMapping("/api/v1/customers")
@Tag(name = "Customers", description = "Customers as they are now, as of their last event.")
class CustomerController {
    private final EntityAnswers answers;
    private final CustomerShown customers;

    CustomerController(EntityAnswers answers, CustomerShown customers) {
        this.answers = answers;
        this.customers = customers;
    }

    @GetMapping
    @Operation(
            summary = "List a store's customers",
            description =
                    "By id, page by page; removed customers and personal fields are left out. Give next_cursor back as cursor, with the same sort and filters, until it is null.")
    EntityPage list(
            @Parameter(description = "our number of the store, from 1", example = "1") @RequestParam("store_id")
                    long storeId,
            @Parameter(description = "how many at most, 1 to 250") @RequestParam(defaultValue = "50") int limit,
            @Parameter(description = "next_cursor of the page before") @RequestParam(required = false) @Nullable
                    String cursor,
            @Parameter(description = "only customers in this state", example = "enabled")
                    @RequestParam(required = false)
                    @Nullable
                    String state,
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
                customers,
                storeId,
                limit,
                cursor,
                sort,
                Filter.word("state", "state", state, "enabled, disabled, invited or declined"),
                Filter.from("updatedAt", updatedAtMin),
                Filter.upTo("updatedAt", updatedAtMax));
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "Read one customer",
            description = "Whole, with names, contacts and addresses; those whose key was destroyed read [redacted].")
    EntityView one(
            @Parameter(description = "Shopify's number of the customer, as in its URLs") @PathVariable long id,
            @Parameter(description = "our number of the store, from 1", example = "1") @RequestParam("store_id")
                    long storeId,
            HttpServletRequest request) {
        return answers.one(customers, storeId, id, request);
    }
}
