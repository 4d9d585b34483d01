package io.shopledger.command.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.CanonicalRecord;
import io.shopledger.Money;
import io.shopledger.change.Change;
import io.shopledger.change.DetailChange;
import io.shopledger.change.ListChange;
import io.shopledger.product.ProductEvent.PriceChange;
import io.shopledger.product.ProductEvent.ProductPriceChanged;
import io.shopledger.product.ProductEvent.ProductVariantsChanged;
import io.shopledger.product.ProductEvent.VariantChange;
import io.shopledger.product.ProductRecord;
import io.shopledger.product.ProductVariant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What holds of events about variants: what each names of a variant became another one by it, and nothing else did. */
final class ToldVariants {
    private ToldVariants() {}

    static void check(CanonicalRecord<?> before, Object event, CanonicalRecord<?> after) {
        Map<Long, ProductVariant> were = byId(((ProductRecord) before).variants());
        Map<Long, ProductVariant> are = byId(((ProductRecord) after).variants());
        Map<Long, Set<String>> changed = new TreeMap<>();
        were.forEach((id, was) -> {
            ProductVariant is = are.get(id);
            if (is != null && !is.equals(was)) {
                changed.put(id, different(was, is));
            }
        });
        Map<Long, Set<String>> told;
        Set<ProductVariant> added = Set.of();
        Set<ProductVariant> removed = Set.of();
        if (event instanceof ProductPriceChanged priced) {
            told = priced.variants().stream()
                    .collect(Collectors.toMap(
                            PriceChange::variant, one -> told(one, were.get(one.variant()), are.get(one.variant()))));
        } else {
            ProductVariantsChanged other = (ProductVariantsChanged) event;
            added = Set.copyOf(other.added());
            removed = Set.copyOf(other.removed());
            told = other.changed().stream()
                    .collect(Collectors.toMap(
                            VariantChange::variant, one -> told(one, were.get(one.variant()), are.get(one.variant()))));
        }
        assertThat(told).as("%s", event).isEqualTo(changed);
        assertThat(added).as("%s", event).isEqualTo(without(are, were.keySet()));
        assertThat(removed).as("%s", event).isEqualTo(without(were, are.keySet()));
    }

    private static Set<String> told(PriceChange change, @Nullable ProductVariant was, @Nullable ProductVariant is) {
        Set<String> told = new TreeSet<>();
        Change<Money> price = change.price();
        if (price != null) {
            told.add("price");
            assertThat(price.from()).isEqualTo(known(was).price());
            assertThat(price.to()).isEqualTo(known(is).price());
        }
        Change<Money> before = change.compareAtPrice();
        if (before != null) {
            told.add("compare_at_price");
            assertThat(before.from()).isEqualTo(known(was).compareAtPrice());
            assertThat(before.to()).isEqualTo(known(is).compareAtPrice());
        }
        return told;
    }

    private static Set<String> told(VariantChange change, @Nullable ProductVariant was, @Nullable ProductVariant is) {
        Set<String> told = new TreeSet<>();
        for (DetailChange one : change.details()) {
            told.add(one.field());
            assertThat(one.from()).isEqualTo(text(known(was), one.field()));
            assertThat(one.to()).isEqualTo(text(known(is), one.field()));
        }
        for (ListChange one : change.lists()) {
            told.add(one.field());
            assertThat((Object) one.from()).isEqualTo(ProductVariant.FIELDS.get(known(was), one.field()));
            assertThat((Object) one.to()).isEqualTo(ProductVariant.FIELDS.get(known(is), one.field()));
        }
        return told;
    }

    private static Set<String> different(ProductVariant was, ProductVariant is) {
        return ProductVariant.FIELDS.entityFields().stream()
                .filter(field ->
                        !Objects.equals(ProductVariant.FIELDS.get(was, field), ProductVariant.FIELDS.get(is, field)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static @Nullable String text(ProductVariant variant, String field) {
        Object value = ProductVariant.FIELDS.get(variant, field);
        return value == null ? null : value.toString();
    }

    private static ProductVariant known(@Nullable ProductVariant variant) {
        return Objects.requireNonNull(variant, "a change of a variant that was not there, or is not");
    }

    private static Map<Long, ProductVariant> byId(List<ProductVariant> variants) {
        return variants.stream().collect(Collectors.toMap(ProductVariant::id, one -> one));
    }

    private static Set<ProductVariant> without(Map<Long, ProductVariant> those, Collection<Long> ids) {
        Map<Long, ProductVariant> rest = new TreeMap<>(those);
        rest.keySet().removeAll(ids);
        return Set.copyOf(rest.values());
    }
}
