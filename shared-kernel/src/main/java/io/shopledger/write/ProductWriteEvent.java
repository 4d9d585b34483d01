package io.shopledger.write;

import io.shopledger.StoreId;
import io.shopledger.write.ProductWriteCommand.UserError;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;

/** What happened to a product write: to make a product, to change or to delete one, or to set stock. Stored under the names of {@code StoredNames}, which never change. */
public sealed interface ProductWriteEvent {

    WriteId writeId();

    StoreId store();

    /** @return when, by our clock (UTC) */
    Instant at();

    /** @return whether it is the intent, with which each write begins */
    default boolean begins() {
        return false;
    }

    /** A product is to be made. */
    @Revision("1")
    record ProductWriteRequested(WriteId writeId, StoreId store, NewProduct product, Instant at)
            implements ProductWriteEvent {
        @Override
        public boolean begins() {
            return true;
        }
    }

    /** @param product Shopify's number of the product that is to be changed */
    @Revision("1")
    record ProductUpdateRequested(WriteId writeId, StoreId store, long product, ProductEdit edit, Instant at)
            implements ProductWriteEvent {
        @Override
        public boolean begins() {
            return true;
        }
    }

    /** @param product Shopify's number of the product that is to go */
    @Revision("1")
    record ProductDeletionRequested(WriteId writeId, StoreId store, long product, Instant at)
            implements ProductWriteEvent {
        @Override
        public boolean begins() {
            return true;
        }
    }

    /** Stock is to be set. */
    @Revision("1")
    record StockSetRequested(WriteId writeId, StoreId store, StockSetting setting, Instant at)
            implements ProductWriteEvent {
        @Override
        public boolean begins() {
            return true;
        }
    }

    /** There were as many as asked for, at least for a moment. */
    @Revision("1")
    record StockSetConfirmed(WriteId writeId, StoreId store, Instant at) implements ProductWriteEvent {}

    /** Shopify did it. @param product Shopify's number of the product that was made, changed or deleted */
    @Revision("1")
    record ProductWriteConfirmed(WriteId writeId, StoreId store, long product, Instant at)
            implements ProductWriteEvent {}

    /** It is not done, or not all of it: an error of the code {@code partly-done} says what was. */
    @Revision("1")
    record ProductWriteRejected(WriteId writeId, StoreId store, List<UserError> errors, Instant at)
            implements ProductWriteEvent {
        public ProductWriteRejected {
            errors = errors == null ? List.of() : List.copyOf(errors);
        }
    }
}
