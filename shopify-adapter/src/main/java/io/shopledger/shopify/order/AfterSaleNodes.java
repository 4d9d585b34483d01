package io.shopledger.shopify.order;

import io.shopledger.order.OrderReturn;
import io.shopledger.order.OrderReturn.ReturnedLine;
import io.shopledger.order.Payment;
import io.shopledger.order.RiskAssessment;
import io.shopledger.shopify.json.Connection;
import io.shopledger.shopify.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What GraphQL alone tells of an order: its payments, its returns, its risk. */
final class AfterSaleNodes {
    private AfterSaleNodes() {}

    static Payment payment(JsonObject payment) {
        return new Payment(
                payment.gid("id"),
                payment.word("kind"),
                payment.word("status"),
                payment.text("gateway"),
                NodeMoney.bag(payment, "amountSet"),
                payment.time("createdAt"),
                payment.time("processedAt"),
                payment.gidOf("parentTransaction"),
                payment.text("paymentId"),
                payment.flag("test"),
                payment.word("errorCode"));
    }

    static boolean wholeReturns(Connection returns) {
        return returns.whole()
                && returns.nodes().stream()
                        .allMatch(one -> Connection.of(one, "returnLineItems").whole());
    }

    static OrderReturn orderReturn(JsonObject node) {
        return new OrderReturn(
                node.gid("id"),
                node.text("name"),
                node.word("status"),
                node.time("createdAt"),
                node.time("closedAt"),
                Connection.of(node, "returnLineItems").map(AfterSaleNodes::line));
    }

    private static ReturnedLine line(JsonObject line) {
        JsonObject sent = line.object("fulfillmentLineItem");
        return new ReturnedLine(
                line.gid("id"),
                sent == null ? null : sent.gidOf("lineItem"),
                OrderLists.count(line.number("quantity")),
                line.number("refundedQuantity"));
    }

    static List<RiskAssessment> assessments(@Nullable JsonObject risk) {
        return risk == null
                ? List.of()
                : risk.each("assessments", one -> new RiskAssessment(one.gidOf("provider"), one.word("riskLevel")));
    }
}
