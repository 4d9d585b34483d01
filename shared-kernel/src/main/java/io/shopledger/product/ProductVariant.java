package io.shopledger.product;

import io.shopledger.Money;
import io.shopledger.RecordFields;
import java.lang.invoke.MethodHandles;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One variant of a product. See
 * <a href="https://shopify.dev/docs/api/admin-graphql/latest/objects/ProductVariant">ProductVariant</a>.
 *
 * @param price without currency: Shopify means the shop's
 * @param compareAtPrice what it cost before, without currency
 * @param inventoryPolicy {@code DENY} or {@code CONTINUE}
 * @param optionValues in the order of the product's options
 */
public record ProductVariant(
        long id,
        @Nullable String title,
        @Nullable String sku,
        @Nullable String barcode,
        @Nullable Money price,
        @Nullable Money compareAtPrice,
        @Nullable Long position,
        @Nullable Boolean taxable,
        @Nullable String inventoryPolicy,
        @Nullable Long inventoryItemId,
        @Nullable Instant createdAt,
        List<String> optionValues) {

    /** This record's fields by name. */
    public static final RecordFields<ProductVariant> FIELDS =
            new RecordFields<>(ProductVariant.class, MethodHandles.lookup());

    public ProductVariant {
        optionValues = optionValues == null ? List.of() : List.copyOf(optionValues);
    }
}
