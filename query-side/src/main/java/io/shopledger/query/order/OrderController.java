package io.shopledger.query.order;

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

/** Orders as they are now. */
@RestController
@RequestMapping("/api/v1/orders")
@Tag(name = "Orders", description = "Orders as they are now, one row each, as of their last event.")
class OrderController {
    private final EntityAnswers answers;
    private final OrderShown orders;

    OrderController(EntityAnswers answers, OrderShown orders) {
        this.answers = answers;
        this.orders = orders;
    }

    @GetMapping
    @ReadsAsOf
    @Operation(
            summary = "List a store's orders",
            description =
                    "Page by page, as sort says; removed orders and personal fields are left out, and so is an order "
                            + "whose stored record cannot be read. Give next_cursor back as cursor, with the same sort and "
                            + "filters, until it is null.")
    ResponseEntity<EntityPage> list(
            @Parameter(hidden = true) @RequestParam Map<String, String> given, HttpServletRequest request) {
        return Answer.of(answers.list(orders, given, request));
    }

    /** Reads one order whole, its personal fields opened, which is logged. */
    @GetMapping("/{id}")
    @ReadsAsOf
    @Operation(
            summary = "Read one order",
            description = "Whole, with its personal fields; those whose key was destroyed read [redacted].")
    ResponseEntity<EntityView> one(
            @Parameter(description = "Shopify's number of the order, as in its URLs; not the #1001 that people see")
                    @PathVariable
                    long id,
            @Parameter(description = "our number of the store, from 1", example = "1") @RequestParam("store_id")
                    long storeId,
            @Parameter(description = EntityAnswers.FIELDS, example = "id,name,total_price")
                    @RequestParam(required = false)
                    @Nullable
                    String fields,
            HttpServletRequest request) {
        return Answer.of(answers.one(orders, storeId, id, fields, request));
    }
}
