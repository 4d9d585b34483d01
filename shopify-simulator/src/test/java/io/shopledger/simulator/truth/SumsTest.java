package io.shopledger.simulator.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SumsTest {
    @Test
    void seededAndChangedOrders_addUp() {
        Truth truth = Ordinary.truth(800);
        for (int i = 0; i < 3_000; i++) {
            truth.change();
        }
        assertThat(truth.snapshot(Kind.ORDER)).hasSizeGreaterThan(900);
        for (Entity state : truth.snapshot(Kind.ORDER)) {
            addsUp(state.body().tree());
        }
    }

    @Test
    void ids_areUniqueAndLinesAscend() {
        Truth truth = Ordinary.truth(500);
        Set<Long> seen = new HashSet<>();
        for (Entity state : truth.snapshot(Kind.ORDER)) {
            JsonNode order = state.body().tree();
            assertThat(seen.add(state.id())).isTrue();
            long before = state.id();
            for (JsonNode line : order.get("line_items")) {
                assertThat(line.get("id").asLong()).isGreaterThan(before);
                before = line.get("id").asLong();
                assertThat(seen.add(before)).isTrue();
            }
            order.get("fulfillments")
                    .forEach(parcel ->
                            assertThat(seen.add(parcel.get("id").asLong())).isTrue());
            order.get("refunds")
                    .forEach(refund ->
                            assertThat(seen.add(refund.get("id").asLong())).isTrue());
        }
    }

    private static void addsUp(JsonNode order) {
        Currencies currencies = Currencies.of(order);
        Amount lines = Amount.ZERO;
        Amount discounts = Amount.ZERO;
        Amount tax = Amount.ZERO;
        for (JsonNode line : order.get("line_items")) {
            lines = lines.plus(currencies
                    .read(line.get("price_set"))
                    .times(line.get("quantity").asLong()));
            for (JsonNode allocation : line.get("discount_allocations")) {
                discounts = discounts.plus(currencies.read(allocation.get("amount_set")));
            }
            tax = tax.plus(taxes(currencies, line));
            assertThat(line.get("current_quantity").asLong())
                    .isBetween(0L, line.get("quantity").asLong());
            assertThat(line.get("fulfillable_quantity").asLong())
                    .isBetween(0L, line.get("current_quantity").asLong());
        }
        Amount shipping = Amount.ZERO;
        for (JsonNode line : order.get("shipping_lines")) {
            shipping = shipping.plus(currencies.read(line.get("price_set")));
            tax = tax.plus(taxes(currencies, line));
        }
        boolean included = order.get("taxes_included").asBoolean();
        Amount subtotal = lines.minus(discounts);
        is(order, "total_line_items_price", lines);
        is(order, "total_discounts", discounts);
        is(order, "subtotal_price", subtotal);
        is(order, "total_tax", tax);
        assertThat(taxes(currencies, order)).isEqualTo(tax);
        Amount total = subtotal.plus(shipping);
        is(order, "total_price", included ? total : total.plus(tax));
        Amount current = currencies
                .read(order.get("current_subtotal_price_set"))
                .plus(currencies.read(order.get("current_shipping_price_set")));
        Amount currentTax = currencies.read(order.get("current_total_tax_set"));
        is(order, "current_total_price", included ? current : current.plus(currentTax));
        paymentFits(order);
    }

    private static void paymentFits(JsonNode order) {
        long outstanding = Sums.outstanding(order);
        String status = order.get("financial_status").asString();
        switch (status) {
            case "paid", "partially_refunded" -> assertThat(outstanding).isZero();
            case "refunded", "voided" -> assertThat(Sums.currentTotal(order)).isZero();
            case "partially_paid" -> assertThat(outstanding).isPositive().isLessThan(Sums.currentTotal(order));
            default -> assertThat(outstanding).isEqualTo(Sums.currentTotal(order));
        }
    }

    private static Amount taxes(Currencies currencies, JsonNode of) {
        Amount tax = Amount.ZERO;
        for (JsonNode line : of.get("tax_lines")) {
            tax = tax.plus(currencies.read(line.get("price_set")));
        }
        return tax;
    }

    private static void is(JsonNode order, String key, Amount expected) {
        Currencies currencies = Currencies.of(order);
        assertThat(currencies.read(order.get(key + "_set")))
                .as("%s of %s", key, order)
                .isEqualTo(expected);
        assertThat(order.get(key).asString()).isEqualTo(currencies.text(expected));
    }
}
