package io.shopledger.command.product;

import io.shopledger.Money;
import io.shopledger.Origin;
import io.shopledger.change.Change;
import io.shopledger.change.ChangedItems;
import io.shopledger.command.difference.Details;
import io.shopledger.product.ProductEvent;
import io.shopledger.product.ProductEvent.PriceChange;
import io.shopledger.product.ProductEvent.VariantChange;
import io.shopledger.product.ProductId;
import io.shopledger.product.ProductVariant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happened between two lists of a product's variants: prices apart from all else, so that each is told once. */
final class VariantChanges {
    private static final Set<String> TOLD_APART = Set.of("id", "price", "compare_at_price");

    private static final List<String> DETAILS = ProductVariant.FIELDS.entityFields().stream()
            .filter(field -> !TOLD_APART.contains(field))
            .toList();

    private VariantChanges() {}

    static List<ProductEvent> between(List<ProductVariant> from, List<ProductVariant> to, ProductId id, Origin origin) {
        List<ProductVariant> added = new ArrayList<>();
        List<ProductVariant> removed = new ArrayList<>();
        List<VariantChange> changed = new ArrayList<>();
        List<PriceChange> priced = new ArrayList<>();
        for (Change<ProductVariant> change : ChangedItems.between(from, to, ProductVariant::id)) {
            ProductVariant was = change.from();
            ProductVariant is = change.to();
            if (was == null) {
                added.add(Objects.requireNonNull(is));
            } else if (is == null) {
                removed.add(was);
            } else {
                price(was, is, priced);
                Details details = Details.between(ProductVariant.FIELDS, was, is, DETAILS);
                if (!details.isEmpty()) {
                    changed.add(new VariantChange(was.id(), details.details(), details.lists()));
                }
            }
        }
        List<ProductEvent> events = new ArrayList<>();
        if (!priced.isEmpty()) {
            events.add(new ProductEvent.ProductPriceChanged(id, priced, origin));
        }
        if (!added.isEmpty() || !removed.isEmpty() || !changed.isEmpty()) {
            events.add(new ProductEvent.ProductVariantsChanged(id, added, removed, changed, origin));
        }
        return events;
    }

    private static void price(ProductVariant was, ProductVariant is, List<PriceChange> priced) {
        Change<Money> price = change(was.price(), is.price());
        Change<Money> compareAtPrice = change(was.compareAtPrice(), is.compareAtPrice());
        if (price != null || compareAtPrice != null) {
            priced.add(new PriceChange(was.id(), price, compareAtPrice));
        }
    }

    private static @Nullable Change<Money> change(@Nullable Money was, @Nullable Money is) {
        return Objects.equals(was, is) ? null : new Change<>(was, is);
    }
}
