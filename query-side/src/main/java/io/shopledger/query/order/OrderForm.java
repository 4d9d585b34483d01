package io.shopledger.query.order;

import io.shopledger.Money;
import io.shopledger.MoneyBag;
import io.shopledger.RecordFields;
import io.shopledger.order.Fulfillment;
import io.shopledger.order.OrderLine;
import io.shopledger.order.OrderRecord;
import io.shopledger.order.Refund;
import io.shopledger.order.ShippingLine;
import io.shopledger.order.TaxLine;
import io.shopledger.query.entity.Amounts;
import io.shopledger.query.entity.Fields;
import io.shopledger.query.entity.Form;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An order's fields as Shopify's webhook writes them. See
 * <a href="https://shopify.dev/docs/api/webhooks/latest?reference=toml#list-of-topics-orders/updated">orders/updated</a>.
 */
public final class OrderForm implements Form<OrderRecord> {
    public static final OrderForm FORM = new OrderForm();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Upper-case words of ours that Shopify's webhooks write in lower case. */
    private static final Set<String> WORDS = Set.of("financial_status", "fulfillment_status", "cancel_reason");

    /** Told only with both currencies. */
    private static final String SHIPPING = "total_shipping_price";

    private OrderForm() {}

    @Override
    public RecordFields<OrderRecord> fields() {
        return OrderRecord.FIELDS;
    }

    @Override
    public void put(ObjectNode out, String field, @Nullable Object value, Class<?> type) {
        if (type == MoneyBag.class) {
            money(out, field, (MoneyBag) value, !field.equals(SHIPPING));
        } else if (WORDS.contains(field)) {
            out.put(field, "UNFULFILLED".equals(value) ? null : Fields.lower(value));
        } else if (value instanceof List<?> items) {
            list(out, field, items);
        } else {
            Fields.put(out, field, value);
        }
    }

    /** The items of {@code line_items}, {@code shipping_lines}, {@code refunds} and {@code fulfillments}. */
    @Override
    public @Nullable Long idOf(Object item) {
        if (item instanceof OrderLine line) {
            return line.id();
        }
        if (item instanceof ShippingLine line) {
            return line.id();
        }
        if (item instanceof Refund refund) {
            return refund.id();
        }
        return item instanceof Fulfillment parcel ? parcel.id() : null;
    }

    @Override
    public ObjectNode item(Object item) {
        ObjectNode out = NODES.objectNode();
        if (item instanceof OrderLine line) {
            line(out, line);
        } else if (item instanceof ShippingLine line) {
            out.put("id", line.id());
            out.put("title", line.title());
            out.put("code", line.code());
            out.put("source", line.source());
            money(out, "price", line.price(), true);
            money(out, "discounted_price", line.discountedPrice(), true);
        } else if (item instanceof Refund refund) {
            refund(out, refund);
        } else if (item instanceof Fulfillment parcel) {
            fulfillment(out, parcel);
        } else if (item instanceof TaxLine tax) {
            out.put("title", tax.title());
            out.put("rate", tax.rate() == null ? null : new BigDecimal(tax.rate()));
            money(out, "price", tax.price(), true);
        } else {
            throw new IllegalStateException("No form is known for a " + item.getClass());
        }
        return out;
    }

    private void list(ObjectNode out, String field, List<?> items) {
        switch (field) {
            case "tags" -> out.put(field, Fields.joined(items));
            case "discount_codes" -> {
                ArrayNode codes = out.putArray(field);
                Fields.texts(items).forEach(code -> codes.addObject().put("code", code));
            }
            case "payment_gateway_names" -> Fields.put(out, field, items);
            default -> items(out, field, items, (node, item) -> node.add(item(item)));
        }
    }

    private void line(ObjectNode out, OrderLine line) {
        out.put("id", line.id());
        out.put("product_id", line.productId());
        out.put("variant_id", line.variantId());
        out.put("title", line.title());
        out.put("variant_title", line.variantTitle());
        out.put("sku", line.sku());
        out.put("vendor", line.vendor());
        out.put("quantity", line.quantity());
        out.put("current_quantity", line.currentQuantity());
        out.put("fulfillable_quantity", line.fulfillableQuantity());
        money(out, "price", line.price(), true);
        money(out, "total_discount", line.totalDiscount(), true);
        out.put("requires_shipping", line.requiresShipping());
        out.put("taxable", line.taxable());
        out.put("gift_card", line.giftCard());
        items(out, "tax_lines", line.taxLines(), (node, tax) -> node.add(item(tax)));
    }

    private static void refund(ObjectNode out, Refund refund) {
        out.put("id", refund.id());
        out.put("created_at", text(refund.createdAt()));
        items(out, "refund_line_items", refund.refundLineItems(), (node, line) -> {
            ObjectNode back = node.addObject();
            back.put("id", line.id());
            back.put("line_item_id", line.lineItemId());
            back.put("quantity", line.quantity());
            back.put("restock_type", Fields.lower(line.restockType()));
            money(back, "subtotal", line.subtotal(), true);
            // A number here, and text everywhere else: so the webhook has it.
            back.put(
                    "subtotal",
                    line.subtotal() == null ? null : line.subtotal().shop().number());
        });
        items(out, "transactions", refund.transactions(), (node, payment) -> {
            ObjectNode paid = node.addObject();
            Money amount = payment.amount();
            paid.put("id", payment.id());
            paid.put("kind", Fields.lower(payment.kind()));
            paid.put("status", Fields.lower(payment.status()));
            paid.put("gateway", payment.gateway());
            paid.put("amount", amount == null ? null : Amounts.text(amount.number(), amount.currency()));
            paid.put("currency", amount == null ? null : amount.currency());
        });
    }

    private static void fulfillment(ObjectNode out, Fulfillment parcel) {
        out.put("id", parcel.id());
        out.put("name", parcel.name());
        out.put("status", Fields.lower(parcel.status()));
        out.put("created_at", text(parcel.createdAt()));
        out.put("location_id", parcel.locationId());
        out.put("tracking_company", parcel.trackingCompany());
        out.put(
                "tracking_number",
                parcel.trackingNumbers().isEmpty()
                        ? null
                        : parcel.trackingNumbers().get(0));
        items(out, "tracking_numbers", parcel.trackingNumbers(), ArrayNode::add);
        items(
                out,
                "line_items",
                parcel.lineItems(),
                (node, line) -> node.addObject().put("id", line.id()).put("quantity", line.quantity()));
    }

    private static void money(ObjectNode out, String field, @Nullable MoneyBag bag, boolean alsoPlain) {
        if (alsoPlain) {
            out.put(
                    field,
                    bag == null
                            ? null
                            : Amounts.text(bag.shop().number(), bag.shop().currency()));
        }
        if (bag == null) {
            out.putNull(field + "_set");
            return;
        }
        ObjectNode both = out.putObject(field + "_set");
        amount(both.putObject("shop_money"), bag.shop());
        amount(both.putObject("presentment_money"), bag.seenByCustomer());
    }

    private static void amount(ObjectNode out, Money money) {
        out.put("amount", Amounts.text(money.number(), money.currency()));
        out.put("currency_code", money.currency());
    }

    private static <T> void items(ObjectNode out, String field, List<T> items, BiConsumer<ArrayNode, T> add) {
        ArrayNode all = out.putArray(field);
        items.forEach(item -> add.accept(all, item));
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
