package io.shopledger.shopify.order;

import io.shopledger.order.Refund;
import io.shopledger.order.Refund.RefundLine;
import io.shopledger.order.Refund.RefundTransaction;
import io.shopledger.order.RefundDetails;
import io.shopledger.order.RefundDetails.Adjustment;
import io.shopledger.order.RefundDetails.PaidBack;
import io.shopledger.order.RefundDetails.RefundedDuty;
import io.shopledger.order.RefundDetails.RefundedLine;
import io.shopledger.order.RefundDetails.RefundedShipping;
import io.shopledger.shopify.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was given back, as a webhook tells it.
 *
 * @param currency the shop's
 * @param presentment what the customer paid in, and is given back
 */
record RefundsFromWebhook(
        @Nullable String currency, @Nullable String presentment) {

    Refund refund(JsonObject refund) {
        List<RefundLine> lines = refund.each("refund_line_items", line -> {
            Long quantity = line.number("quantity");
            return new RefundLine(
                    line.id("id"),
                    line.id("line_item_id"),
                    quantity == null ? 0 : quantity,
                    line.word("restock_type"),
                    line.bag("subtotal", currency));
        });
        List<RefundTransaction> transactions = refund.each("transactions", payment -> {
            String paidIn = payment.word("currency");
            return new RefundTransaction(
                    payment.id("id"),
                    payment.word("kind"),
                    payment.word("status"),
                    payment.text("gateway"),
                    payment.money("amount", paidIn == null ? presentment : paidIn));
        });
        return new Refund(refund.id("id"), refund.time("created_at"), lines, transactions);
    }

    RefundDetails details(JsonObject refund) {
        return new RefundDetails(
                refund.id("id"),
                refund.time("processed_at"),
                refund.each(
                        "refund_line_items",
                        line -> new RefundedLine(
                                line.id("id"), line.number("location_id"), line.bag("total_tax", currency))),
                refund.each("refund_shipping_lines", this::shipping),
                refund.each("duties", duty -> new RefundedDuty(duty.id("duty_id"), duty.bag("amount", currency))),
                refund.each("order_adjustments", this::adjustment),
                refund.each("transactions", RefundsFromWebhook::paidBack));
    }

    private RefundedShipping shipping(JsonObject line) {
        JsonObject whole = line.object("shipping_line");
        return new RefundedShipping(
                line.id("id"),
                whole == null ? null : whole.number("id"),
                line.bag("subtotal_amount", currency),
                line.bag("tax_amount", currency));
    }

    /** The reason is text for people, {@code Refund discrepancy}, where GraphQL has a word. */
    private Adjustment adjustment(JsonObject adjustment) {
        String reason = adjustment.word("reason");
        return new Adjustment(
                adjustment.id("id"),
                reason == null ? null : reason.replace(' ', '_'),
                adjustment.bag("amount", currency),
                adjustment.bag("tax_amount", currency));
    }

    private static PaidBack paidBack(JsonObject payment) {
        return new PaidBack(
                payment.id("id"),
                payment.time("created_at"),
                payment.time("processed_at"),
                payment.number("parent_id"),
                payment.text("payment_id"),
                payment.flag("test"),
                payment.word("error_code"));
    }
}
