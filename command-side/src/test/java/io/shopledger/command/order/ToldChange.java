package io.shopledger.command.order;

import io.shopledger.order.Fulfillment;
import io.shopledger.order.LineDetails;
import io.shopledger.order.LineHandling;
import io.shopledger.order.OrderEvent;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One change as an event tells it.
 *
 * @param field Shopify's name of the order's field
 * @param item id of the list's item that changed; absent where the field changed as a whole
 */
public record ToldChange(
        String field,
        @Nullable Long item,
        @Nullable Object from,
        @Nullable Object to) {

    /** @return all that the event tells of changes; nothing for events that tell of none */
    public static List<ToldChange> of(OrderEvent event) {
        List<ToldChange> told = new ArrayList<>();
        if (event instanceof OrderEvent.OrderPaid e) {
            told.add(whole("financial_status", e.from(), e.to()));
        } else if (event instanceof OrderEvent.OrderPaymentStatusChanged e) {
            told.add(whole("financial_status", e.from(), e.to()));
        } else if (event instanceof OrderEvent.OrderFulfilled e) {
            told.add(whole("fulfillment_status", e.from(), e.to()));
        } else if (event instanceof OrderEvent.OrderFulfillmentStatusChanged e) {
            told.add(whole("fulfillment_status", e.from(), e.to()));
        } else if (event instanceof OrderEvent.OrderFulfillmentsChanged e) {
            e.fulfillments().forEach(c -> told.add(item("fulfillments", c.from(), c.to(), Fulfillment::id)));
            e.parcelDetails().forEach(c -> told.add(item("parcel_details", c.from(), c.to(), ParcelDetails::id)));
            e.parcelServices().forEach(c -> told.add(item("parcel_services", c.from(), c.to(), ParcelService::id)));
        } else if (event instanceof OrderEvent.OrderCancelled e) {
            if (e.cancelledAt() != null) {
                told.add(whole(
                        "cancelled_at", e.cancelledAt().from(), e.cancelledAt().to()));
            }
            if (e.cancelReason() != null) {
                told.add(whole(
                        "cancel_reason",
                        e.cancelReason().from(),
                        e.cancelReason().to()));
            }
        } else if (event instanceof OrderEvent.OrderClosed e) {
            told.add(whole("closed_at", e.from(), e.to()));
        } else if (event instanceof OrderEvent.OrderReopened e) {
            told.add(whole("closed_at", e.from(), null));
        } else if (event instanceof OrderEvent.OrderRefunded e) {
            e.refunds().forEach(c -> told.add(item("refunds", c.from(), c.to(), Refund::id)));
            e.refundDetails().forEach(c -> told.add(item("refund_details", c.from(), c.to(), RefundDetails::id)));
        } else if (event instanceof OrderEvent.OrderPaymentsChanged e) {
            e.transactions().forEach(c -> told.add(item("transactions", c.from(), c.to(), Payment::id)));
        } else if (event instanceof OrderEvent.OrderReturnsChanged e) {
            e.returns().forEach(c -> told.add(item("returns", c.from(), c.to(), OrderReturn::id)));
        } else if (event instanceof OrderEvent.OrderEdited e) {
            e.lineItems().forEach(c -> told.add(item("line_items", c.from(), c.to(), OrderLine::id)));
            e.shippingLines().forEach(c -> told.add(item("shipping_lines", c.from(), c.to(), ShippingLine::id)));
            e.lineDetails().forEach(c -> told.add(item("line_details", c.from(), c.to(), LineDetails::id)));
            e.lineHandling().forEach(c -> told.add(item("line_handling", c.from(), c.to(), LineHandling::id)));
            e.shippingDetails().forEach(c -> told.add(item("shipping_details", c.from(), c.to(), ShippingDetails::id)));
        } else if (event instanceof OrderEvent.OrderDiscountsChanged e) {
            if (e.discountApplications() != null) {
                told.add(whole(
                        "discount_applications",
                        e.discountApplications().from(),
                        e.discountApplications().to()));
            }
            if (e.discountCodeAmounts() != null) {
                told.add(whole(
                        "discount_code_amounts",
                        e.discountCodeAmounts().from(),
                        e.discountCodeAmounts().to()));
            }
        } else if (event instanceof OrderEvent.OrderRiskAssessed e) {
            if (e.riskRecommendation() != null) {
                told.add(whole(
                        "risk_recommendation",
                        e.riskRecommendation().from(),
                        e.riskRecommendation().to()));
            }
            if (e.riskAssessments() != null) {
                told.add(whole(
                        "risk_assessments",
                        e.riskAssessments().from(),
                        e.riskAssessments().to()));
            }
        } else if (event instanceof OrderEvent.OrderTotalsChanged e) {
            e.amounts().forEach(c -> told.add(whole(c.field(), c.from(), c.to())));
            if (e.taxLines() != null) {
                told.add(whole("tax_lines", e.taxLines().from(), e.taxLines().to()));
            }
        } else if (event instanceof OrderEvent.OrderTagsChanged e) {
            told.add(whole("tags", e.from(), e.to()));
        } else if (event instanceof OrderEvent.OrderDetailsChanged e) {
            e.details().forEach(c -> told.add(whole(c.field(), c.from(), c.to())));
            e.lists().forEach(c -> told.add(whole(c.field(), c.from(), c.to())));
        } else if (event instanceof OrderEvent.OrderPersonalDetailsChanged e) {
            told.add(whole("personal", e.from(), e.to()));
        } else if (event instanceof OrderEvent.OrderBrowsingDetailsChanged e) {
            told.add(whole("browsing", e.from(), e.to()));
        }
        return told;
    }

    /** @return what the record holds in this change's place, in the form in which events tell it */
    public @Nullable Object in(OrderRecord record) {
        Object value = record.get(field);
        if (item != null) {
            return ((List<?>) Objects.requireNonNull(value))
                    .stream().filter(one -> item.equals(idOf(one))).findAny().orElse(null);
        }
        Class<?> type = OrderRecord.FIELDS.type(field);
        boolean told = type == Long.class
                || type == Boolean.class
                || field.equals("created_at")
                || field.equals("processed_at");
        return told && value != null ? value.toString() : value;
    }

    private static Object idOf(Object item) {
        try {
            return item.getClass().getMethod("id").invoke(item);
        } catch (ReflectiveOperationException noId) {
            throw new IllegalStateException(noId);
        }
    }

    private static ToldChange whole(String field, @Nullable Object from, @Nullable Object to) {
        return new ToldChange(field, null, from, to);
    }

    private static <T> ToldChange item(String field, @Nullable T from, @Nullable T to, Function<T, Long> id) {
        return new ToldChange(field, id.apply(from != null ? from : Objects.requireNonNull(to)), from, to);
    }
}
