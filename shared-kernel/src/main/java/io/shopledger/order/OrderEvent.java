package io.shopledger.order;

import io.shopledger.MoneyBag;
import io.shopledger.Origin;
import io.shopledger.Sealed;
import io.shopledger.change.Change;
import io.shopledger.change.DetailChange;
import io.shopledger.change.ListChange;
import io.shopledger.observation.ObservedEvent;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an order. Stored under the names of {@code StoredNames} ({@code order.OrderPlaced}), which never
 * change. Each event holds what changed and nothing else, from → to; in one decision every change is told by one event.
 */
public sealed interface OrderEvent extends ObservedEvent {

    OrderId orderId();

    @Override
    Origin origin();

    @Override
    default String stream() {
        return orderId().toString();
    }

    /** First sight of the order, whole, whether by webhook or by sync. */
    @Revision("1")
    record OrderPlaced(OrderId orderId, OrderRecord record, Origin origin) implements OrderEvent {}

    /** The order is paid in full: its payment state became {@code PAID}. */
    @Revision("1")
    record OrderPaid(OrderId orderId, @Nullable String from, String to, Origin origin) implements OrderEvent {}

    /** The payment state became another one than {@code PAID}: authorized, partially refunded, voided … */
    @Revision("1")
    record OrderPaymentStatusChanged(
            OrderId orderId,
            @Nullable String from,
            @Nullable String to,
            Origin origin) implements OrderEvent {}

    /** Everything is on its way: the fulfillment state became {@code FULFILLED}. */
    @Revision("1")
    record OrderFulfilled(OrderId orderId, @Nullable String from, String to, Origin origin) implements OrderEvent {}

    /** The fulfillment state became another one than {@code FULFILLED}: partial, restocked, unfulfilled again … */
    @Revision("1")
    record OrderFulfillmentStatusChanged(
            OrderId orderId,
            @Nullable String from,
            @Nullable String to,
            Origin origin) implements OrderEvent {}

    /** Parcels were made, changed or withdrawn, or moved on. */
    @Revision("1")
    record OrderFulfillmentsChanged(
            OrderId orderId,
            List<FulfillmentChange> fulfillments,
            List<Change<ParcelDetails>> parcelDetails,
            List<Change<ParcelService>> parcelServices,
            Origin origin)
            implements OrderEvent {
        public OrderFulfillmentsChanged {
            fulfillments = fulfillments == null ? List.of() : List.copyOf(fulfillments);
            parcelDetails = parcelDetails == null ? List.of() : List.copyOf(parcelDetails);
            parcelServices = parcelServices == null ? List.of() : List.copyOf(parcelServices);
        }
    }

    /** The order was cancelled, or its cancellation is told otherwise than before. */
    @Revision("1")
    record OrderCancelled(
            OrderId orderId,
            @Nullable TimeChange cancelledAt,
            @Nullable TextChange cancelReason,
            Origin origin) implements OrderEvent {}

    /** The order was archived. */
    @Revision("1")
    record OrderClosed(OrderId orderId, @Nullable Instant from, Instant to, Origin origin) implements OrderEvent {}

    /** The order was taken out of the archive. */
    @Revision("1")
    record OrderReopened(OrderId orderId, Instant from, Origin origin) implements OrderEvent {}

    /** Something was given back. */
    @Revision("1")
    record OrderRefunded(
            OrderId orderId, List<RefundChange> refunds, List<Change<RefundDetails>> refundDetails, Origin origin)
            implements OrderEvent {
        public OrderRefunded {
            refunds = refunds == null ? List.of() : List.copyOf(refunds);
            refundDetails = refundDetails == null ? List.of() : List.copyOf(refundDetails);
        }
    }

    /** A payment was made, tried, captured, voided or paid back. */
    @Revision("1")
    record OrderPaymentsChanged(OrderId orderId, List<Change<Payment>> transactions, Origin origin)
            implements OrderEvent {
        public OrderPaymentsChanged {
            transactions = transactions == null ? List.of() : List.copyOf(transactions);
        }
    }

    /** Goods are to come back, or a return went on. */
    @Revision("1")
    record OrderReturnsChanged(OrderId orderId, List<Change<OrderReturn>> returns, Origin origin)
            implements OrderEvent {
        public OrderReturnsChanged {
            returns = returns == null ? List.of() : List.copyOf(returns);
        }
    }

    /** Its lines or its shipping were edited. */
    @Revision("1")
    record OrderEdited(
            OrderId orderId,
            List<LineChange> lineItems,
            List<ShippingLineChange> shippingLines,
            List<Change<LineDetails>> lineDetails,
            List<Change<LineHandling>> lineHandling,
            List<Change<ShippingDetails>> shippingDetails,
            Origin origin)
            implements OrderEvent {
        public OrderEdited {
            lineItems = lineItems == null ? List.of() : List.copyOf(lineItems);
            shippingLines = shippingLines == null ? List.of() : List.copyOf(shippingLines);
            lineDetails = lineDetails == null ? List.of() : List.copyOf(lineDetails);
            lineHandling = lineHandling == null ? List.of() : List.copyOf(lineHandling);
            shippingDetails = shippingDetails == null ? List.of() : List.copyOf(shippingDetails);
        }
    }

    /** Other discounts were granted, or what a code came to changed. */
    @Revision("1")
    record OrderDiscountsChanged(
            OrderId orderId,
            @Nullable DiscountsChange discountApplications,
            @Nullable CodeAmountsChange discountCodeAmounts,
            Origin origin)
            implements OrderEvent {}

    /** It is found more or less risky than before. */
    @Revision("1")
    record OrderRiskAssessed(
            OrderId orderId,
            @Nullable TextChange riskRecommendation,
            @Nullable RiskChange riskAssessments,
            Origin origin)
            implements OrderEvent {}

    /** Its sums changed. */
    @Revision("1")
    record OrderTotalsChanged(
            OrderId orderId,
            List<AmountChange> amounts,
            @Nullable TaxLinesChange taxLines,
            Origin origin) implements OrderEvent {
        public OrderTotalsChanged {
            amounts = amounts == null ? List.of() : List.copyOf(amounts);
        }
    }

    @Revision("1")
    record OrderTagsChanged(OrderId orderId, List<String> from, List<String> to, Origin origin) implements OrderEvent {
        public OrderTagsChanged {
            from = from == null ? List.of() : List.copyOf(from);
            to = to == null ? List.of() : List.copyOf(to);
        }
    }

    /** Any other field that is one value, or a list of texts. */
    @Revision("1")
    record OrderDetailsChanged(OrderId orderId, List<DetailChange> details, List<ListChange> lists, Origin origin)
            implements OrderEvent {
        public OrderDetailsChanged {
            details = details == null ? List.of() : List.copyOf(details);
            lists = lists == null ? List.of() : List.copyOf(lists);
        }
    }

    /** Who it is for, where it goes, or a note on it: all sealed. */
    @Revision("1")
    record OrderPersonalDetailsChanged(
            OrderId orderId,
            @Nullable Sealed from,
            @Nullable Sealed to,
            Origin origin) implements OrderEvent {}

    /** By which browser and from which site it came: all sealed. */
    @Revision("1")
    record OrderBrowsingDetailsChanged(
            OrderId orderId,
            @Nullable Sealed from,
            @Nullable Sealed to,
            Origin origin) implements OrderEvent {}

    /** We were told of fields that we did not know before. The order itself did not change. */
    @Revision("1")
    record OrderLearned(OrderId orderId, OrderRecord learned, Origin origin) implements OrderEvent {}

    /** The order is gone from Shopify. @param evidence how that was learnt, such as {@code orders/delete} */
    @Revision("1")
    record OrderRemoved(OrderId orderId, String evidence, Origin origin) implements OrderEvent {}

    /** An order that was gone is there again, as a read that was sent after its removal found. */
    @Revision("1")
    record OrderReturned(OrderId orderId, Origin origin) implements OrderEvent {}

    /** Its buyer asked to be forgotten: the key of what is personal is destroyed, and nobody can read it any more. */
    @Revision("1")
    record OrderRedacted(OrderId orderId, Origin origin) implements OrderEvent {}

    record TimeChange(@Nullable Instant from, @Nullable Instant to) {}

    record TextChange(@Nullable String from, @Nullable String to) {}

    record AmountChange(
            String field, @Nullable MoneyBag from, @Nullable MoneyBag to) {}

    record TaxLinesChange(List<TaxLine> from, List<TaxLine> to) {
        public TaxLinesChange {
            from = from == null ? List.of() : List.copyOf(from);
            to = to == null ? List.of() : List.copyOf(to);
        }
    }

    /** Without {@code from} it is new, without {@code to} it is gone. */
    record LineChange(@Nullable OrderLine from, @Nullable OrderLine to) {}

    /** Without {@code from} it is new, without {@code to} it is gone. */
    record ShippingLineChange(
            @Nullable ShippingLine from, @Nullable ShippingLine to) {}

    /** Without {@code from} it is new, without {@code to} it is gone. */
    record RefundChange(@Nullable Refund from, @Nullable Refund to) {}

    /** Without {@code from} it is new, without {@code to} it is gone. */
    record FulfillmentChange(
            @Nullable Fulfillment from, @Nullable Fulfillment to) {}

    record DiscountsChange(List<DiscountApplication> from, List<DiscountApplication> to) {
        public DiscountsChange {
            from = from == null ? List.of() : List.copyOf(from);
            to = to == null ? List.of() : List.copyOf(to);
        }
    }

    record CodeAmountsChange(List<DiscountCodeAmount> from, List<DiscountCodeAmount> to) {
        public CodeAmountsChange {
            from = from == null ? List.of() : List.copyOf(from);
            to = to == null ? List.of() : List.copyOf(to);
        }
    }

    record RiskChange(List<RiskAssessment> from, List<RiskAssessment> to) {
        public RiskChange {
            from = from == null ? List.of() : List.copyOf(from);
            to = to == null ? List.of() : List.copyOf(to);
        }
    }
}
