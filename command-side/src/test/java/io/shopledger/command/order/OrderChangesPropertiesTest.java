package io.shopledger.command.order;

import static io.shopledger.command.order.OrderFacts.MONDAY_NOON;
import static io.shopledger.command.order.OrderFacts.eur;
import static io.shopledger.command.order.OrderFacts.line;
import static io.shopledger.command.order.OrderFacts.parcel;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.command.difference.ChangesProperties;
import io.shopledger.order.DiscountAllocation;
import io.shopledger.order.DiscountApplication;
import io.shopledger.order.DiscountCodeAmount;
import io.shopledger.order.Duty;
import io.shopledger.order.LineDetails;
import io.shopledger.order.LineHandling;
import io.shopledger.order.OrderEvent;
import io.shopledger.order.OrderEvent.OrderLearned;
import io.shopledger.order.OrderFold;
import io.shopledger.order.OrderRecord;
import io.shopledger.order.OrderReturn;
import io.shopledger.order.ParcelDetails;
import io.shopledger.order.ParcelService;
import io.shopledger.order.Payment;
import io.shopledger.order.Refund;
import io.shopledger.order.RefundDetails;
import io.shopledger.order.RiskAssessment;
import io.shopledger.order.ShippingDetails;
import io.shopledger.order.ShippingLine;
import io.shopledger.order.TaxLine;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

class OrderChangesPropertiesTest extends ChangesProperties<OrderRecord, OrderEvent> {
    @Override
    protected OrderRecord empty() {
        return OrderFacts.EMPTY;
    }

    @Override
    protected List<OrderEvent> between(OrderRecord known, OrderRecord seen) {
        return OrderChanges.between(known, seen, OrderFacts.ID, OrderFacts.TUESDAY);
    }

    @Override
    protected OrderRecord after(OrderRecord before, OrderEvent event) {
        return OrderFold.after(before, event);
    }

    @Override
    protected @Nullable OrderRecord learned(OrderEvent event) {
        return event instanceof OrderLearned told ? told.learned() : null;
    }

    /** The events' own words lead from what was known to what was seen. */
    @Property(tries = TRIES)
    void everythingTold_leadsFromWhatWasKnownToWhatWasSeen(@ForAll("pairs") Pair pair) {
        OrderRecord known = (OrderRecord) pair.known();
        OrderRecord seen = (OrderRecord) pair.seen();

        List<ToldChange> told = between(known, seen).stream()
                .flatMap(event -> ToldChange.of(event).stream())
                .toList();

        assertThat(told).doesNotHaveDuplicates().allSatisfy(change -> {
            assertThat(change.from()).isEqualTo(change.in(known));
            assertThat(change.to()).isEqualTo(change.in(seen));
            assertThat(change.from()).isNotEqualTo(change.to());
        });
    }

    @Override
    protected Arbitrary<@Nullable Object> valuesOf(String field) {
        return switch (field) {
            case "tax_lines" ->
                Arbitraries.of(
                                new TaxLine("VAT", "0.19", eur("1")),
                                new TaxLine("VAT", "0.07", eur("2")),
                                new TaxLine(null, null, null))
                        .list()
                        .ofMaxSize(2)
                        .asGeneric();
            case "line_items" -> items((id, version) -> line(id, version));
            case "shipping_lines" ->
                items((id, version) -> new ShippingLine(id, "Post", null, null, eur("" + version), null));
            case "refunds" ->
                items((id, version) -> new Refund(id, MONDAY_NOON.plusSeconds(version), List.of(), List.of()));
            case "fulfillments" -> items((id, version) -> parcel(id, "STATUS_" + version));
            default -> new DetailValues().of(field).orElseGet(OrderChangesPropertiesTest::texts);
        };
    }

    /** What stands beside the lists, and what only one of the shapes tells. */
    private static final class DetailValues {
        Optional<Arbitrary<@Nullable Object>> of(String field) {
            return Optional.ofNullable(
                    switch (field) {
                        case "line_details" ->
                            items((id, version) -> new LineDetails(
                                    id,
                                    "Hat",
                                    List.of(new DiscountAllocation(0L, eur("" + version))),
                                    List.of(new Duty(71, null, "IT", eur("" + version), List.of())),
                                    List.of()));
                        case "line_handling" ->
                            items((id, version) -> new LineHandling(id, (long) version, "manual", null));
                        case "shipping_details" ->
                            items((id, version) ->
                                    new ShippingDetails(id, null, version == 2, null, List.of(), List.of()));
                        case "parcel_details" -> items((id, version) -> new ParcelDetails(id, "STATUS_" + version));
                        case "parcel_services" -> items((id, version) -> new ParcelService(id, "service" + version));
                        case "refund_details" ->
                            items((id, version) -> new RefundDetails(
                                    id,
                                    MONDAY_NOON.plusSeconds(version),
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    List.of()));
                        case "transactions" ->
                            items((id, version) -> new Payment(
                                    id, "SALE", "S" + version, null, eur("1"), null, null, null, null, null, null));
                        case "returns" ->
                            items((id, version) ->
                                    new OrderReturn(id, "#R" + id, "STATUS_" + version, null, null, List.of()));
                        case "discount_applications" ->
                            some(
                                    new DiscountApplication("MANUAL", "A", null, null, "1", null, null, null, null),
                                    new DiscountApplication("MANUAL", "B", null, null, "2", null, null, null, null));
                        case "discount_code_amounts" ->
                            some(
                                    new DiscountCodeAmount("A", null, null),
                                    new DiscountCodeAmount("B", null, "SHIPPING"));
                        case "risk_assessments" ->
                            some(new RiskAssessment(null, "LOW"), new RiskAssessment(1L, "HIGH"));
                        default -> null;
                    });
        }

        private static Arbitrary<@Nullable Object> some(Object... values) {
            return Arbitraries.of(values).list().ofMaxSize(2).asGeneric();
        }
    }
}
