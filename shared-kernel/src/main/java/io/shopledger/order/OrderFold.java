package io.shopledger.order;

import io.shopledger.change.Change;
import io.shopledger.change.ChangedItems;
import io.shopledger.change.DetailChange;
import io.shopledger.change.ListChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What an order is after what happened to it: folding an order's events in their order gives its record. */
public final class OrderFold {
    private OrderFold() {}

    /**
     * @param before the record so far; absent before {@link OrderEvent.OrderPlaced}
     * @return the record after {@code event}
     */
    public static OrderRecord after(@Nullable OrderRecord before, OrderEvent event) {
        if (event instanceof OrderEvent.OrderPlaced placed) {
            return placed.record();
        }
        if (before == null) {
            throw new IllegalStateException(
                    event.orderId() + " begins with " + event.getClass().getSimpleName());
        }
        if (event instanceof OrderEvent.OrderRedacted) {
            return before.redacted();
        }
        return event instanceof OrderEvent.OrderLearned e
                ? before.learning(e.learned())
                : before.with(changes(before, event));
    }

    private static Map<String, @Nullable Object> changes(OrderRecord before, OrderEvent event) {
        Map<String, @Nullable Object> now = new HashMap<>();
        if (event instanceof OrderEvent.OrderPaid e) {
            now.put("financial_status", e.to());
        } else if (event instanceof OrderEvent.OrderPaymentStatusChanged e) {
            now.put("financial_status", e.to());
        } else if (event instanceof OrderEvent.OrderFulfilled e) {
            now.put("fulfillment_status", e.to());
        } else if (event instanceof OrderEvent.OrderFulfillmentStatusChanged e) {
            now.put("fulfillment_status", e.to());
        } else if (event instanceof OrderEvent.OrderFulfillmentsChanged e) {
            if (!e.fulfillments().isEmpty()) {
                List<Fulfillment> all = new ArrayList<>(before.fulfillments());
                e.fulfillments().forEach(c -> replace(all, c.from(), c.to(), Fulfillment::id));
                now.put("fulfillments", all);
            }
            changed(now, "parcel_details", before.parcelDetails(), e.parcelDetails(), ParcelDetails::id);
            changed(now, "parcel_services", before.parcelServices(), e.parcelServices(), ParcelService::id);
        } else if (event instanceof OrderEvent.OrderCancelled e) {
            if (e.cancelledAt() != null) {
                now.put("cancelled_at", e.cancelledAt().to());
            }
            if (e.cancelReason() != null) {
                now.put("cancel_reason", e.cancelReason().to());
            }
        } else if (event instanceof OrderEvent.OrderClosed e) {
            now.put("closed_at", e.to());
        } else if (event instanceof OrderEvent.OrderReopened) {
            now.put("closed_at", null);
        } else if (event instanceof OrderEvent.OrderRefunded e) {
            if (!e.refunds().isEmpty()) {
                List<Refund> all = new ArrayList<>(before.refunds());
                e.refunds().forEach(c -> replace(all, c.from(), c.to(), Refund::id));
                now.put("refunds", all);
            }
            changed(now, "refund_details", before.refundDetails(), e.refundDetails(), RefundDetails::id);
        } else if (event instanceof OrderEvent.OrderPaymentsChanged e) {
            changed(now, "transactions", before.transactions(), e.transactions(), Payment::id);
        } else if (event instanceof OrderEvent.OrderReturnsChanged e) {
            changed(now, "returns", before.returns(), e.returns(), OrderReturn::id);
        } else if (event instanceof OrderEvent.OrderEdited e) {
            edited(before, e, now);
        } else if (event instanceof OrderEvent.OrderDiscountsChanged e) {
            if (e.discountApplications() != null) {
                now.put("discount_applications", e.discountApplications().to());
            }
            if (e.discountCodeAmounts() != null) {
                now.put("discount_code_amounts", e.discountCodeAmounts().to());
            }
        } else if (event instanceof OrderEvent.OrderRiskAssessed e) {
            if (e.riskRecommendation() != null) {
                now.put("risk_recommendation", e.riskRecommendation().to());
            }
            if (e.riskAssessments() != null) {
                now.put("risk_assessments", e.riskAssessments().to());
            }
        } else if (event instanceof OrderEvent.OrderTotalsChanged e) {
            e.amounts().forEach(c -> now.put(c.field(), c.to()));
            if (e.taxLines() != null) {
                now.put("tax_lines", e.taxLines().to());
            }
        } else if (event instanceof OrderEvent.OrderTagsChanged e) {
            now.put("tags", e.to());
        } else if (event instanceof OrderEvent.OrderDetailsChanged e) {
            for (DetailChange c : e.details()) {
                now.put(c.field(), OrderRecord.FIELDS.parse(c.field(), c.to()));
            }
            for (ListChange c : e.lists()) {
                now.put(c.field(), c.to());
            }
        } else if (event instanceof OrderEvent.OrderPersonalDetailsChanged e) {
            now.put("personal", e.to());
        } else if (event instanceof OrderEvent.OrderBrowsingDetailsChanged e) {
            now.put("browsing", e.to());
        }
        return now; // OrderRemoved and OrderReturned say where the order is, not what it is
    }

    private static void edited(OrderRecord before, OrderEvent.OrderEdited e, Map<String, @Nullable Object> now) {
        if (!e.lineItems().isEmpty()) {
            List<OrderLine> all = new ArrayList<>(before.lineItems());
            e.lineItems().forEach(c -> replace(all, c.from(), c.to(), OrderLine::id));
            now.put("line_items", all);
        }
        if (!e.shippingLines().isEmpty()) {
            List<ShippingLine> all = new ArrayList<>(before.shippingLines());
            e.shippingLines().forEach(c -> replace(all, c.from(), c.to(), ShippingLine::id));
            now.put("shipping_lines", all);
        }
        changed(now, "line_details", before.lineDetails(), e.lineDetails(), LineDetails::id);
        changed(now, "line_handling", before.lineHandling(), e.lineHandling(), LineHandling::id);
        changed(now, "shipping_details", before.shippingDetails(), e.shippingDetails(), ShippingDetails::id);
    }

    /** What is beside a list may change without it, and the list without what is beside it. */
    private static <T> void changed(
            Map<String, @Nullable Object> now,
            String field,
            List<T> before,
            List<Change<T>> changes,
            Function<T, Long> id) {
        if (!changes.isEmpty()) {
            now.put(field, ChangedItems.after(before, changes, id));
        }
    }

    private static <T> void replace(List<T> all, @Nullable T from, @Nullable T to, Function<T, Long> id) {
        if (from != null) {
            all.removeIf(item -> id.apply(item).equals(id.apply(from)));
        }
        if (to != null) {
            all.add(to);
        }
    }
}
