package io.shopledger.shopify.order;

import io.shopledger.MoneyBag;
import io.shopledger.order.Refund;
import io.shopledger.order.Refund.RefundLine;
import io.shopledger.order.Refund.RefundTransaction;
import io.shopledger.order.RefundDetails;
import io.shopledger.order.RefundDetails.Adjustment;
import io.shopledger.order.RefundDetails.PaidBack;
import io.shopledger.order.RefundDetails.RefundedDuty;
import io.shopledger.order.RefundDetails.RefundedLine;
import io.shopledger.order.RefundDetails.RefundedShipping;
import io.shopledger.shopify.json.Connection;
import io.shopledger.shopify.json.JsonObject;
import java.util.List;
import java.util.Objects;

/** What was given back, from the nodes of GraphQL. */
final class RefundNodes {
    private static final List<String> PLAIN = List.of("refundLineItems", "transactions");
    private static final List<String> DETAILED =
            List.of("refundLineItems", "transactions", "refundShippingLines", "orderAdjustments");

    private RefundNodes() {}

    static boolean whole(JsonObject order) {
        return whole(order, PLAIN);
    }

    static boolean wholeDetails(JsonObject order) {
        return whole(order, DETAILED);
    }

    private static boolean whole(JsonObject order, List<String> lists) {
        return order.has("refunds")
                && order
                        .each(
                                "refunds",
                                refund -> lists.stream()
                                        .allMatch(list ->
                                                Connection.of(refund, list).whole()))
                        .stream()
                        .allMatch(whole -> whole);
    }

    static Refund refund(JsonObject refund) {
        List<RefundLine> lines = Connection.of(refund, "refundLineItems")
                .map(line -> new RefundLine(
                        line.gid("id"),
                        Objects.requireNonNullElse(line.gidOf("lineItem"), 0L),
                        OrderLists.count(line.number("quantity")),
                        line.word("restockType"),
                        NodeMoney.bag(line, "subtotalSet")));
        List<RefundTransaction> payments = Connection.of(refund, "transactions").map(RefundNodes::payment);
        return new Refund(refund.gid("id"), refund.time("createdAt"), lines, payments);
    }

    /** The webhook tells what was paid in the currency of the payment. */
    private static RefundTransaction payment(JsonObject payment) {
        MoneyBag amount = NodeMoney.bag(payment, "amountSet");
        return new RefundTransaction(
                payment.gid("id"),
                payment.word("kind"),
                payment.word("status"),
                payment.text("gateway"),
                amount == null ? null : amount.seenByCustomer());
    }

    static RefundDetails details(JsonObject refund) {
        return new RefundDetails(
                refund.gid("id"),
                refund.time("processedAt"),
                Connection.of(refund, "refundLineItems")
                        .map(line -> new RefundedLine(
                                line.gid("id"), line.gidOf("location"), NodeMoney.bag(line, "totalTaxSet"))),
                Connection.of(refund, "refundShippingLines")
                        .map(line -> new RefundedShipping(
                                line.gid("id"),
                                line.gidOf("shippingLine"),
                                NodeMoney.bag(line, "subtotalAmountSet"),
                                NodeMoney.bag(line, "taxAmountSet"))),
                refund.each(
                        "duties",
                        duty -> new RefundedDuty(
                                Objects.requireNonNullElse(duty.gidOf("originalDuty"), 0L),
                                NodeMoney.bag(duty, "amountSet"))),
                Connection.of(refund, "orderAdjustments")
                        .map(one -> new Adjustment(
                                one.gid("id"),
                                one.word("reason"),
                                NodeMoney.bag(one, "amountSet"),
                                NodeMoney.bag(one, "taxAmountSet"))),
                Connection.of(refund, "transactions")
                        .map(payment -> new PaidBack(
                                payment.gid("id"),
                                payment.time("createdAt"),
                                payment.time("processedAt"),
                                payment.gidOf("parentTransaction"),
                                payment.text("paymentId"),
                                payment.flag("test"),
                                payment.word("errorCode"))));
    }
}
