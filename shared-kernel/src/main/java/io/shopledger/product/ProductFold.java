package io.shopledger.product;

import io.shopledger.change.ChangedFields;
import io.shopledger.change.ChangedItems;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What it is after what happened to it: folding the events in their order gives the record. */
public final class ProductFold {
    private ProductFold() {}

    /**
     * @param before the record so far; absent before the first event
     * @return the record after {@code event}
     */
    public static ProductRecord after(@Nullable ProductRecord before, ProductEvent event) {
        if (event instanceof ProductEvent.ProductListed first) {
            return first.record();
        }
        if (before == null) {
            throw new IllegalStateException(
                    event.stream() + " begins with " + event.getClass().getSimpleName());
        }
        return event instanceof ProductEvent.ProductLearned e
                ? before.learning(e.learned())
                : before.with(changes(before, event));
    }

    private static Map<String, @Nullable Object> changes(ProductRecord before, ProductEvent event) {
        Map<String, @Nullable Object> now = new HashMap<>();
        if (event instanceof ProductEvent.ProductDetailsChanged e) {
            now.putAll(ChangedFields.of(ProductRecord.FIELDS, e.details(), e.lists()));
        } else if (event instanceof ProductEvent.ProductPriceChanged e) {
            now.put("variants", priced(before.variants(), e));
        } else if (event instanceof ProductEvent.ProductVariantsChanged e) {
            now.put("variants", changed(before.variants(), e));
        } else if (event instanceof ProductEvent.ProductOptionsChanged e) {
            now.put("options", ChangedItems.after(before.options(), e.options(), ProductOption::id));
        } else if (event instanceof ProductEvent.ProductMediaChanged e) {
            if (!e.media().isEmpty()) {
                now.put("media", ChangedItems.after(before.media(), e.media(), ProductMedia::id));
            }
            if (!e.mediaVariants().isEmpty()) {
                now.put(
                        "media_variants",
                        ChangedItems.after(before.mediaVariants(), e.mediaVariants(), MediaVariants::id));
            }
        } else if (event instanceof ProductEvent.ProductStatusChanged e) {
            now.put("status", e.to());
        }
        return now; // that it went or came back says where it is, not what it is
    }

    private static List<ProductVariant> priced(List<ProductVariant> before, ProductEvent.ProductPriceChanged event) {
        Map<Long, ProductEvent.PriceChange> changes = new HashMap<>();
        event.variants().forEach(change -> changes.put(change.variant(), change));
        return before.stream()
                .map(variant -> {
                    ProductEvent.PriceChange change = changes.get(variant.id());
                    if (change == null) {
                        return variant;
                    }
                    Map<String, @Nullable Object> now = new HashMap<>();
                    if (change.price() != null) {
                        now.put("price", change.price().to());
                    }
                    if (change.compareAtPrice() != null) {
                        now.put("compare_at_price", change.compareAtPrice().to());
                    }
                    return ProductVariant.FIELDS.with(variant, now);
                })
                .toList();
    }

    private static List<ProductVariant> changed(
            List<ProductVariant> before, ProductEvent.ProductVariantsChanged event) {
        Map<Long, ProductVariant> all = new LinkedHashMap<>();
        before.forEach(variant -> all.put(variant.id(), variant));
        event.removed().forEach(variant -> all.remove(variant.id()));
        event.added().forEach(variant -> all.put(variant.id(), variant));
        for (ProductEvent.VariantChange change : event.changed()) {
            all.computeIfPresent(
                    change.variant(),
                    (id, variant) -> ProductVariant.FIELDS.with(
                            variant, ChangedFields.of(ProductVariant.FIELDS, change.details(), change.lists())));
        }
        return List.copyOf(all.values());
    }
}
