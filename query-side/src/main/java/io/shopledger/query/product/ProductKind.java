package io.shopledger.query.product;

import io.shopledger.product.ProductEvent;
import io.shopledger.product.ProductFold;
import io.shopledger.product.ProductRecord;
import io.shopledger.product.ProductVariant;
import io.shopledger.query.entity.Column;
import io.shopledger.query.entity.Items;
import io.shopledger.query.entity.ObservedKind;
import io.shopledger.query.entity.RowKey;
import io.shopledger.query.list.Words;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Products as rows: {@code shopify_products} and {@code shopify_product_variants}. */
public final class ProductKind implements ObservedKind<ProductRecord, ProductEvent> {
    public static final ProductKind PRODUCTS = new ProductKind();

    private static final List<Column<ProductRecord>> COLUMNS = List.of(
            new Column<>("title", ProductRecord::title),
            new Column<>("vendor", ProductRecord::vendor),
            new Column<>("product_type", ProductRecord::productType),
            new Column<>("handle", ProductRecord::handle),
            new Column<>("status", ProductRecord::status),
            new Column<>("created_at", ProductRecord::createdAt),
            new Column<>("published_at", ProductRecord::publishedAt),
            new Column<>("tags", ProductRecord::tags),
            new Column<>("variant_count", product -> product.variants().size()),
            new Column<>("words", ProductKind::words));

    private static final Items<ProductRecord, ProductVariant> VARIANTS = new Items<>(
            "shopify_product_variants",
            List.of("store_id", "product_id"),
            ProductRecord::variants,
            List.of(
                    new Column<>("id", ProductVariant::id),
                    new Column<>("title", ProductVariant::title),
                    new Column<>("sku", ProductVariant::sku),
                    new Column<>("barcode", ProductVariant::barcode),
                    new Column<>("price", ProductVariant::price),
                    new Column<>("compare_at_price", ProductVariant::compareAtPrice),
                    new Column<>("position", ProductVariant::position),
                    new Column<>("inventory_item_id", ProductVariant::inventoryItemId)));

    private ProductKind() {}

    private static List<String> words(ProductRecord product) {
        Words words = new Words()
                .text(product.title(), product.vendor(), product.productType(), product.handle())
                .texts(product.tags())
                .exact("tag", product.tags());
        product.variants().forEach(variant -> words.text(variant.sku(), variant.barcode()));
        return words.list();
    }

    @Override
    public String table() {
        return "shopify_products";
    }

    @Override
    public String streams() {
        return "product";
    }

    @Override
    public RowKey key() {
        return RowKey.OF_A_STORE;
    }

    @Override
    public Class<ProductRecord> record() {
        return ProductRecord.class;
    }

    @Override
    public Class<ProductEvent> events() {
        return ProductEvent.class;
    }

    @Override
    public @Nullable ProductRecord first(ProductEvent event) {
        return event instanceof ProductEvent.ProductListed first ? first.record() : null;
    }

    @Override
    public @Nullable ProductRecord learned(ProductEvent event) {
        return event instanceof ProductEvent.ProductLearned learned ? learned.learned() : null;
    }

    @Override
    public boolean removes(ProductEvent event) {
        return event instanceof ProductEvent.ProductRemoved;
    }

    @Override
    public boolean returns(ProductEvent event) {
        return event instanceof ProductEvent.ProductReturned;
    }

    @Override
    public ProductRecord after(@Nullable ProductRecord before, ProductEvent event) {
        return ProductFold.after(before, event);
    }

    @Override
    public List<Column<ProductRecord>> columns() {
        return COLUMNS;
    }

    @Override
    public List<Items<ProductRecord, ?>> items() {
        return List.of(VARIANTS);
    }

    @Override
    public Optional<String> cachedAs() {
        return Optional.of("products");
    }
}
