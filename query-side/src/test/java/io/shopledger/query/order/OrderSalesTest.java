package io.shopledger.query.order;

import static io.shopledger.query.OrderStory.eur;
import static io.shopledger.query.OrderStory.line;
import static io.shopledger.query.OrderStory.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.Money;
import io.shopledger.MoneyBag;
import io.shopledger.order.DiscountAllocation;
import io.shopledger.order.LineDetails;
import io.shopledger.order.OrderRecord;
import io.shopledger.order.Payment;
import io.shopledger.order.Refund;
import io.shopledger.query.entity.Sums;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an order adds to its store's sales. */
class OrderSalesTest {
    private static final Instant PLACED = Instant.parse("2026-10-05T08:14:59Z");
    private static final Instant QUARTER = Instant.parse("2026-10-05T08:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-01T23:59:59.999Z");
    private static final Instant ITS_QUARTER = Instant.parse("2026-11-01T23:45:00Z");

    private static final OrderRecord PLAIN =
            record().with(Map.of("created_at", PLACED, "total_price", eur("100"), "line_items", List.of(line(11, 2))));

    @Test
    void placed_addsItsTotalThen() {
        assertThat(OrderSales.sales(PLAIN)).containsExactly(sales(QUARTER, 1, "100", "0", 0, "0"));
        assertThat(OrderSales.products(PLAIN)).containsExactly(product(QUARTER, 2, "401.0", 0, "0"));
        assertThat(OrderSales.sales(PLAIN.with(Map.of("processed_at", LATER))))
                .containsExactly(sales(ITS_QUARTER, 1, "100", "0", 0, "0"));
    }

    @Test
    void discountOfTheWholeOrder_isTakenOffItsLines_andAReturnLeavesNothing() {
        OrderRecord discounted = PLAIN.with(Map.of(
                "line_details",
                List.of(new LineDetails(
                        11, null, List.of(new DiscountAllocation(0L, eur("80.2"))), List.of(), List.of()))));
        assertThat(OrderSales.products(discounted)).containsExactly(product(QUARTER, 2, "320.8", 0, "0"));
        assertThat(OrderSales.products(discounted.with(Map.of("cancelled_at", LATER))))
                .contains(product(ITS_QUARTER, 0, "0", 2, "320.8"));
    }

    @Test
    void testOrder_addsNothing() {
        assertThat(OrderSales.sales(PLAIN.with(Map.of("test", true)))).isEmpty();
        assertThat(OrderSales.products(PLAIN.with(Map.of("test", true)))).isEmpty();
    }

    @Test
    void refund_isOfItsOwnDay_andCountsOnlyWhatSucceeded() {
        OrderRecord refunded = PLAIN.with(Map.of("refunds", List.of(refund("40", "EUR"))));
        assertThat(OrderSales.sales(refunded))
                .containsExactly(sales(QUARTER, 1, "100", "0", 0, "0"), sales(ITS_QUARTER, 0, "0", "40", 0, "0"));
        assertThat(OrderSales.products(refunded))
                .containsExactly(product(QUARTER, 2, "401.0", 0, "0"), product(ITS_QUARTER, 0, "0", 1, "35"));
    }

    @Test
    void refundPaidInAnotherCurrency_countsInTheShops() {
        OrderRecord abroad = PLAIN.with(Map.of("refunds", List.of(refund("6500", "JPY"))));
        assertThat(OrderSales.sales(abroad)).contains(sales(ITS_QUARTER, 0, "0", "35", 0, "0"));
        MoneyBag both = new MoneyBag(new Money("41", "EUR"), new Money("6500", "JPY"));
        OrderRecord told = abroad.with(Map.of(
                "transactions",
                List.of(new Payment(33, "REFUND", "SUCCESS", "bogus", both, LATER, LATER, null, null, null, null))));
        assertThat(OrderSales.sales(told)).contains(sales(ITS_QUARTER, 0, "0", "41", 0, "0"));
    }

    @Test
    void cancelled_leavesNothingOfIt_refundedOrNot() {
        OrderRecord cancelled = PLAIN.with(Map.of("cancelled_at", LATER));
        assertThat(OrderSales.sales(cancelled)).contains(sales(ITS_QUARTER, 0, "0", "0", 1, "100"));
        assertThat(OrderSales.products(cancelled)).contains(product(ITS_QUARTER, 0, "0", 2, "401.0"));
        OrderRecord partlyRefunded = cancelled.with(Map.of("refunds", List.of(refund("40", "EUR"))));
        assertThat(OrderSales.sales(partlyRefunded)).contains(sales(ITS_QUARTER, 0, "0", "0", 1, "60"));
        assertThat(OrderSales.products(partlyRefunded)).contains(product(ITS_QUARTER, 0, "0", 1, "366.0"));
    }

    private static Refund refund(String amount, String currency) {
        return new Refund(
                31,
                LATER,
                List.of(new Refund.RefundLine(32, 11, 1, "RETURN", eur("35"))),
                List.of(
                        new Refund.RefundTransaction(33, "REFUND", "SUCCESS", "bogus", new Money(amount, currency)),
                        new Refund.RefundTransaction(34, "REFUND", "FAILURE", "bogus", new Money("900", "EUR"))));
    }

    private static Sums.Part sales(
            Instant at, long orders, String sold, String refunded, long cancelledOrders, String cancelled) {
        return new Sums.Part(List.of(at, "EUR"), numbers(orders, sold, refunded, cancelledOrders, cancelled));
    }

    private static Sums.Part product(Instant at, long pieces, String sold, long back, String returned) {
        return new Sums.Part(List.of(at, "EUR", 5L), numbers(pieces, sold, back, returned));
    }

    private static List<BigDecimal> numbers(Object... amounts) {
        return List.of(amounts).stream()
                .map(amount -> new BigDecimal(amount.toString()))
                .toList();
    }
}
