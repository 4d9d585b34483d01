package io.shopledger.query.order;

import io.shopledger.Money;
import io.shopledger.MoneyBag;
import io.shopledger.order.LineDetails;
import io.shopledger.order.OrderLine;
import io.shopledger.order.OrderRecord;
import io.shopledger.order.Payment;
import io.shopledger.order.Refund;
import io.shopledger.query.entity.Sums;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an order adds to its store's sales, in the shop's currency: when it was placed, its total; when something was given back,
 * that; when it was cancelled, what was never to be paid. Test orders add nothing.
 *
 * <p>Summed by the quarter of an hour, in which every time zone's days begin: so the same sums give the days of each.
 */
public final class OrderSales {
    /** How far apart two rows are in time. */
    public static final Duration STEP = Duration.ofMinutes(15);

    static final Sums<OrderRecord> SALES = new Sums<>(
            "shopify_sales",
            List.of("at", "currency"),
            List.of("orders", "sold", "refunded", "cancelled_orders", "cancelled"),
            OrderSales::sales);

    static final Sums<OrderRecord> PRODUCTS = new Sums<>(
            "shopify_product_sales",
            List.of("at", "currency", "product_id"),
            List.of("sold_quantity", "sold", "returned_quantity", "returned"),
            OrderSales::products);

    private static final BigDecimal NONE = BigDecimal.ZERO;

    private OrderSales() {}

    static List<Sums.Part> sales(OrderRecord order) {
        Instant placed = placed(order);
        if (placed == null || Boolean.TRUE.equals(order.test())) {
            return List.of();
        }
        String currency = currency(order);
        BigDecimal total = number(order.totalPrice());
        List<Sums.Part> parts = new ArrayList<>();
        parts.add(part(placed, currency, BigDecimal.ONE, total, NONE, NONE, NONE));
        BigDecimal refunded = NONE;
        for (Refund refund : order.refunds()) {
            BigDecimal given = given(refund, order);
            refunded = refunded.add(given);
            parts.add(part(at(refund, placed), currency, NONE, NONE, given, NONE, NONE));
        }
        if (order.cancelledAt() != null) {
            BigDecimal never = total.subtract(refunded).max(NONE);
            parts.add(part(order.cancelledAt(), currency, NONE, NONE, NONE, BigDecimal.ONE, never));
        }
        return parts;
    }

    /** Lines at what was asked for them after discounts; what was taken back of them; of a cancelled order, all. */
    static List<Sums.Part> products(OrderRecord order) {
        Instant placed = placed(order);
        if (placed == null || Boolean.TRUE.equals(order.test())) {
            return List.of();
        }
        String currency = currency(order);
        List<Sums.Part> parts = new ArrayList<>();
        Map<Long, OrderLine> lines =
                order.lineItems().stream().collect(Collectors.toMap(OrderLine::id, line -> line, (a, b) -> a));
        Map<Long, BigDecimal> pieces = new HashMap<>();
        Map<Long, BigDecimal> amounts = new HashMap<>();
        Map<Long, BigDecimal> allocated = allocated(order);
        for (OrderLine line : lines.values()) {
            BigDecimal discount = number(line.totalDiscount()).max(allocated.getOrDefault(line.id(), NONE));
            BigDecimal amount = number(line.price())
                    .multiply(BigDecimal.valueOf(line.quantity()))
                    .subtract(discount);
            pieces.put(line.id(), BigDecimal.valueOf(line.quantity()));
            amounts.put(line.id(), amount);
            add(parts, placed, currency, line, pieces.get(line.id()), amount, NONE, NONE);
        }
        for (Refund refund : order.refunds()) {
            for (Refund.RefundLine back : refund.refundLineItems()) {
                BigDecimal quantity = BigDecimal.valueOf(back.quantity());
                BigDecimal amount = number(back.subtotal());
                add(parts, at(refund, placed), currency, lines.get(back.lineItemId()), NONE, NONE, quantity, amount);
                pieces.merge(back.lineItemId(), quantity.negate(), BigDecimal::add);
                amounts.merge(back.lineItemId(), amount.negate(), BigDecimal::add);
            }
        }
        if (order.cancelledAt() != null) {
            for (OrderLine line : lines.values()) {
                BigDecimal quantity =
                        Objects.requireNonNull(pieces.get(line.id())).max(NONE);
                BigDecimal amount =
                        Objects.requireNonNull(amounts.get(line.id())).max(NONE);
                add(parts, order.cancelledAt(), currency, line, NONE, NONE, quantity, amount);
            }
        }
        return parts;
    }

    /** @return by line, what it got of all discounts; a line's own total tells those of the order not */
    private static Map<Long, BigDecimal> allocated(OrderRecord order) {
        return order.lineDetails().stream()
                .collect(Collectors.toMap(
                        LineDetails::id,
                        line -> line.discountAllocations().stream()
                                .map(discount -> number(discount.amount()))
                                .reduce(NONE, BigDecimal::add),
                        (a, b) -> a));
    }

    private static void add(
            List<Sums.Part> parts,
            Instant at,
            String currency,
            @Nullable OrderLine line,
            BigDecimal soldPieces,
            BigDecimal sold,
            BigDecimal returnedPieces,
            BigDecimal returned) {
        if (line != null && line.productId() != null) { // a line written by hand is of no product
            parts.add(new Sums.Part(
                    List.of(step(at), currency, line.productId()),
                    List.of(soldPieces, sold, returnedPieces, returned)));
        }
    }

    private static Sums.Part part(Instant at, String currency, BigDecimal... amounts) {
        return new Sums.Part(List.of(step(at), currency), List.of(amounts));
    }

    /** @return the payments that went back; where they are not in the shop's currency, what was taken back for them */
    private static BigDecimal given(Refund refund, OrderRecord order) {
        Map<Long, Payment> payments =
                order.transactions().stream().collect(Collectors.toMap(Payment::id, payment -> payment, (a, b) -> a));
        BigDecimal sum = NONE;
        for (Refund.RefundTransaction back : refund.transactions()) {
            if (!"REFUND".equals(back.kind()) || !"SUCCESS".equals(back.status())) {
                continue;
            }
            Payment payment = payments.get(back.id());
            Money amount = payment != null && payment.amount() != null
                    ? payment.amount().shop()
                    : back.amount();
            if (amount == null
                    || amount.currency() != null && !amount.currency().equals(order.currency())) {
                return refund.refundLineItems().stream()
                        .map(line -> number(line.subtotal()))
                        .reduce(NONE, BigDecimal::add);
            }
            sum = sum.add(amount.number());
        }
        return sum;
    }

    private static @Nullable Instant placed(OrderRecord order) {
        return order.processedAt() == null ? order.createdAt() : order.processedAt();
    }

    private static Instant at(Refund refund, Instant placed) {
        return refund.createdAt() == null ? placed : refund.createdAt();
    }

    private static Instant step(Instant at) {
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), STEP.toSeconds()) * STEP.toSeconds());
    }

    private static String currency(OrderRecord order) {
        return order.currency() == null ? "" : order.currency();
    }

    private static BigDecimal number(@Nullable MoneyBag amount) {
        return amount == null ? NONE : amount.shop().number();
    }
}
