package io.shopledger.write;

import io.shopledger.StoreId;
import io.shopledger.write.ProductWriteCommand.UserError;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;

/** What happened to a product write. Stored under the names of {@code StoredNames}, which never change. */
public sealed interface ProductWriteEvent {

    WriteId writeId();

    StoreId store();

    /** @return when, by our clock (UTC) */
    Instant at();

    @Revision("1")
    record ProductWriteRequested(WriteId writeId, StoreId store, NewProduct product, Instant at)
            implements ProductWriteEvent {}

    /** @param product Shopify's number of the product */
    @Revision("1")
    record ProductWriteConfirmed(WriteId writeId, StoreId store, long product, Instant at)
            implements ProductWriteEvent {}

    @Revision("1")
    record ProductWriteRejected(WriteId writeId, StoreId store, List<UserError> errors, Instant at)
            implements ProductWriteEvent {
        public ProductWriteRejected {
            errors = errors == null ? List.of() : List.copyOf(errors);
        }
    }
}
