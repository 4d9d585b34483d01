package io.shopledger.command.order;

import io.shopledger.MoneyBag;
import io.shopledger.Origin;
import io.shopledger.Sealed;
import io.shopledger.command.difference.Details;
import io.shopledger.command.difference.Difference;
import io.shopledger.order.Fulfillment;
import io.shopledger.order.LineDetails;
import io.shopledger.order.LineHandling;
import io.shopledger.order.OrderEvent;
import io.shopledger.order.OrderEvent.AmountChange;
import io.shopledger.order.OrderEvent.CodeAmountsChange;
import io.shopledger.order.OrderEvent.DiscountsChange;
import io.shopledger.order.OrderEvent.FulfillmentChange;
import io.shopledger.order.OrderEvent.LineChange;
import io.shopledger.order.OrderEvent.RefundChange;
import io.shopledger.order.OrderEvent.RiskChange;
import io.shopledger.order.OrderEvent.ShippingLineChange;
import io.shopledger.order.OrderEvent.TaxLinesChange;
import io.shopledger.order.OrderEvent.TextChange;
import io.shopledger.order.OrderEvent.TimeChange;
import io.shopledger.order.OrderId;
import io.shopledger.order.OrderLine;
import io.shopledger.order.OrderRecord;
import io.shopledger.order.OrderReturn;
import io.shopledger.order.ParcelDetails;
import io.shopledger.order.ParcelService;
import io.shopledger.order.Payment;
import io.shopledger.order.Refund;
import io.shopledger.order.RefundDetails;
import io.shopledger.order.ShippingDetails;
import io.shopledger.order.ShippingLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What happened between two records of one order, in the merchant's words: a pure function. */
final class OrderChanges {
    private final OrderRecord from;
    private final OrderRecord to;
    private final OrderId id;
    private final Origin origin;
    private final Difference<OrderRecord> difference;
    private final List<OrderEvent> events = new ArrayList<>();

    private OrderChanges(OrderRecord from, OrderRecord to, OrderId id, Origin origin) {
        this.from = from;
        this.to = to;
        this.id = id;
        this.origin = origin;
        this.difference = Difference.between(from, to);
    }

    /** @return the events that lead from {@code known} to what was seen; none where nothing is different */
    static List<OrderEvent> between(OrderRecord known, OrderRecord seen, OrderId id, Origin origin) {
        return new OrderChanges(known, seen, id, origin).events();
    }

    private List<OrderEvent> events() {
        difference.learned().ifPresent(learned -> events.add(new OrderEvent.OrderLearned(id, learned, origin)));
        if (difference.isForgotten()) {
            events.add(new OrderEvent.OrderRedacted(id, origin));
        }
        edits();
        money();
        states();
        rest();
        return events;
    }

    private void edits() {
        List<LineChange> lines = changes("line_items", OrderRecord::lineItems, OrderLine::id, LineChange::new);
        List<ShippingLineChange> shipping =
                changes("shipping_lines", OrderRecord::shippingLines, ShippingLine::id, ShippingLineChange::new);
        var details = difference.takeItems("line_details", OrderRecord::lineDetails, LineDetails::id);
        var handling = difference.takeItems("line_handling", OrderRecord::lineHandling, LineHandling::id);
        var sent = difference.takeItems("shipping_details", OrderRecord::shippingDetails, ShippingDetails::id);
        if (Stream.of(lines, shipping, details, handling, sent).anyMatch(changes -> !changes.isEmpty())) {
            events.add(new OrderEvent.OrderEdited(id, lines, shipping, details, handling, sent, origin));
        }
        DiscountsChange discounts = difference.take("discount_applications")
                ? new DiscountsChange(from.discountApplications(), to.discountApplications())
                : null;
        CodeAmountsChange codes = difference.take("discount_code_amounts")
                ? new CodeAmountsChange(from.discountCodeAmounts(), to.discountCodeAmounts())
                : null;
        if (discounts != null || codes != null) {
            events.add(new OrderEvent.OrderDiscountsChanged(id, discounts, codes, origin));
        }
    }

    private void money() {
        List<AmountChange> amounts = difference.takeAll(OrderChanges::isAmount).stream()
                .map(field -> new AmountChange(field, (MoneyBag) from.get(field), (MoneyBag) to.get(field)))
                .toList();
        TaxLinesChange taxes = difference.take("tax_lines") ? new TaxLinesChange(from.taxLines(), to.taxLines()) : null;
        if (!amounts.isEmpty() || taxes != null) {
            events.add(new OrderEvent.OrderTotalsChanged(id, amounts, taxes, origin));
        }
    }

    private void states() {
        if (difference.take("financial_status")) {
            String now = to.financialStatus();
            events.add(
                    "PAID".equals(now)
                            ? new OrderEvent.OrderPaid(id, from.financialStatus(), now, origin)
                            : new OrderEvent.OrderPaymentStatusChanged(id, from.financialStatus(), now, origin));
        }
        var payments = difference.takeItems("transactions", OrderRecord::transactions, Payment::id);
        if (!payments.isEmpty()) {
            events.add(new OrderEvent.OrderPaymentsChanged(id, payments, origin));
        }
        goods();
        if (difference.take("fulfillment_status")) {
            String now = to.fulfillmentStatus();
            events.add(
                    "FULFILLED".equals(now)
                            ? new OrderEvent.OrderFulfilled(id, from.fulfillmentStatus(), now, origin)
                            : new OrderEvent.OrderFulfillmentStatusChanged(id, from.fulfillmentStatus(), now, origin));
        }
        TimeChange cancelled =
                difference.take("cancelled_at") ? new TimeChange(from.cancelledAt(), to.cancelledAt()) : null;
        TextChange reason =
                difference.take("cancel_reason") ? new TextChange(from.cancelReason(), to.cancelReason()) : null;
        if (cancelled != null || reason != null) {
            events.add(new OrderEvent.OrderCancelled(id, cancelled, reason, origin));
        }
        if (difference.take("closed_at")) {
            Instant was = from.closedAt();
            Instant now = to.closedAt();
            events.add(
                    now == null
                            ? new OrderEvent.OrderReopened(id, Objects.requireNonNull(was), origin)
                            : new OrderEvent.OrderClosed(id, was, now, origin));
        }
    }

    /** What came back and what left. */
    private void goods() {
        var returns = difference.takeItems("returns", OrderRecord::returns, OrderReturn::id);
        if (!returns.isEmpty()) {
            events.add(new OrderEvent.OrderReturnsChanged(id, returns, origin));
        }
        List<RefundChange> refunds = changes("refunds", OrderRecord::refunds, Refund::id, RefundChange::new);
        var refundDetails = difference.takeItems("refund_details", OrderRecord::refundDetails, RefundDetails::id);
        if (!refunds.isEmpty() || !refundDetails.isEmpty()) {
            events.add(new OrderEvent.OrderRefunded(id, refunds, refundDetails, origin));
        }
        List<FulfillmentChange> parcels =
                changes("fulfillments", OrderRecord::fulfillments, Fulfillment::id, FulfillmentChange::new);
        var details = difference.takeItems("parcel_details", OrderRecord::parcelDetails, ParcelDetails::id);
        var services = difference.takeItems("parcel_services", OrderRecord::parcelServices, ParcelService::id);
        if (Stream.of(parcels, details, services).anyMatch(changes -> !changes.isEmpty())) {
            events.add(new OrderEvent.OrderFulfillmentsChanged(id, parcels, details, services, origin));
        }
    }

    private void rest() {
        TextChange advice = difference.take("risk_recommendation")
                ? new TextChange(from.riskRecommendation(), to.riskRecommendation())
                : null;
        RiskChange risks = difference.take("risk_assessments")
                ? new RiskChange(from.riskAssessments(), to.riskAssessments())
                : null;
        if (advice != null || risks != null) {
            events.add(new OrderEvent.OrderRiskAssessed(id, advice, risks, origin));
        }
        if (difference.take("tags")) {
            events.add(new OrderEvent.OrderTagsChanged(id, from.tags(), to.tags(), origin));
        }
        if (difference.take("personal")) {
            Sealed was = from.personal();
            events.add(new OrderEvent.OrderPersonalDetailsChanged(id, was, to.personal(), origin));
        }
        if (difference.take("browsing")) {
            events.add(new OrderEvent.OrderBrowsingDetailsChanged(id, from.browsing(), to.browsing(), origin));
        }
        Details rest = difference.rest();
        if (!rest.isEmpty()) {
            events.add(new OrderEvent.OrderDetailsChanged(id, rest.details(), rest.lists(), origin));
        }
    }

    private <T, C> List<C> changes(
            String field,
            Function<OrderRecord, List<T>> list,
            Function<T, Long> itsId,
            BiFunction<@Nullable T, @Nullable T, C> change) {
        return difference.takeItems(field, list, itsId).stream()
                .map(one -> change.apply(one.from(), one.to()))
                .toList();
    }

    private static boolean isAmount(String field) {
        return OrderRecord.FIELDS.type(field) == MoneyBag.class;
    }
}
