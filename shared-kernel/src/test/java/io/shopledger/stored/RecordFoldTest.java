package io.shopledger.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopledger.CanonicalRecord;
import io.shopledger.Money;
import io.shopledger.change.DetailChange;
import io.shopledger.change.ListChange;
import io.shopledger.customer.CustomerEvent.CustomerConsentChanged;
import io.shopledger.customer.CustomerExamples;
import io.shopledger.customer.CustomerFold;
import io.shopledger.inventory.InventoryExamples;
import io.shopledger.inventory.InventoryItemEvent.InventoryItemCostChanged;
import io.shopledger.inventory.InventoryItemFold;
import io.shopledger.inventory.StockLevelEvent.StockLevelChanged;
import io.shopledger.inventory.StockLevelFold;
import io.shopledger.observation.ObservedEvent;
import io.shopledger.order.OrderExamples;
import io.shopledger.product.ProductEvent.PriceChange;
import io.shopledger.product.ProductEvent.ProductDetailsChanged;
import io.shopledger.product.ProductEvent.ProductPriceChanged;
import io.shopledger.product.ProductEvent.ProductVariantsChanged;
import io.shopledger.product.ProductEvent.VariantChange;
import io.shopledger.product.ProductExamples;
import io.shopledger.product.ProductFold;
import io.shopledger.product.ProductRecord;
import io.shopledger.product.ProductVariant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What products, customers, items and levels are after what happened to them; orders have a test of their own. */
class RecordFoldTest {
    /** One kind: its events, its record with every field in use, and how it is folded. */
    record Kind(
            List<? extends ObservedEvent> events,
            CanonicalRecord<?> whole,
            BiFunction<@Nullable CanonicalRecord<?>, ObservedEvent, CanonicalRecord<?>> fold) {
        @Override
        public String toString() {
            return events.get(0).getClass().getSimpleName();
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind(
                        ProductExamples.oneOfEach(),
                        ProductExamples.WHOLE,
                        (before, event) ->
                                ProductFold.after((ProductRecord) before, (io.shopledger.product.ProductEvent) event)),
                new Kind(
                        CustomerExamples.oneOfEach(),
                        CustomerExamples.WHOLE,
                        (before, event) -> CustomerFold.after(
                                (io.shopledger.customer.CustomerRecord) before,
                                (io.shopledger.customer.CustomerEvent) event)),
                new Kind(
                        InventoryExamples.oneOfEachOfItems(),
                        InventoryExamples.WHOLE,
                        (before, event) -> InventoryItemFold.after(
                                (io.shopledger.inventory.InventoryItemRecord) before,
                                (io.shopledger.inventory.InventoryItemEvent) event)),
                new Kind(
                        InventoryExamples.oneOfEachOfLevels(),
                        InventoryExamples.FIVE,
                        (before, event) -> StockLevelFold.after(
                                (io.shopledger.inventory.StockLevelRecord) before,
                                (io.shopledger.inventory.StockLevelEvent) event)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void firstEvent_isTheRecordItself_andNoHistoryBeginsOtherwise(Kind kind) {
        assertThat(kind.fold().apply(null, kind.events().get(0))).isEqualTo(kind.whole());
        kind.events().stream()
                .skip(1)
                .forEach(event -> assertThatThrownBy(() -> kind.fold().apply(null, event))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining(event.stream()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyOtherEvent_changesTheRecord_butNotThatItWentOrCameBack(Kind kind) {
        kind.events().stream().skip(1).forEach(event -> {
            String name = event.getClass().getSimpleName();
            boolean saysWhereItIs = name.matches(".*(Removed|Returned|Disconnected|Reconnected)");
            boolean saysWhatIsKnown = name.equals("StockLevelLearned"); // of a level with nothing unknown
            // An older record does not say that it does not know what came later; a fold makes it say so.
            CanonicalRecord<?> before = (CanonicalRecord<?>) kind.whole().with(Map.of());
            if (saysWhereItIs || saysWhatIsKnown) {
                assertThat(kind.fold().apply(before, event)).as(name).isEqualTo(before);
            } else {
                assertThat(kind.fold().apply(before, event)).as(name).isNotEqualTo(before);
            }
        });
    }

    @Test
    void pricesAreTakenOver_andTheRestOfTheVariantStays() {
        ProductRecord after = ProductFold.after(
                ProductExamples.WHOLE,
                new ProductPriceChanged(
                        ProductExamples.ID,
                        List.of(new PriceChange(
                                ProductExamples.PINK.id(),
                                null,
                                new io.shopledger.change.Change<>(ProductExamples.PINK.compareAtPrice(), null))),
                        OrderExamples.BY_WEBHOOK));

        Map<String, Object> without = new HashMap<>();
        without.put("compare_at_price", null);
        assertThat(after.variants())
                .containsExactlyInAnyOrder(
                        ProductVariant.FIELDS.with(ProductExamples.PINK, without), ProductExamples.BARE);
    }

    @Test
    void variantsAddedChangedAndRemoved_standByTheirIds() {
        ProductVariant third = ProductVariant.FIELDS.with(ProductExamples.BARE, Map.of("id", 7L));

        ProductRecord after = ProductFold.after(
                ProductExamples.WHOLE,
                new ProductVariantsChanged(
                        ProductExamples.ID,
                        List.of(third),
                        List.of(ProductExamples.BARE),
                        List.of(new VariantChange(
                                ProductExamples.PINK.id(),
                                List.of(
                                        new DetailChange("position", "1", "2"),
                                        new DetailChange("taxable", "true", null)),
                                List.of(new ListChange("option_values", List.of("Pink", "round"), List.of("Red"))))),
                        OrderExamples.BY_WEBHOOK));

        Map<String, Object> now = new HashMap<>(Map.of("position", 2L, "option_values", List.of("Red")));
        now.put("taxable", null);
        assertThat(after.variants()).containsExactly(third, ProductVariant.FIELDS.with(ProductExamples.PINK, now));
    }

    @Test
    void detailsOfEveryForm_areReadBack() {
        ProductRecord after = ProductFold.after(
                ProductExamples.WHOLE,
                new ProductDetailsChanged(
                        ProductExamples.ID,
                        List.of(
                                new DetailChange("title", "Sunglasses", null),
                                new DetailChange("created_at", "2026-10-05T08:00:00Z", "2026-10-06T09:30:15Z")),
                        List.of(new ListChange("tags", List.of("eyes", "summer"), List.of("new"))),
                        OrderExamples.BY_WEBHOOK));

        assertThat(after.title()).isNull();
        assertThat(after.createdAt()).isEqualTo(OrderExamples.TUESDAY);
        assertThat(after.tags()).containsExactly("new");
    }

    @Test
    void consentCostAndStock_areTheLastTold() {
        assertThat(CustomerFold.after(
                                CustomerExamples.WHOLE,
                                new CustomerConsentChanged(
                                        CustomerExamples.ID,
                                        List.of(new DetailChange("email_marketing_state", "SUBSCRIBED", "PENDING")),
                                        OrderExamples.BY_SYNC))
                        .emailMarketingState())
                .isEqualTo("PENDING");
        assertThat(InventoryItemFold.after(
                                InventoryExamples.WHOLE,
                                new InventoryItemCostChanged(
                                        InventoryExamples.ITEM, new Money("25", null), null, OrderExamples.BY_SYNC))
                        .cost())
                .isNull();
        assertThat(StockLevelFold.after(
                                InventoryExamples.FIVE,
                                new StockLevelChanged(InventoryExamples.LEVEL, 5L, null, OrderExamples.BY_SYNC))
                        .available())
                .isNull();
    }
}
