package io.shopledger.command.order;

import io.shopledger.MoneyBag;
import io.shopledger.Origin;
import io.shopledger.Sealed;
import io.shopledger.change.DetailChange;
import io.shopledger.change.ListChange;
import io.shopledger.order.Fulfillment;
import io.shopledger.order.OrderCommand.ObserveOrder;
import io.shopledger.order.OrderEvent;
import io.shopledger.order.OrderEvent.AmountChange;
import io.shopledger.order.OrderEvent.FulfillmentChange;
import io.shopledger.order.OrderEvent.LineChange;
import io.shopledger.order.OrderEvent.RefundChange;
import io.shopledger.order.OrderEvent.ShippingLineChange;
import io.shopledger.order.OrderEvent.TaxLinesChange;
import io.shopledger.order.OrderEvent.TextChange;
import io.shopledger.order.OrderEvent.TimeChange;
import io.shopledger.order.OrderId;
import io.shopledger.order.OrderLine;
import io.shopledger.order.OrderRecord;
import io.shopledger.order.Refund;
import io.shopledger.order.ShippingLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What happened between two records of one order, in the merchant's words: a pure function. Only fields known to both are
 * compared; what only the new one knows is learnt; what it does not know stays as it was.
 */
final class OrderChanges {
    /** Fields with words of their own; every other field is told by {@link OrderEvent.OrderDetailsChanged}. */
    private static final Set<String> TOLD_APART = Set.of(
            "financial_status",
            "fulfillment_status",
            "fulfillments",
            "cancelled_at",
            "cancel_reason",
            "closed_at",
            "refunds",
            "line_items",
            "shipping_lines",
            "tax_lines",
            "tags",
            "personal",
            "browsing");

    private final OrderRecord from;
    private final OrderRecord to;
    private final OrderId id;
    private final Origin origin;
    private final Set<String> different = new TreeSet<>();
    private final List<OrderEvent> events = new ArrayList<>();

    private OrderChanges(OrderRecord from, ObserveOrder seen) {
        this.from = from;
        this.to = seen.record();
        this.id = seen.orderId();
        this.origin = seen.origin();
    }

    /** @return the events that lead from {@code known} to what was seen; none where nothing is different */
    static List<OrderEvent> between(OrderRecord known, ObserveOrder seen) {
        return new OrderChanges(known, seen).events();
    }

    private List<OrderEvent> events() {
        Set<String> learnt = new TreeSet<>();
        for (String field : OrderRecord.FIELDS.entityFields()) {
            if (to.knows(field)) {
                if (!from.knows(field)) {
                    learnt.add(field);
                } else if (!same(field)) {
                    different.add(field);
                }
            }
        }
        if (!learnt.isEmpty()) {
            events.add(new OrderEvent.OrderLearned(id, to.only(learnt), origin));
        }
        if (!different.isEmpty()) {
            edits();
            money();
            states();
            rest();
        }
        return events;
    }

    private boolean same(String field) {
        Object was = from.get(field);
        Object is = to.get(field);
        return was instanceof Sealed before && is instanceof Sealed after
                ? before.holdsTheSameAs(after)
                : Objects.equals(was, is);
    }

    private void edits() {
        List<LineChange> lines = changes("line_items", OrderRecord::lineItems, OrderLine::id, LineChange::new);
        List<ShippingLineChange> shipping =
                changes("shipping_lines", OrderRecord::shippingLines, ShippingLine::id, ShippingLineChange::new);
        if (!lines.isEmpty() || !shipping.isEmpty()) {
            events.add(new OrderEvent.OrderEdited(id, lines, shipping, origin));
        }
    }

    private void money() {
        List<AmountChange> amounts = different.stream()
                .filter(OrderChanges::isAmount)
                .map(field -> new AmountChange(field, (MoneyBag) from.get(field), (MoneyBag) to.get(field)))
                .toList();
        TaxLinesChange taxes =
                different.contains("tax_lines") ? new TaxLinesChange(from.taxLines(), to.taxLines()) : null;
        if (!amounts.isEmpty() || taxes != null) {
            events.add(new OrderEvent.OrderTotalsChanged(id, amounts, taxes, origin));
        }
    }

    private void states() {
        if (different.contains("financial_status")) {
            String now = to.financialStatus();
            events.add(
                    "PAID".equals(now)
                            ? new OrderEvent.OrderPaid(id, from.financialStatus(), now, origin)
                            : new OrderEvent.OrderPaymentStatusChanged(id, from.financialStatus(), now, origin));
        }
        List<RefundChange> refunds = changes("refunds", OrderRecord::refunds, Refund::id, RefundChange::new);
        if (!refunds.isEmpty()) {
            events.add(new OrderEvent.OrderRefunded(id, refunds, origin));
        }
        List<FulfillmentChange> parcels =
                changes("fulfillments", OrderRecord::fulfillments, Fulfillment::id, FulfillmentChange::new);
        if (!parcels.isEmpty()) {
            events.add(new OrderEvent.OrderFulfillmentsChanged(id, parcels, origin));
        }
        if (different.contains("fulfillment_status")) {
            String now = to.fulfillmentStatus();
            events.add(
                    "FULFILLED".equals(now)
                            ? new OrderEvent.OrderFulfilled(id, from.fulfillmentStatus(), now, origin)
                            : new OrderEvent.OrderFulfillmentStatusChanged(id, from.fulfillmentStatus(), now, origin));
        }
        if (different.contains("cancelled_at") || different.contains("cancel_reason")) {
            events.add(new OrderEvent.OrderCancelled(
                    id,
                    different.contains("cancelled_at") ? new TimeChange(from.cancelledAt(), to.cancelledAt()) : null,
                    different.contains("cancel_reason") ? new TextChange(from.cancelReason(), to.cancelReason()) : null,
                    origin));
        }
        if (different.contains("closed_at")) {
            Instant was = from.closedAt();
            Instant now = to.closedAt();
            events.add(
                    now == null
                            ? new OrderEvent.OrderReopened(id, Objects.requireNonNull(was), origin)
                            : new OrderEvent.OrderClosed(id, was, now, origin));
        }
    }

    private void rest() {
        if (different.contains("tags")) {
            events.add(new OrderEvent.OrderTagsChanged(id, from.tags(), to.tags(), origin));
        }
        if (different.contains("personal")) {
            Sealed was = from.personal();
            events.add(new OrderEvent.OrderPersonalDetailsChanged(id, was, to.personal(), origin));
        }
        if (different.contains("browsing")) {
            events.add(new OrderEvent.OrderBrowsingDetailsChanged(id, from.browsing(), to.browsing(), origin));
        }
        List<DetailChange> details = new ArrayList<>();
        List<ListChange> lists = new ArrayList<>();
        for (String field : different) {
            if (TOLD_APART.contains(field) || isAmount(field)) {
                continue;
            }
            if (OrderRecord.FIELDS.type(field) == List.class) {
                lists.add(new ListChange(field, texts(from.get(field)), texts(to.get(field))));
            } else {
                details.add(new DetailChange(field, text(from.get(field)), text(to.get(field))));
            }
        }
        if (!details.isEmpty() || !lists.isEmpty()) {
            events.add(new OrderEvent.OrderDetailsChanged(id, details, lists, origin));
        }
    }

    /** The items of a list by their ids: changed where they stand in both, new or gone where they stand in one. */
    private <T, C> List<C> changes(
            String field,
            Function<OrderRecord, List<T>> list,
            Function<T, Long> itsId,
            BiFunction<@Nullable T, @Nullable T, C> change) {
        if (!different.contains(field)) {
            return List.of();
        }
        Map<Long, T> now = list.apply(to).stream()
                .collect(Collectors.toMap(itsId, item -> item, (first, second) -> second, LinkedHashMap::new));
        List<C> changes = new ArrayList<>();
        for (T was : list.apply(from)) {
            T is = now.remove(itsId.apply(was));
            if (!was.equals(is)) {
                changes.add(change.apply(was, is));
            }
        }
        now.values().forEach(added -> changes.add(change.apply(null, added)));
        return changes;
    }

    private static boolean isAmount(String field) {
        return OrderRecord.FIELDS.type(field) == MoneyBag.class;
    }

    @SuppressWarnings("unchecked")
    private static List<String> texts(@Nullable Object list) {
        return (List<String>) Objects.requireNonNull(list);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
