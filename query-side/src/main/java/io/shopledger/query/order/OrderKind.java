package io.shopledger.query.order;

import io.shopledger.order.OrderEvent;
import io.shopledger.order.OrderFold;
import io.shopledger.order.OrderLine;
import io.shopledger.order.OrderRecord;
import io.shopledger.query.entity.Column;
import io.shopledger.query.entity.Items;
import io.shopledger.query.entity.ObservedKind;
import io.shopledger.query.entity.RowKey;
import io.shopledger.query.entity.Sums;
import io.shopledger.query.list.Words;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Orders as rows: {@code shopify_orders} and {@code shopify_order_lines}. */
public final class OrderKind implements ObservedKind<OrderRecord, OrderEvent> {
    public static final OrderKind ORDERS = new OrderKind();

    private static final List<Column<OrderRecord>> COLUMNS = List.of(
            new Column<>("name", OrderRecord::name),
            new Column<>("order_number", OrderRecord::orderNumber),
            new Column<>("created_at", OrderRecord::createdAt),
            new Column<>("processed_at", OrderRecord::processedAt),
            new Column<>("cancelled_at", OrderRecord::cancelledAt),
            new Column<>("closed_at", OrderRecord::closedAt),
            new Column<>("currency", OrderRecord::currency),
            new Column<>("financial_status", OrderRecord::financialStatus),
            new Column<>("fulfillment_status", OrderRecord::fulfillmentStatus),
            new Column<>("total_price", OrderRecord::totalPrice),
            new Column<>("current_total_price", OrderRecord::currentTotalPrice),
            new Column<>("customer_id", OrderRecord::customerId),
            new Column<>("tags", OrderRecord::tags),
            new Column<>("test", OrderRecord::test),
            new Column<>("source_name", OrderRecord::sourceName),
            new Column<>("line_count", order -> order.lineItems().size()),
            new Column<>("words", OrderKind::words));

    private static final Items<OrderRecord, OrderLine> LINES = new Items<>(
            "shopify_order_lines",
            List.of("store_id", "order_id"),
            OrderRecord::lineItems,
            List.of(
                    new Column<>("line_id", OrderLine::id),
                    new Column<>("product_id", OrderLine::productId),
                    new Column<>("variant_id", OrderLine::variantId),
                    new Column<>("title", OrderLine::title),
                    new Column<>("variant_title", OrderLine::variantTitle),
                    new Column<>("sku", OrderLine::sku),
                    new Column<>("vendor", OrderLine::vendor),
                    new Column<>("quantity", OrderLine::quantity),
                    new Column<>("current_quantity", OrderLine::currentQuantity),
                    new Column<>("fulfillable_quantity", OrderLine::fulfillableQuantity),
                    new Column<>("price", OrderLine::price),
                    new Column<>("total_discount", OrderLine::totalDiscount)));

    private OrderKind() {}

    private static List<String> words(OrderRecord order) {
        Words words = new Words()
                .text(order.name(), order.poNumber(), order.confirmationNumber())
                .texts(order.tags())
                .exact("tag", order.tags())
                .exact("name", order.name())
                .exact("currency", order.currency())
                .exact("source_name", order.sourceName())
                .exact("test", order.test());
        order.lineItems().forEach(line -> words.text(line.sku()));
        return words.list();
    }

    @Override
    public String table() {
        return "shopify_orders";
    }

    @Override
    public String streams() {
        return "order";
    }

    @Override
    public RowKey key() {
        return RowKey.OF_A_STORE;
    }

    @Override
    public Class<OrderRecord> record() {
        return OrderRecord.class;
    }

    @Override
    public Class<OrderEvent> events() {
        return OrderEvent.class;
    }

    @Override
    public @Nullable OrderRecord first(OrderEvent event) {
        return event instanceof OrderEvent.OrderPlaced placed ? placed.record() : null;
    }

    @Override
    public @Nullable OrderRecord learned(OrderEvent event) {
        return event instanceof OrderEvent.OrderLearned learned ? learned.learned() : null;
    }

    @Override
    public boolean removes(OrderEvent event) {
        return event instanceof OrderEvent.OrderRemoved;
    }

    @Override
    public boolean returns(OrderEvent event) {
        return event instanceof OrderEvent.OrderReturned;
    }

    @Override
    public boolean redacts(OrderEvent event) {
        return event instanceof OrderEvent.OrderRedacted;
    }

    @Override
    public OrderRecord after(@Nullable OrderRecord before, OrderEvent event) {
        return OrderFold.after(before, event);
    }

    @Override
    public List<Column<OrderRecord>> columns() {
        return COLUMNS;
    }

    @Override
    public List<Items<OrderRecord, ?>> items() {
        return List.of(LINES);
    }

    @Override
    public List<Sums<OrderRecord>> sums() {
        return List.of(OrderSales.SALES, OrderSales.PRODUCTS);
    }

    @Override
    public Optional<String> cachedAs() {
        return Optional.of("orders");
    }
}
