package io.shopledger.write;

import static io.shopledger.order.OrderExamples.MONDAY;
import static io.shopledger.order.OrderExamples.TUESDAY;

import io.shopledger.StoreId;
import io.shopledger.write.ProductWriteCommand.UserError;
import io.shopledger.write.ProductWriteEvent.ProductDeletionRequested;
import io.shopledger.write.ProductWriteEvent.ProductUpdateRequested;
import io.shopledger.write.ProductWriteEvent.ProductWriteConfirmed;
import io.shopledger.write.ProductWriteEvent.ProductWriteRejected;
import io.shopledger.write.ProductWriteEvent.ProductWriteRequested;
import io.shopledger.write.ProductWriteEvent.StockSetConfirmed;
import io.shopledger.write.ProductWriteEvent.StockSetRequested;
import java.util.List;

/** One product write, and one event of each type that tells something of it. */
public final class ProductWriteExamples {
    private static final WriteId ID = WriteId.parse("write/8c7f3c1e-5a0b-4c58-9a39-3f1f8f6b2d10");
    private static final StoreId STORE = new StoreId(7);

    private ProductWriteExamples() {}

    /** One event of each type, each with all that it can hold. */
    public static List<ProductWriteEvent> oneOfEach() {
        NewProduct sunglasses = new NewProduct(
                "Sunglasses",
                "sunglasses-8c7f3c1e",
                "199.9",
                "249",
                "SUN-2008",
                "<p>They shade.</p>",
                "Acme",
                "Accessories",
                "DRAFT",
                List.of("eyes", "summer"));
        return List.of(
                new ProductWriteRequested(ID, STORE, sunglasses, MONDAY),
                new ProductUpdateRequested(
                        ID,
                        STORE,
                        632910392,
                        new ProductEdit(
                                "Shades",
                                "",
                                "Acme",
                                "Accessories",
                                "ACTIVE",
                                List.of(),
                                List.of(
                                        new ProductEdit.Variant(808950810, "199.9", "", "SUN-2009"),
                                        new ProductEdit.Variant(49148385, null, "249", null))),
                        MONDAY),
                new ProductDeletionRequested(ID, STORE, 632910392, MONDAY),
                new StockSetRequested(ID, STORE, new StockSetting(808950810, 905684977, 0, 12, "correction"), MONDAY),
                new StockSetConfirmed(ID, STORE, TUESDAY),
                new ProductWriteConfirmed(ID, STORE, 632910392, TUESDAY),
                new ProductWriteRejected(
                        ID,
                        STORE,
                        List.of(
                                new UserError("input.title", "BLANK", "Title can't be blank"),
                                new UserError(null, null, "Something else")),
                        TUESDAY));
    }

    /** Requests with fields that came later. */
    public static List<ProductWriteEvent> withWhatCameLater() {
        return List.of(new ProductWriteRequested(
                ID,
                STORE,
                new NewProduct(
                        "Sunglasses",
                        "sunglasses-8c7f3c1e",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of("Size", "Colour"),
                        List.of(
                                new NewProduct.Variant(List.of("S", "red"), "199.9", "249", "SUN-S"),
                                new NewProduct.Variant(List.of("L", "red"), null, null, null)),
                        List.of(
                                new NewProduct.Medium("https://cdn.example/front.png", "From the front"),
                                new NewProduct.Medium("https://cdn.example/back.png", null))),
                MONDAY));
    }
}
