package io.shopledger.query.order;

import io.shopledger.Money;
import io.shopledger.order.Fulfillment;
import io.shopledger.order.OrderLine;
import io.shopledger.order.Refund;
import io.shopledger.order.ShippingLine;
import io.shopledger.order.TaxLine;
import io.shopledger.query.entity.Amounts;
import io.shopledger.query.entity.Fields;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An order's lines, shipping, refunds and parcels as its webhook writes them. */
final class OrderItems {
    private OrderItems() {}

    /** @return whether the item is one of these */
    static boolean write(ObjectNode out, Object item) {
        if (item instanceof OrderLine line) {
            line(out, line);
        } else if (item instanceof ShippingLine line) {
            out.put("id", line.id());
            out.put("title", line.title());
            out.put("code", line.code());
            out.put("source", line.source());
            OrderMoney.put(out, "price", line.price());
            OrderMoney.put(out, "discounted_price", line.discountedPrice());
        } else if (item instanceof Refund refund) {
            refund(out, refund);
        } else if (item instanceof Fulfillment parcel) {
            fulfillment(out, parcel);
        } else if (item instanceof TaxLine tax) {
            out.setAll(tax(tax));
        } else {
            return false;
        }
        return true;
    }

    static ObjectNode tax(TaxLine tax) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("title", tax.title());
        out.put("rate", tax.rate() == null ? null : new BigDecimal(tax.rate()));
        OrderMoney.put(out, "price", tax.price());
        return out;
    }

    private static void line(ObjectNode out, OrderLine line) {
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
        OrderMoney.put(out, "price", line.price());
        OrderMoney.put(out, "total_discount", line.totalDiscount());
        out.put("requires_shipping", line.requiresShipping());
        out.put("taxable", line.taxable());
        out.put("gift_card", line.giftCard());
        items(out, "tax_lines", line.taxLines(), (node, tax) -> node.add(tax(tax)));
    }

    private static void refund(ObjectNode out, Refund refund) {
        out.put("id", refund.id());
        out.put("created_at", text(refund.createdAt()));
        out.put("restock", refund.refundLineItems().stream().anyMatch(OrderItems::restocked));
        items(out, "refund_line_items", refund.refundLineItems(), (node, line) -> {
            ObjectNode back = node.addObject();
            back.put("id", line.id());
            back.put("line_item_id", line.lineItemId());
            back.put("quantity", line.quantity());
            back.put("restock_type", Fields.lower(line.restockType()));
            OrderMoney.set(back, "subtotal", line.subtotal());
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
        items(
                out,
                "line_items",
                parcel.lineItems(),
                (node, line) -> node.addObject().put("id", line.id()).put("quantity", line.quantity()));
    }

    /** Shopify tells it of the whole refund as well, and GraphQL of its lines only. */
    private static boolean restocked(Refund.RefundLine line) {
        return line.restockType() != null && !line.restockType().equals("NO_RESTOCK");
    }

    static <T> void items(ObjectNode out, String field, List<T> items, BiConsumer<ArrayNode, T> add) {
        ArrayNode all = out.putArray(field);
        items.forEach(item -> add.accept(all, item));
    }

    static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
