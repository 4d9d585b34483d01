package io.shopledger.product;

import static io.shopledger.order.OrderExamples.BY_SYNC;
import static io.shopledger.order.OrderExamples.BY_WEBHOOK;
import static io.shopledger.order.OrderExamples.MONDAY;
import static io.shopledger.order.OrderExamples.TUESDAY;

import io.shopledger.Money;
import io.shopledger.StoreId;
import io.shopledger.change.Change;
import io.shopledger.change.DetailChange;
import io.shopledger.change.ListChange;
import io.shopledger.product.ProductEvent.PriceChange;
import io.shopledger.product.ProductEvent.ProductDetailsChanged;
import io.shopledger.product.ProductEvent.ProductLearned;
import io.shopledger.product.ProductEvent.ProductListed;
import io.shopledger.product.ProductEvent.ProductMediaChanged;
import io.shopledger.product.ProductEvent.ProductOptionsChanged;
import io.shopledger.product.ProductEvent.ProductPriceChanged;
import io.shopledger.product.ProductEvent.ProductRemoved;
import io.shopledger.product.ProductEvent.ProductReturned;
import io.shopledger.product.ProductEvent.ProductStatusChanged;
import io.shopledger.product.ProductEvent.ProductVariantsChanged;
import io.shopledger.product.ProductEvent.VariantChange;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One product with every field in use, and one event of each type that tells something of it. */
public final class ProductExamples {
    public static final ProductId ID = new ProductId(new StoreId(7), 632910392);

    public static final ProductVariant PINK = new ProductVariant(
            808950810,
            "Pink",
            "SUN-2008-PINK",
            "1234_pink",
            new Money("199.9", null),
            new Money("249", null),
            1L,
            true,
            "CONTINUE",
            808950811L,
            MONDAY,
            List.of("Pink", "round"));
    public static final ProductVariant BARE =
            new ProductVariant(49148385, null, null, null, null, null, null, null, null, null, null, List.of());

    public static final ProductOption COLOUR = new ProductOption(594680422, "Colour", 1L, List.of("Pink", "Red"));
    public static final ProductOption SHAPE = new ProductOption(594680423, "Shape", 2L, List.of());
    public static final ProductMedia PICTURE = new ProductMedia(
            850703190, 1L, "Sunglasses <round>", "IMAGE", "READY", "https://cdn.example/sun.png", 800L, 600L);
    public static final ProductMedia FILM =
            new ProductMedia(850703191, null, null, "VIDEO", "PROCESSING", null, null, null);

    /** Every field in use but {@code template_suffix}, which is unknown. */
    public static final ProductRecord WHOLE = new ProductRecord(
            1,
            Set.of("template_suffix"),
            "Sunglasses",
            "<p>They shade.</p>",
            "Acme",
            "Accessories",
            "sunglasses",
            "ACTIVE",
            MONDAY,
            TUESDAY,
            null,
            List.of("summer", "eyes"),
            List.of(COLOUR, SHAPE),
            List.of(PINK, BARE),
            List.of(PICTURE, FILM),
            null,
            null,
            null,
            null,
            null,
            null,
            List.of());

    /** The same as the second revision of the mapping has it. */
    public static final ProductRecord WHOLE_TODAY = ProductRecord.FIELDS.with(
            WHOLE,
            Map.of(
                    "mapping", 2,
                    "category_id", "gid://shopify/TaxonomyCategory/aa-2",
                    "category_name", "Sunglasses",
                    "category_full_name", "Apparel & Accessories > Sunglasses",
                    "published_scope", "global",
                    "seo_title", "Buy sunglasses",
                    "seo_description", "They shade – 影",
                    "media_variants", List.of(new MediaVariants(PICTURE.id(), List.of(808950810L)))));

    private ProductExamples() {}

    /** One event of each type, each with all that it can hold. */
    public static List<ProductEvent> oneOfEach() {
        return List.of(
                new ProductListed(ID, WHOLE, BY_WEBHOOK),
                new ProductDetailsChanged(
                        ID,
                        List.of(
                                new DetailChange("published_at", null, "2026-10-06T09:30:15Z"),
                                new DetailChange("vendor", "Acme", null)),
                        List.of(new ListChange("tags", List.of("eyes"), List.of())),
                        BY_WEBHOOK),
                new ProductPriceChanged(
                        ID,
                        List.of(
                                new PriceChange(
                                        808950810,
                                        new Change<>(new Money("199.9", null), new Money("189", null)),
                                        new Change<>(new Money("249", null), null)),
                                new PriceChange(49148385, new Change<>(null, new Money("5", null)), null)),
                        BY_WEBHOOK),
                new ProductVariantsChanged(
                        ID,
                        List.of(PINK),
                        List.of(BARE),
                        List.of(new VariantChange(
                                808950812,
                                List.of(
                                        new DetailChange("sku", "SUN-1", "SUN-2"),
                                        new DetailChange("taxable", "true", "false")),
                                List.of(new ListChange("option_values", List.of("Red"), List.of("Green", "round"))))),
                        BY_SYNC),
                new ProductOptionsChanged(
                        ID, List.of(new Change<>(SHAPE, null), new Change<>(null, COLOUR)), BY_WEBHOOK),
                new ProductMediaChanged(ID, List.of(new Change<>(FILM, PICTURE)), List.of(), BY_SYNC),
                new ProductStatusChanged(ID, "ACTIVE", "DRAFT", BY_WEBHOOK),
                new ProductLearned(
                        ID,
                        ofTheFirst(WHOLE.with(Map.of("template_suffix", "alternate"))
                                .only(Set.of("template_suffix", "variants"))),
                        BY_SYNC),
                new ProductRemoved(ID, "products/delete", BY_WEBHOOK),
                new ProductReturned(ID, BY_SYNC));
    }

    /** The first revision did not call unknown what it did not know of. */
    private static ProductRecord ofTheFirst(ProductRecord record) {
        Set<String> unknown = new TreeSet<>(record.unknown());
        unknown.removeIf(field -> record.since(field) > 1);
        return ProductRecord.FIELDS.with(record, Map.of("unknown", unknown));
    }

    /** The same events with what later mappings added to them. */
    public static List<ProductEvent> withWhatCameLater() {
        return List.of(
                new ProductListed(ID, WHOLE_TODAY, BY_WEBHOOK),
                new ProductMediaChanged(
                        ID,
                        List.of(),
                        List.of(new Change<>(null, WHOLE_TODAY.mediaVariants().get(0))),
                        BY_SYNC));
    }
}
