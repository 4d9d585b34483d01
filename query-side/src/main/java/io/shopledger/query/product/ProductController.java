package io.shopledger.query.product;

import io.shopledger.StoreId;
import io.shopledger.query.entity.Answer;
import io.shopledger.query.entity.EntityAnswers;
import io.shopledger.query.entity.EntityPage;
import io.shopledger.query.entity.EntityView;
import io.shopledger.query.http.ReadsAsOf;
import io.shopledger.store.ShopifyBudget;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
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
    @ReadsAsOf
    @Operation(
            summary = "List a store's products",
            description =
                    "Page by page, as sort says; removed products are left out. Give next_cursor back as cursor, with "
                            + "the same sort and filters, until it is null. X-RateLimit-Remaining says how many points of the "
                            + "store's Shopify budget are left now, X-RateLimit-Reset in how many seconds it is full again; "
                            + "as Shopify told it last, and until then of a full budget of the size known. This call spends "
                            + "none of it.")
    ResponseEntity<EntityPage> list(
            @Parameter(hidden = true) @RequestParam Map<String, String> given, HttpServletRequest request) {
        EntityPage page = answers.list(products, given, request);
        ResponseEntity.BodyBuilder answer = Answer.with(page);
        StoreId store = new StoreId(Long.parseLong(given.get("store_id")));
        budget.stream()
                .flatMap(port -> port.of(store).stream())
                .forEach(now -> answer.header("X-RateLimit-Remaining", Long.toString(now.remaining()))
                        .header("X-RateLimit-Reset", Long.toString(now.secondsUntilFull())));
        return answer.body(page);
    }

    @GetMapping("/{id}")
    @ReadsAsOf
    @Operation(summary = "Read one product", description = "Whole, with its variants, options and media.")
    ResponseEntity<EntityView> one(
            @Parameter(description = "Shopify's number of the product, as in its URLs") @PathVariable long id,
            @Parameter(description = "our number of the store, from 1", example = "1") @RequestParam("store_id")
                    long storeId,
            @Parameter(description = EntityAnswers.FIELDS, example = "id,title,variants")
                    @RequestParam(required = false)
                    @Nullable
                    String fields,
            HttpServletRequest request) {
        return Answer.of(answers.one(products, storeId, id, fields, request));
    }
}
