package io.shopledger.command.product;

import io.shopledger.Money;
import io.shopledger.command.difference.ChangesProperties;
import io.shopledger.command.order.OrderFacts;
import io.shopledger.product.MediaVariants;
import io.shopledger.product.ProductEvent;
import io.shopledger.product.ProductEvent.ProductLearned;
import io.shopledger.product.ProductFold;
import io.shopledger.product.ProductMedia;
import io.shopledger.product.ProductOption;
import io.shopledger.product.ProductRecord;
import io.shopledger.product.ProductVariant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

class ProductChangesPropertiesTest extends ChangesProperties<ProductRecord, ProductEvent> {
    @Override
    protected ProductRecord empty() {
        return ProductFacts.EMPTY;
    }

    @Override
    protected List<ProductEvent> between(ProductRecord known, ProductRecord seen) {
        return ProductChanges.between(known, seen, ProductFacts.ID, OrderFacts.TUESDAY);
    }

    @Override
    protected ProductRecord after(ProductRecord before, ProductEvent event) {
        return ProductFold.after(before, event);
    }

    @Override
    protected @Nullable ProductRecord learned(ProductEvent event) {
        return event instanceof ProductLearned told ? told.learned() : null;
    }

    @Override
    protected Arbitrary<@Nullable Object> valuesOf(String field) {
        return switch (field) {
            case "options" -> items((id, version) -> new ProductOption(id, "Option", id, List.of("v" + version)));
            case "media" ->
                items((id, version) -> new ProductMedia(id, id, "Alt " + version, null, null, null, null, null));
            case "media_variants" -> items((id, version) -> new MediaVariants(id, List.of((long) version)));
            case "variants" -> variants();
            default -> texts();
        };
    }

    /** Prices, other fields and being there at all are parts of their own. */
    @Override
    protected Map<String, Object> parts(String field, @Nullable Object value) {
        if (!field.equals("variants")) {
            return super.parts(field, value);
        }
        Map<String, Object> parts = new HashMap<>();
        for (Object one : (List<?>) Objects.requireNonNull(value)) {
            ProductVariant variant = (ProductVariant) one;
            for (String part : ProductVariant.FIELDS.entityFields()) {
                parts.put("variants/" + variant.id() + "/" + part, content(ProductVariant.FIELDS.get(variant, part)));
            }
        }
        return parts;
    }

    private static Arbitrary<@Nullable Object> variants() {
        Arbitrary<ProductVariant> any = Combinators.combine(
                        Arbitraries.longs().between(1, 4),
                        Arbitraries.of("10", "12.5").injectNull(0.2),
                        Arbitraries.of("20", "25").injectNull(0.5),
                        Arbitraries.of("sku-1", "sku-2").injectNull(0.2),
                        Arbitraries.of(true, false).injectNull(0.3),
                        Arbitraries.of(List.of("Red"), List.of("Blue", "L"), List.<String>of()))
                .as((id, price, before, sku, taxable, values) -> new ProductVariant(
                        id, null, sku, null, money(price), money(before), 1L, taxable, "DENY", id, null, values));
        return any.list().ofMaxSize(3).asGeneric();
    }

    private static @Nullable Money money(@Nullable String amount) {
        return amount == null ? null : new Money(amount, null);
    }
}
