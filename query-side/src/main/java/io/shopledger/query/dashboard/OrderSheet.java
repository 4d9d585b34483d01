package io.shopledger.query.dashboard;

import io.shopledger.MoneyBag;
import io.shopledger.order.OrderLine;
import io.shopledger.order.OrderRecord;
import io.shopledger.query.entity.Amounts;
import io.shopledger.query.order.OrderRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the page of one order shows of it as it is now: nothing personal.
 *
 * @param warning where the row is not the order as it is now
 */
record OrderSheet(String name, @Nullable String warning, List<Fact> facts, List<Item> items) {

    /** A field in words. */
    record Fact(String label, String value) {}

    /** One line of the order. */
    record Item(
            String title,
            @Nullable String variant,
            @Nullable String sku,
            String quantity,
            String price) {}

    static OrderSheet of(OrderRow row) {
        OrderRecord record = row.record();
        List<Fact> facts = new ArrayList<>();
        fact(
                facts,
                "Total",
                money(record.currentTotalPrice() == null ? record.totalPrice() : record.currentTotalPrice()));
        fact(facts, "Payment", word(record.financialStatus()));
        fact(facts, "Fulfillment", word(record.fulfillmentStatus()));
        fact(facts, "Placed", time(record.createdAt()));
        fact(facts, "Last change at Shopify", time(row.updatedAt()));
        fact(facts, "Cancelled", time(record.cancelledAt()));
        fact(facts, "Cancelled because", word(record.cancelReason()));
        fact(facts, "Closed", time(record.closedAt()));
        fact(facts, "Tags", record.tags().isEmpty() ? null : String.join(", ", record.tags()));
        fact(facts, "Source", record.sourceName());
        return new OrderSheet(
                row.name() == null ? Long.toString(row.id()) : row.name(),
                warning(row),
                facts,
                record.lineItems().stream().map(OrderSheet::item).toList());
    }

    private static @Nullable String warning(OrderRow row) {
        if (row.removedAt() != null) {
            return "Removed from Shopify at %s; this is how it was.".formatted(time(row.removedAt()));
        }
        return row.incomplete()
                ? "Incomplete: its events after number %d were discarded unused. The history has them."
                        .formatted(row.version())
                : null;
    }

    private static Item item(OrderLine line) {
        Long quantity = line.currentQuantity() == null ? line.quantity() : line.currentQuantity();
        String price = money(line.price());
        return new Item(
                line.title() == null ? "line " + line.id() : line.title(),
                line.variantTitle(),
                line.sku(),
                String.valueOf(quantity),
                price == null ? "–" : price);
    }

    private static void fact(List<Fact> facts, String label, @Nullable String value) {
        if (value != null) {
            facts.add(new Fact(label, value));
        }
    }

    private static @Nullable String money(@Nullable MoneyBag bag) {
        return bag == null
                ? null
                : Amounts.text(bag.shop().number(), bag.shop().currency()) + " "
                        + bag.shop().currency();
    }

    private static @Nullable String word(@Nullable String status) {
        return status == null ? null : status.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static @Nullable String time(@Nullable Instant at) {
        return at == null ? null : Moment.text(at);
    }
}
