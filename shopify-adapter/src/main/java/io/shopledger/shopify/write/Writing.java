package io.shopledger.shopify.write;

import io.shopledger.shopify.graphql.ShopifyFailure;
import io.shopledger.write.ProductWriteCommand;
import io.shopledger.write.ProductWriteCommand.UserError;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How wishes of one kind are done. Where Shopify shows what is there now, it is staged before the end is told. */
interface Writing {

    Class<? extends Wish> of();

    /**
     * Looks whether it was done; for a job that was perhaps sent.
     *
     * @return its end; empty where it was not done, or where to send it again does no harm
     * @throws ShopifyFailure where nobody can tell now
     */
    Optional<ProductWriteCommand> found(WriteJob job);

    /**
     * @return its end
     * @throws ShopifyFailure where it was not done, or nobody knows
     */
    ProductWriteCommand send(WriteJob job);

    /** @return what is to be told besides where Shopify refuses it: that a part of it was done */
    default List<UserError> besides(WriteJob job) {
        return List.of();
    }

    /** @return the path of a field in what the caller sent, of its path in Shopify's words */
    default @Nullable String field(WriteJob job, @Nullable String shopifys) {
        return FieldPath.ours(shopifys);
    }
}
