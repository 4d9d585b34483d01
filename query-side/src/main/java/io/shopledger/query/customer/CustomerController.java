package io.shopledger.query.customer;

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
    @ReadsAsOf
    @Operation(
            summary = "List a store's customers",
            description =
                    "Page by page, as sort says; removed customers and personal fields are left out. Give next_cursor back as cursor, with the same sort and filters, until it is null.")
    ResponseEntity<EntityPage> list(
            @Parameter(hidden = true) @RequestParam Map<String, String> given, HttpServletRequest request) {
        return Answer.of(answers.list(customers, given, request));
    }

    @GetMapping("/{id}")
    @ReadsAsOf
    @Operation(
            summary = "Read one customer",
            description = "Whole, with names, contacts and addresses; those whose key was destroyed read [redacted].")
    ResponseEntity<EntityView> one(
            @Parameter(description = "Shopify's number of the customer, as in its URLs") @PathVariable long id,
            @Parameter(description = "our number of the store, from 1", example = "1") @RequestParam("store_id")
                    long storeId,
            @Parameter(description = EntityAnswers.FIELDS, example = "id,state,tags")
                    @RequestParam(required = false)
                    @Nullable
                    String fields,
            HttpServletRequest request) {
        return Answer.of(answers.one(customers, storeId, id, fields, request));
    }
}
