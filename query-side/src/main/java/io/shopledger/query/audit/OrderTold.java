package io.shopledger.query.audit;

import io.shopledger.order.OrderEvent;

/** Tells what is an order's own to happen. */
final class OrderTold {
    private OrderTold() {}

    static boolean tell(OrderEvent event, Changes told) {
        if (event instanceof OrderEvent.OrderPaid e) {
            told.field("financial_status", e.from(), e.to());
        } else if (event instanceof OrderEvent.OrderPaymentStatusChanged e) {
            told.field("financial_status", e.from(), e.to());
        } else if (event instanceof OrderEvent.OrderFulfilled e) {
            told.field("fulfillment_status", e.from(), e.to());
        } else if (event instanceof OrderEvent.OrderFulfillmentStatusChanged e) {
            told.field("fulfillment_status", e.from(), e.to());
        } else if (event instanceof OrderEvent.OrderFulfillmentsChanged e) {
            e.fulfillments().forEach(c -> told.item("fulfillments", c.from(), c.to()));
            e.parcelDetails().forEach(c -> told.item("parcel_details", c.from(), c.to()));
            e.parcelServices().forEach(c -> told.item("parcel_services", c.from(), c.to()));
        } else if (event instanceof OrderEvent.OrderCancelled e) {
            if (e.cancelledAt() != null) {
                told.field(
                        "cancelled_at", e.cancelledAt().from(), e.cancelledAt().to());
            }
            if (e.cancelReason() != null) {
                told.field(
                        "cancel_reason",
                        e.cancelReason().from(),
                        e.cancelReason().to());
            }
        } else if (event instanceof OrderEvent.OrderClosed e) {
            told.field("closed_at", e.from(), e.to());
        } else if (event instanceof OrderEvent.OrderReopened e) {
            told.field("closed_at", e.from(), null);
        } else if (event instanceof OrderEvent.OrderRefunded e) {
            e.refunds().forEach(c -> told.item("refunds", c.from(), c.to()));
            e.refundDetails().forEach(c -> told.item("refund_details", c.from(), c.to()));
        } else if (event instanceof OrderEvent.OrderPaymentsChanged e) {
            e.transactions().forEach(c -> told.item("transactions", c.from(), c.to()));
        } else if (event instanceof OrderEvent.OrderReturnsChanged e) {
            e.returns().forEach(c -> told.item("returns", c.from(), c.to()));
        } else if (event instanceof OrderEvent.OrderEdited e) {
            e.lineItems().forEach(c -> told.item("line_items", c.from(), c.to()));
            e.shippingLines().forEach(c -> told.item("shipping_lines", c.from(), c.to()));
            e.lineDetails().forEach(c -> told.item("line_details", c.from(), c.to()));
            e.lineHandling().forEach(c -> told.item("line_handling", c.from(), c.to()));
            e.shippingDetails().forEach(c -> told.item("shipping_details", c.from(), c.to()));
        } else if (event instanceof OrderEvent.OrderDiscountsChanged e) {
            discounts(e, told);
        } else if (event instanceof OrderEvent.OrderRiskAssessed e) {
            risk(e, told);
        } else if (event instanceof OrderEvent.OrderTotalsChanged e) {
            e.amounts().forEach(c -> told.field(c.field(), c.from(), c.to()));
            if (e.taxLines() != null) {
                told.field("tax_lines", e.taxLines().from(), e.taxLines().to());
            }
        } else if (event instanceof OrderEvent.OrderTagsChanged e) {
            told.field("tags", e.from(), e.to());
        } else if (event instanceof OrderEvent.OrderDetailsChanged e) {
            told.details(e.details(), e.lists());
        } else if (event instanceof OrderEvent.OrderPersonalDetailsChanged e) {
            told.sealed("personal", e.from(), e.to());
        } else if (event instanceof OrderEvent.OrderBrowsingDetailsChanged e) {
            told.sealed("browsing", e.from(), e.to());
        } else {
            return false;
        }
        return true;
    }

    private static void discounts(OrderEvent.OrderDiscountsChanged e, Changes told) {
        if (e.discountApplications() != null) {
            told.field(
                    "discount_applications",
                    e.discountApplications().from(),
                    e.discountApplications().to());
        }
        if (e.discountCodeAmounts() != null) {
            told.field(
                    "discount_code_amounts",
                    e.discountCodeAmounts().from(),
                    e.discountCodeAmounts().to());
        }
    }

    private static void risk(OrderEvent.OrderRiskAssessed e, Changes told) {
        if (e.riskRecommendation() != null) {
            told.field(
                    "risk_recommendation",
                    e.riskRecommendation().from(),
                    e.riskRecommendation().to());
        }
        if (e.riskAssessments() != null) {
            told.field(
                    "risk_assessments",
                    e.riskAssessments().from(),
                    e.riskAssessments().to());
        }
    }
}
