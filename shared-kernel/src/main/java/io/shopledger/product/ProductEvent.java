package io.shopledger.product;

import io.shopledger.Money;
import io.shopledger.Origin;
import io.shopledger.change.Change;
import io.shopledger.change.DetailChange;
import io.shopledger.change.ListChange;
import io.shopledger.observation.ObservedEvent;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a product. Stored under the names of {@code StoredNames}, which never change. Each event holds what
 * changed and nothing else, from → to; in one decision every change is told by one event.
 */
public sealed interface ProductEvent extends ObservedEvent {

    ProductId productId();

    @Override
    Origin origin();

    @Override
    default String stream() {
        return productId().toString();
    }

    /** First sight of the product, whole, whether by webhook or by sync. */
    @Revision("1")
    record ProductListed(ProductId productId, ProductRecord record, Origin origin) implements ProductEvent {}

    /** Title, description, vendor, tags, or any other field that is one value or a list of texts. */
    @Revision("1")
    record ProductDetailsChanged(ProductId productId, List<DetailChange> details, List<ListChange> lists, Origin origin)
            implements ProductEvent {
        public ProductDetailsChanged {
            details = details == null ? List.of() : List.copyOf(details);
            lists = lists == null ? List.of() : List.copyOf(lists);
        }
    }

    /** Prices of variants that were there before and are there now. */
    @Revision("1")
    record ProductPriceChanged(ProductId productId, List<PriceChange> variants, Origin origin) implements ProductEvent {
        public ProductPriceChanged {
            variants = variants == null ? List.of() : List.copyOf(variants);
        }
    }

    /** Variants were added or removed, or differ in something else than their price. */
    @Revision("1")
    record ProductVariantsChanged(
            ProductId productId,
            List<ProductVariant> added,
            List<ProductVariant> removed,
            List<VariantChange> changed,
            Origin origin)
            implements ProductEvent {
        public ProductVariantsChanged {
            added = added == null ? List.of() : List.copyOf(added);
            removed = removed == null ? List.of() : List.copyOf(removed);
            changed = changed == null ? List.of() : List.copyOf(changed);
        }
    }

    /** What its variants differ in: options made, changed or taken away. */
    @Revision("1")
    record ProductOptionsChanged(ProductId productId, List<Change<ProductOption>> options, Origin origin)
            implements ProductEvent {
        public ProductOptionsChanged {
            options = options == null ? List.of() : List.copyOf(options);
        }
    }

    /** Pictures and other media were added, changed or taken away, or shown as other variants' own. */
    @Revision("1")
    record ProductMediaChanged(
            ProductId productId,
            List<Change<ProductMedia>> media,
            List<Change<MediaVariants>> mediaVariants,
            Origin origin)
            implements ProductEvent {
        public ProductMediaChanged {
            media = media == null ? List.of() : List.copyOf(media);
            mediaVariants = mediaVariants == null ? List.of() : List.copyOf(mediaVariants);
        }
    }

    /** It became active, a draft, archived … */
    @Revision("1")
    record ProductStatusChanged(
            ProductId productId,
            @Nullable String from,
            @Nullable String to,
            Origin origin) implements ProductEvent {}

    /** We were told of fields that we did not know before. The product itself did not change. */
    @Revision("1")
    record ProductLearned(ProductId productId, ProductRecord learned, Origin origin) implements ProductEvent {}

    /** The product is gone from Shopify. @param evidence how that was learnt, such as {@code products/delete} */
    @Revision("1")
    record ProductRemoved(ProductId productId, String evidence, Origin origin) implements ProductEvent {}

    /** A product that was gone is there again, as a read that was sent after its removal found. */
    @Revision("1")
    record ProductReturned(ProductId productId, Origin origin) implements ProductEvent {}

    /** The price of one variant. Without currency: the shop's is meant. @param variant Shopify's number */
    record PriceChange(
            long variant,
            @Nullable Change<Money> price,
            @Nullable Change<Money> compareAtPrice) {}

    /** What is different of a variant that was there before and is there now, its price aside. */
    record VariantChange(long variant, List<DetailChange> details, List<ListChange> lists) {
        public VariantChange {
            details = details == null ? List.of() : List.copyOf(details);
            lists = lists == null ? List.of() : List.copyOf(lists);
        }
    }
}
