package io.shopledger.write;

import io.shopledger.StoreId;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What may be asked of a product write. */
public sealed interface ProductWriteCommand {

    @TargetAggregateIdentifier
    WriteId writeId();

    record RequestProductWrite(WriteId writeId, StoreId store, NewProduct product) implements ProductWriteCommand {}

    /** @param product Shopify's number of it */
    record RequestProductUpdate(WriteId writeId, StoreId store, long product, ProductEdit edit)
            implements ProductWriteCommand {}

    /** @param product Shopify's number of it */
    record RequestProductDeletion(WriteId writeId, StoreId store, long product) implements ProductWriteCommand {}

    record RequestStockSet(WriteId writeId, StoreId store, StockSetting setting) implements ProductWriteCommand {}

    /** Shopify set the stock. */
    record ConfirmStockSet(WriteId writeId) implements ProductWriteCommand {}

    /** Shopify did it. @param product Shopify's number of the product that was made, changed or deleted */
    record ConfirmProductWrite(WriteId writeId, long product) implements ProductWriteCommand {}

    /** It will not be done: Shopify refuses it, or the store was let go before it was known to be done. */
    record RejectProductWrite(WriteId writeId, List<UserError> errors) implements ProductWriteCommand {}

    /**
     * What is against it: Shopify's own words, or ours where the store was let go.
     *
     * @param field path of the field in what the caller sent, joined by dots, such as {@code variants.0.price}
     * @param code Shopify's code, where it gives one; ours are in small letters
     */
    record UserError(@Nullable String field, @Nullable String code, String message) {}

    /**
     * Sends the write to Shopify from a durable job, exactly once in its effect; asked again it does nothing. Handled where
     * Shopify is called, not by the aggregate.
     */
    record SendProductWrite(WriteId writeId, StoreId store, NewProduct product) {}

    /** The same for a change of a product. */
    record SendProductUpdate(WriteId writeId, StoreId store, long product, ProductEdit edit) {}

    /** The same for a product that is to go. */
    record SendProductDeletion(WriteId writeId, StoreId store, long product) {}

    /** The same for stock. */
    record SendStockSet(WriteId writeId, StoreId store, StockSetting setting) {}
}
