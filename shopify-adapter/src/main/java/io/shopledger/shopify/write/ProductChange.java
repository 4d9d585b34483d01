package io.shopledger.shopify.write;

import io.shopledger.shopify.governor.Priority;
import io.shopledger.shopify.graphql.Answer;
import io.shopledger.shopify.graphql.Call;
import io.shopledger.shopify.graphql.GraphQlClient;
import io.shopledger.shopify.graphql.ShopifyFailure.Unreachable;
import io.shopledger.shopify.json.Gid;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.kind.Kind;
import io.shopledger.shopify.pull.OwnWrite;
import io.shopledger.write.ProductEdit;
import io.shopledger.write.ProductWriteCommand;
import io.shopledger.write.ProductWriteCommand.ConfirmProductWrite;
import io.shopledger.write.ProductWriteCommand.UserError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Changes products: variants first, all or none, then what is the product's own. Both set given values, so that to send them
 * again does no harm; productSet would take away what it does not name. See
 * <a href="https://shopify.dev/docs/api/admin-graphql/latest/mutations/productUpdate">productUpdate</a> and
 * <a href="https://shopify.dev/docs/api/admin-graphql/latest/mutations/productVariantsBulkUpdate">productVariantsBulkUpdate</a>.
 */
@Component
class ProductChange implements Writing {
    private static final List<UserError> VARIANTS_ARE_CHANGED = List.of(new UserError(
            null,
            "partly-done",
            "The variants were changed as asked for; only what is refused here was not done. Ask for that again."));

    private final GraphQlClient shopify;
    private final OwnWrite observations;
    private final WriteJobs jobs;

    ProductChange(GraphQlClient shopify, OwnWrite observations, WriteJobs jobs) {
        this.shopify = shopify;
        this.observations = observations;
        this.jobs = jobs;
    }

    @Override
    public Class<? extends Wish> of() {
        return Wish.Update.class;
    }

    @Override
    public Optional<ProductWriteCommand> found(WriteJob job) {
        return Optional.empty();
    }

    @Override
    public ProductWriteCommand send(WriteJob job) {
        Wish.Update wish = (Wish.Update) job.wish();
        ProductEdit edit = wish.edit();
        String product = new Gid(Kind.PRODUCT.gidType(), wish.product()).toString();
        if (!edit.variants().isEmpty() && job.step() == 0) {
            ask(
                    job,
                    "productVariantsBulkUpdate",
                    call("product-variants-update")
                            .with("product", product)
                            .with(
                                    "variants",
                                    edit.variants().stream()
                                            .map(ProductChange::variant)
                                            .toList()));
            jobs.stepDone(job);
        }
        if (edit.changesDetails()) {
            ask(job, "productUpdate", call("product-update").with("product", details(product, edit)));
        }
        return new ConfirmProductWrite(job.writeId(), wish.product());
    }

    @Override
    public List<UserError> besides(WriteJob job) {
        return jobs.stepsDone(job) == 0 ? List.of() : VARIANTS_ARE_CHANGED;
    }

    private void ask(WriteJob job, String mutation, Call call) {
        Answer answer = shopify.ask(job.store(), call);
        JsonObject payload = answer.data().object(mutation);
        JsonObject product = payload == null ? null : payload.object("product");
        if (product == null) {
            throw new Unreachable("Shopify did not show the product it changed", null, null);
        }
        observations.product(job.store(), job.writeId().value().toString(), product, answer.sentAt());
    }

    private static Call call(String document) {
        return Call.of(document, Priority.PEOPLE, ProductSet.PURPOSE).safeToRepeat();
    }

    private static Map<String, Object> details(String product, ProductEdit edit) {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("id", product);
        ProductSet.put(input, "title", edit.title());
        ProductSet.put(input, "descriptionHtml", edit.bodyHtml());
        ProductSet.put(input, "vendor", edit.vendor());
        ProductSet.put(input, "productType", edit.productType());
        ProductSet.put(input, "status", edit.status());
        ProductSet.put(input, "tags", edit.tags());
        return input;
    }

    private static Map<String, @Nullable Object> variant(ProductEdit.Variant variant) {
        Map<String, @Nullable Object> input = new LinkedHashMap<>();
        input.put("id", new Gid("ProductVariant", variant.id()).toString());
        ProductSet.put(input, "price", variant.price());
        if (variant.compareAtPrice() != null) {
            input.put("compareAtPrice", variant.compareAtPrice().isEmpty() ? null : variant.compareAtPrice());
        }
        if (variant.sku() != null) {
            input.put("inventoryItem", Map.of("sku", variant.sku()));
        }
        return input;
    }
}
