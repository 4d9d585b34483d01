package io.shopledger.query.order;

import io.shopledger.Money;
import io.shopledger.MoneyBag;
import io.shopledger.query.entity.Amounts;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Money as an order's webhook writes it: as text in the shop's currency, and as a set in both. */
final class OrderMoney {
    private OrderMoney() {}

    static void put(ObjectNode out, String field, @Nullable MoneyBag bag) {
        plain(out, field, bag);
        set(out, field, bag);
    }

    static void plain(ObjectNode out, String field, @Nullable MoneyBag bag) {
        out.put(
                field,
                bag == null
                        ? null
                        : Amounts.text(bag.shop().number(), bag.shop().currency()));
    }

    static void set(ObjectNode out, String field, @Nullable MoneyBag bag) {
        if (bag == null) {
            out.putNull(field + "_set");
            return;
        }
        ObjectNode both = out.putObject(field + "_set");
        amount(both.putObject("shop_money"), bag.shop());
        amount(both.putObject("presentment_money"), bag.seenByCustomer());
    }

    static void amount(ObjectNode out, Money money) {
        out.put("amount", Amounts.text(money.number(), money.currency()));
        out.put("currency_code", money.currency());
    }
}
