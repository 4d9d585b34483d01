package io.shopledger.simulator.truth;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The buyer pays what is still owed. */
final class Pay implements Step {
    @Override
    public boolean possible(ObjectNode order) {
        return Step.isNull(order, "cancelled_at")
                && Step.isOneOf(order, "financial_status", "pending", "authorized", "partially_paid");
    }

    @Override
    public List<Topic> take(ObjectNode order, Moment at) {
        boolean refunded = Refund.anyPaidBack(order);
        Payments.pay(order, Sums.outstanding(order), at);
        order.put("financial_status", refunded ? "partially_refunded" : "paid");
        Sums.write(order, Sums.currentTotal(order));
        return refunded ? List.of() : List.of(Topic.ORDERS_PAID);
    }
}
