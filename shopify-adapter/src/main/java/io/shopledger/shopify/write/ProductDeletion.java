package io.shopledger.shopify.write;

import io.shopledger.shopify.governor.Priority;
import io.shopledger.shopify.graphql.Answer;
import io.shopledger.shopify.graphql.Call;
import io.shopledger.shopify.graphql.GraphQlClient;
import io.shopledger.shopify.graphql.ShopifyFailure.Refused;
import io.shopledger.shopify.graphql.ShopifyFailure.Unreachable;
import io.shopledger.shopify.json.Gid;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.kind.Kind;
import io.shopledger.shopify.pull.OwnWrite;
import io.shopledger.write.ProductWriteCommand;
import io.shopledger.write.ProductWriteCommand.ConfirmProductWrite;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Deletes products. Nothing says of a second deletion whether the first was ours: what was perhaps sent is looked for, and gone
 * is done. See <a href="https://shopify.dev/docs/api/admin-graphql/latest/mutations/productDelete">productDelete</a>.
 */
@Component
class ProductDeletion implements Writing {
    private final GraphQlClient shopify;
    private final OwnWrite observations;

    ProductDeletion(GraphQlClient shopify, OwnWrite observations) {
        this.shopify = shopify;
        this.observations = observations;
    }

    @Override
    public Class<? extends Wish> of() {
        return Wish.Delete.class;
    }

    @Override
    public Optional<ProductWriteCommand> found(WriteJob job) {
        return isGone(job) ? Optional.of(gone(job)) : Optional.empty();
    }

    @Override
    public ProductWriteCommand send(WriteJob job) {
        Answer answer;
        try {
            answer = shopify.ask(job.store(), call("product-delete").with("input", Map.of("id", gid(job))));
        } catch (Refused refused) {
            // It was there a moment ago to whoever looked; what was sent before has come through meanwhile.
            if (job.sent() && isGone(job)) {
                return gone(job);
            }
            throw refused;
        }
        JsonObject payload = answer.data().object("productDelete");
        if (payload == null || payload.text("deletedProductId") == null) {
            throw new Unreachable("Shopify did not say that it deleted the product", null, null);
        }
        return gone(job);
    }

    private boolean isGone(WriteJob job) {
        Answer answer =
                shopify.ask(job.store(), call("product-by-identifier").with("identifier", Map.of("id", gid(job))));
        return answer.data().object("productByIdentifier") == null;
    }

    private ProductWriteCommand gone(WriteJob job) {
        observations.productGone(job.store(), job.writeId().value().toString(), product(job));
        return new ConfirmProductWrite(job.writeId(), product(job));
    }

    private static Call call(String document) {
        return Call.of(document, Priority.PEOPLE, ProductSet.PURPOSE);
    }

    private static String gid(WriteJob job) {
        return new Gid(Kind.PRODUCT.gidType(), product(job)).toString();
    }

    private static long product(WriteJob job) {
        return ((Wish.Delete) job.wish()).product();
    }
}
