package io.shopledger.shopify.write;

import io.shopledger.shopify.graphql.Answer;
import io.shopledger.shopify.graphql.GraphQlClient;
import io.shopledger.shopify.graphql.ShopifyFailure.Unreachable;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.pull.OwnWrite;
import io.shopledger.write.NewProduct;
import io.shopledger.write.ProductWriteCommand;
import io.shopledger.write.ProductWriteCommand.ConfirmProductWrite;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes products. Shopify's productSet takes the handle as the product's identifier, and each write has a handle of its own:
 * what was perhaps sent is looked for under it before it is sent again.
 */
@Component
class ProductCreation implements Writing {
    private final GraphQlClient shopify;
    private final OwnWrite observations;

    ProductCreation(GraphQlClient shopify, OwnWrite observations) {
        this.shopify = shopify;
        this.observations = observations;
    }

    @Override
    public Class<? extends Wish> of() {
        return Wish.Create.class;
    }

    @Override
    public Optional<ProductWriteCommand> found(WriteJob job) {
        Answer answer = shopify.ask(job.store(), ProductSet.readBack(product(job)));
        JsonObject product = answer.data().object("productByIdentifier");
        return product == null ? Optional.empty() : Optional.of(made(job, product, answer));
    }

    @Override
    public ProductWriteCommand send(WriteJob job) {
        Answer answer = shopify.ask(job.store(), ProductSet.call(product(job)));
        JsonObject payload = answer.data().object("productSet");
        return made(job, payload == null ? null : payload.object("product"), answer);
    }

    /** The fields of an only variant are the product's own in what the caller sent. */
    @Override
    public @Nullable String field(WriteJob job, @Nullable String shopifys) {
        String ours = FieldPath.ours(shopifys);
        return ours == null || !product(job).variants().isEmpty() ? ours : ours.replaceFirst("^variants\\.0\\.", "");
    }

    private ProductWriteCommand made(WriteJob job, @Nullable JsonObject product, Answer answer) {
        if (product == null) {
            throw new Unreachable("Shopify did not show the product it made", null, null);
        }
        long id = observations.product(job.store(), job.writeId().value().toString(), product, answer.sentAt());
        return new ConfirmProductWrite(job.writeId(), id);
    }

    private static NewProduct product(WriteJob job) {
        return ((Wish.Create) job.wish()).product();
    }
}
