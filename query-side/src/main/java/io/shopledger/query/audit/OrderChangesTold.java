package io.shopledger.query.audit;

import io.shopledger.Sealed;
import io.shopledger.order.Fulfillment;
import io.shopledger.order.OrderEvent;
import io.shopledger.order.OrderLine;
import io.shopledger.order.OrderRecord;
import io.shopledger.order.Refund;
import io.shopledger.order.ShippingLine;
import java.util.Collection;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/** Tells an order's event as changes of fields, from the event alone. Personal fields stay sealed. */
final class OrderChangesTold {
    /** As much of a fingerprint as tells two contents apart by eye. */
    private static final int SHOWN = 8;

    private OrderChangesTold() {}

    /** @return whether the event tells of changes; what was only learned is no change */
    static List<Changes.Change> changes(OrderEvent event) {
        Changes told = new Changes();
        if (event instanceof OrderEvent.OrderPlaced e) {
            known(told, e.record());
        } else if (event instanceof OrderEvent.OrderPaid e) {
            told.field("financial_status", e.from(), e.to());
        } else if (event instanceof OrderEvent.OrderPaymentStatusChanged e) {
            told.field("financial_status", e.from(), e.to());
        } else if (event instanceof OrderEvent.OrderFulfilled e) {
            told.field("fulfillment_status", e.from(), e.to());
        } else if (event instanceof OrderEvent.OrderFulfillmentStatusChanged e) {
            told.field("fulfillment_status", e.from(), e.to());
        } else if (event instanceof OrderEvent.OrderFulfillmentsChanged e) {
            e.fulfillments().forEach(c -> item(told, "fulfillments", c.from(), c.to(), Fulfillment::id));
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
            e.refunds().forEach(c -> item(told, "refunds", c.from(), c.to(), Refund::id));
        } else if (event instanceof OrderEvent.OrderEdited e) {
            e.lineItems().forEach(c -> item(told, "line_items", c.from(), c.to(), OrderLine::id));
            e.shippingLines().forEach(c -> item(told, "shipping_lines", c.from(), c.to(), ShippingLine::id));
        } else if (event instanceof OrderEvent.OrderTotalsChanged e) {
            e.amounts().forEach(c -> told.field(c.field(), c.from(), c.to()));
            if (e.taxLines() != null) {
                told.field("tax_lines", e.taxLines().from(), e.taxLines().to());
            }
        } else if (event instanceof OrderEvent.OrderTagsChanged e) {
            told.field("tags", e.from(), e.to());
        } else if (event instanceof OrderEvent.OrderDetailsChanged e) {
            e.details()
                    .forEach(c -> told.field(
                            c.field(),
                            OrderRecord.FIELDS.parse(c.field(), c.from()),
                            OrderRecord.FIELDS.parse(c.field(), c.to())));
            e.lists().forEach(c -> told.field(c.field(), c.from(), c.to()));
        } else if (event instanceof OrderEvent.OrderPersonalDetailsChanged e) {
            told.value("personal", sealed(e.from()), sealed(e.to()));
        } else if (event instanceof OrderEvent.OrderBrowsingDetailsChanged e) {
            told.value("browsing", sealed(e.from()), sealed(e.to()));
        } else if (event instanceof OrderEvent.OrderRemoved) {
            told.value("removed", BooleanNode.FALSE, BooleanNode.TRUE);
        } else if (event instanceof OrderEvent.OrderReturned) {
            told.value("removed", BooleanNode.TRUE, BooleanNode.FALSE);
        } else if (!(event instanceof OrderEvent.OrderLearned)) {
            throw new IllegalStateException("Not told yet: " + event.getClass());
        }
        return told.all();
    }

    /** @return what became known without having changed */
    static List<HistoryPage.Learned> learned(OrderEvent event) {
        if (!(event instanceof OrderEvent.OrderLearned e)) {
            return List.of();
        }
        Changes told = new Changes();
        known(told, e.learned());
        return told.all().stream()
                .map(change -> new HistoryPage.Learned(change.field(), change.to()))
                .toList();
    }

    private static void known(Changes told, OrderRecord record) {
        for (String field : OrderRecord.FIELDS.entityFields()) {
            Object value = record.knows(field) ? record.get(field) : null;
            if (value == null || (value instanceof Collection<?> items && items.isEmpty())) {
                continue;
            }
            switch (field) {
                case "line_items" -> record.lineItems().forEach(item -> told.item(field, item.id(), null, item));
                case "shipping_lines" ->
                    record.shippingLines().forEach(item -> told.item(field, item.id(), null, item));
                case "refunds" -> record.refunds().forEach(item -> told.item(field, item.id(), null, item));
                case "fulfillments" -> record.fulfillments().forEach(item -> told.item(field, item.id(), null, item));
                case "personal", "browsing" -> told.value(field, NullNode.getInstance(), sealed((Sealed) value));
                default -> told.field(field, null, value);
            }
        }
    }

    private static <T> void item(Changes told, String field, @Nullable T from, @Nullable T to, ToLongFunction<T> id) {
        T either = to == null ? from : to;
        if (either != null) {
            told.item(field, id.applyAsLong(either), from, to);
        }
    }

    private static JsonNode sealed(@Nullable Sealed sealed) {
        if (sealed == null) {
            return NullNode.getInstance();
        }
        String fingerprint = sealed.fingerprint();
        return StringNode.valueOf("[sealed:" + fingerprint.substring(0, Math.min(SHOWN, fingerprint.length())) + "]");
    }
}
