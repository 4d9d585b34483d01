package io.shopledger.command.product;

import io.shopledger.Origin;
import io.shopledger.change.Change;
import io.shopledger.command.difference.Details;
import io.shopledger.command.difference.Difference;
import io.shopledger.product.MediaVariants;
import io.shopledger.product.ProductEvent;
import io.shopledger.product.ProductId;
import io.shopledger.product.ProductMedia;
import io.shopledger.product.ProductOption;
import io.shopledger.product.ProductRecord;
import java.util.ArrayList;
import java.util.List;

/** What happened between two records of one product: a pure function. */
final class ProductChanges {
    private ProductChanges() {}

    /** @return the events that lead from {@code from} to {@code to}; none where nothing is different */
    static List<ProductEvent> between(ProductRecord from, ProductRecord to, ProductId id, Origin origin) {
        Difference<ProductRecord> difference = Difference.between(from, to);
        List<ProductEvent> events = new ArrayList<>();
        difference.learned().ifPresent(learned -> events.add(new ProductEvent.ProductLearned(id, learned, origin)));
        if (difference.take("variants")) {
            events.addAll(VariantChanges.between(from.variants(), to.variants(), id, origin));
        }
        List<Change<ProductOption>> options =
                difference.takeItems("options", ProductRecord::options, ProductOption::id);
        if (!options.isEmpty()) {
            events.add(new ProductEvent.ProductOptionsChanged(id, options, origin));
        }
        List<Change<ProductMedia>> media = difference.takeItems("media", ProductRecord::media, ProductMedia::id);
        List<Change<MediaVariants>> shownBy =
                difference.takeItems("media_variants", ProductRecord::mediaVariants, MediaVariants::id);
        if (!media.isEmpty() || !shownBy.isEmpty()) {
            events.add(new ProductEvent.ProductMediaChanged(id, media, shownBy, origin));
        }
        if (difference.take("status")) {
            events.add(new ProductEvent.ProductStatusChanged(id, from.status(), to.status(), origin));
        }
        Details rest = difference.rest();
        if (!rest.isEmpty()) {
            events.add(new ProductEvent.ProductDetailsChanged(id, rest.details(), rest.lists(), origin));
        }
        return events;
    }
}
