package io.shopledger.command.product;

import io.shopledger.Money;
import io.shopledger.StoreId;
import io.shopledger.command.order.OrderFacts;
import io.shopledger.product.ProductId;
import io.shopledger.product.ProductMedia;
import io.shopledger.product.ProductOption;
import io.shopledger.product.ProductRecord;
import io.shopledger.product.ProductVariant;
import io.shopledger.stored.StoredJson;
import java.util.List;
import java.util.Map;

/** The product that the tests of this module talk about: hats in two colours. */
public final class ProductFacts {
    public static final ProductId ID = new ProductId(new StoreId(7), 632910392);

    public static final ProductVariant RED = variant(11, "Red", "20");
    public static final ProductVariant BLUE = variant(12, "Blue", "20");
    public static final ProductVariant GREEN = variant(13, "Green", "22.5");

    public static final ProductOption COLOUR = new ProductOption(21, "Colour", 1L, List.of("Red", "Blue"));
    public static final ProductMedia PICTURE =
            new ProductMedia(31, 1L, "A hat", "IMAGE", "READY", "https://cdn.example/hat.png", 800L, 600L);

    /** A product of which every field is known and nothing is told. */
    public static final ProductRecord EMPTY =
            StoredJson.MAPPER.readValue("{\"mapping\":" + ProductRecord.MAPPING + "}", ProductRecord.class);

    public static final ProductRecord HATS = EMPTY.with(Map.of(
            "title",
            "Hats",
            "handle",
            "hats",
            "status",
            "ACTIVE",
            "created_at",
            OrderFacts.MONDAY_NOON,
            "tags",
            List.of("summer"),
            "options",
            List.of(COLOUR),
            "variants",
            List.of(RED, BLUE),
            "media",
            List.of(PICTURE)));

    private ProductFacts() {}

    public static ProductVariant variant(long id, String title, String price) {
        return new ProductVariant(
                id,
                title,
                "HAT-" + id,
                null,
                new Money(price, null),
                null,
                id,
                true,
                "DENY",
                id + 1000,
                OrderFacts.MONDAY_NOON,
                List.of(title));
    }

    public static ProductVariant dearer(ProductVariant variant) {
        return ProductVariant.FIELDS.with(variant, Map.of("price", new Money("25", null)));
    }
}
