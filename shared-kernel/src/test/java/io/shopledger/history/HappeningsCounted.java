package io.shopledger.history;

import io.shopledger.CanonicalRecord;
import io.shopledger.history.TrueEntity.State;
import io.shopledger.order.OrderRecord;
import io.shopledger.product.ProductRecord;
import io.shopledger.product.ProductVariant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Counts what truly happened in a store, by the states that its things went through. */
final class HappeningsCounted {
    private final Counts counts;

    /** Fields that became another one, after the first part of the stream's key. */
    private final Set<String> changed = new TreeSet<>();

    HappeningsCounted(Counts counts) {
        this.counts = counts;
    }

    void of(TrueEntity<?> entity) {
        counts.count("created");
        for (int i = 1; i < entity.states.size(); i++) {
            State<?> was = entity.states.get(i - 1);
            State<?> is = entity.states.get(i);
            CanonicalRecord<?> before = (CanonicalRecord<?>) was.record();
            CanonicalRecord<?> now = (CanonicalRecord<?>) is.record();
            counts.countIf(was.alive() && !is.alive(), "deleted");
            counts.countIf(!was.alive() && is.alive(), "connected again");
            counts.countIf(was.updatedAt().equals(is.updatedAt()) && !before.equals(now), "two states of one second");
            counts.countIf(is.alive() && was.alive() && before.equals(now), "saved as it was");
            counts.countIf(
                    i > 1
                            && is.alive()
                            && !before.equals(now)
                            && entity.states.get(i - 2).record().equals(now),
                    "as before, A B A");
            if (is.alive() && was.alive() && !before.equals(now)) {
                counts.count("edited");
                counts.countIf(entity.kind == StoreKind.STOCK, "stocked");
                different(entity.kind.key(), before.fields().entityFields(), before::get, now::get);
                if (now instanceof OrderRecord order) {
                    OrderRecord earlier = (OrderRecord) before;
                    became(order.financialStatus(), earlier.financialStatus(), "PAID", "paid");
                    became(order.financialStatus(), earlier.financialStatus(), "REFUNDED", "refunded");
                    became(order.fulfillmentStatus(), earlier.fulfillmentStatus(), "FULFILLED", "fulfilled");
                    became(order.cancelReason(), earlier.cancelReason(), "CUSTOMER", "cancelled");
                    counts.countIf(
                            order.closedAt() != null && !Objects.equals(order.closedAt(), earlier.closedAt()),
                            "closed");
                }
                if (now instanceof ProductRecord product) {
                    variants((ProductRecord) before, product);
                }
            }
        }
    }

    private void different(
            String what,
            List<String> fields,
            Function<String, @Nullable Object> before,
            Function<String, @Nullable Object> now) {
        fields.stream()
                .filter(field -> !Objects.equals(before.apply(field), now.apply(field)))
                .forEach(field -> changed.add(what + " " + field));
    }

    /** @return what has never become another one */
    Set<String> neverChanged() {
        Set<String> all = new TreeSet<>();
        for (StoreKind<?> kind : StoreKind.ALL) {
            kind.fields().forEach(field -> all.add(kind.key() + " " + field));
        }
        ProductVariant.FIELDS.entityFields().forEach(field -> all.add("variant " + field));
        all.removeAll(changed);
        return all;
    }

    private void became(Object now, Object before, String word, String name) {
        counts.countIf(word.equals(now) && !word.equals(before), name);
    }

    private void variants(ProductRecord before, ProductRecord now) {
        List<Long> were = before.variants().stream().map(one -> one.id()).toList();
        List<Long> are = now.variants().stream().map(one -> one.id()).toList();
        counts.countIf(!were.equals(are), "variants changed");
        for (ProductVariant was : before.variants()) {
            for (ProductVariant is : now.variants()) {
                if (was.id() == is.id() && !was.equals(is)) {
                    counts.count(was.equals(withPricesOf(was, is)) ? "variant edited" : "priced");
                    different(
                            "variant",
                            ProductVariant.FIELDS.entityFields(),
                            field -> ProductVariant.FIELDS.get(was, field),
                            field -> ProductVariant.FIELDS.get(is, field));
                }
            }
        }
    }

    private static ProductVariant withPricesOf(ProductVariant variant, ProductVariant other) {
        Map<String, @Nullable Object> prices = new HashMap<>();
        prices.put("price", other.price());
        prices.put("compare_at_price", other.compareAtPrice());
        return ProductVariant.FIELDS.with(variant, prices);
    }

    void handles(StoreHistory store) {
        List<TrueEntity<?>> products = store.entities().stream()
                .<TrueEntity<?>>map(entity -> entity)
                .filter(entity -> entity.kind == StoreKind.PRODUCT)
                .toList();
        for (TrueEntity<?> later : products) {
            for (TrueEntity<?> earlier : products) {
                State<?> first = later.states.get(0);
                counts.countIf(
                        earlier != later
                                && !earlier.isAlive()
                                && !earlier.now().since().isAfter(first.since())
                                && handle(earlier.now()).equals(handle(first)),
                        "created again under the same handle");
            }
        }
    }

    private static String handle(State<?> product) {
        return String.valueOf(((ProductRecord) product.record()).handle());
    }
}
