package io.shopledger.query.product;

import io.shopledger.StoreId;
import io.shopledger.query.entity.EntityAnswers;
import io.shopledger.query.entity.EntityPage;
import io.shopledger.query.entity.EntityView;
import io.shopledger.query.entity.Filter;
import io.shopledger.store.ShopifyBudget;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Products as they are now. */
@RestController
@RequestMapping("/api/v1/products")
@Tag(name = "Products", description = "Products with their variants as they are now, as of their last event.")
class ProductController {
    private final EntityAnswers answers;
    private final ProductShown products;
    private final ObjectProvider<ShopifyBudget> budget;

    ProductController(EntityAnswers answers, ProductShown products, ObjectProvider<ShopifyBudget> budget) {
        this.answers = answers;
        this.products = products;
        this.budget = budget;
    }

    @GetMapping
    @Operation(
            summary = "List a store's products",
            description = "By id, page by page; removed products are left out. Give next_cursor back as cursor, with "
                    + "the same sort and filters, until it is null. X-RateLimit-Remaining says how many points of the "
                    + "store's Shopify budget are left now, X-RateLimit-Reset in how many seconds it is full again; "
                    + "as Shopify told it last, and until then of a full budget of the size known. This call spends "
                    + "none of it.")
    ResponseEntity<EntityPage> list(
            @Parameter(description = "our number of the store, from 1", example = "1") @RequestParam("store_id")
                    long storeId,
            @Parameter(description = "how many at most, 1 to 250") @RequestParam(defaultValue = "50") int limit,
            @Parameter(description = "next_cursor of the page before") @RequestParam(required = false) @Nullable
                    String cursor,
            @Parameter(description = "only products in this state", example = "active")
                    @RequestParam(required = false)
                    @Nullable
                    String status,
            @Parameter(description = "only products of this vendor, in its exact words", example = "Acme")
                    @RequestParam(required = false)
                    @Nullable
                    String vendor,
            @Parameter(description = "only products of this type, in its exact words", example = "Eyewear")
                    @RequestParam(name = "product_type", required = false)
                    @Nullable
                    String productType,
            @Parameter(description = "only the product with this handle", example = "sunglasses")
                    @RequestParam(required = false)
                    @Nullable
                    String handle,
            @Parameter(description = "only products that changed then or later", example = "2026-10-01T00:00:00Z")
                    @RequestParam(name = "updated_at_min", required = false)
                    @Nullable
                    Instant updatedAtMin,
            @Parameter(description = "only products that last changed then or before", example = "2026-10-02T00:00:00Z")
                    @RequestParam(name = "updated_at_max", required = false)
                    @Nullable
                    Instant updatedAtMax,
            @Parameter(description = "id (ascending) or -id (descending)") @RequestParam(defaultValue = "id")
                    String sort) {
        EntityPage page = answers.list(
                products,
                storeId,
                limit,
                cursor,
                sort,
                Filter.word("status", "status", status, "active, draft or archived"),
                Filter.text("vendor", vendor),
                Filter.text("productType", productType),
                Filter.text("handle", handle),
                Filter.from("updatedAt", updatedAtMin),
                Filter.upTo("updatedAt", updatedAtMax));
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        budget.stream()
                .flatMap(port -> port.of(new StoreId(storeId)).stream())
                .forEach(now -> answer.header("X-RateLimit-Remaining", Long.toString(now.remaining()))
                        .header("X-RateLimit-Reset", Long.toString(now.secondsUntilFull())));
        return answer.body(page);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read one product", description = "Whole, with its variants, options and media.")
    EntityView one(
            @Parameter(description = "Shopify's number of the product, as in its URLs") @PathVariable long id,
            @Parameter(description = "our number of the store, from 1", example = "1") @RequestParam("store_id")
                    long storeId,
            HttpServletRequest request) {
        return answers.one(products, storeId, id, request);
    }
}
