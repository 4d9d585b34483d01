package io.shopledger.query.order;

import io.shopledger.Money;
import io.shopledger.order.DiscountAllocation;
import io.shopledger.order.DiscountApplication;
import io.shopledger.order.Duty;
import io.shopledger.order.LineDetails;
import io.shopledger.order.LineHandling;
import io.shopledger.order.OrderReturn;
import io.shopledger.order.ParcelDetails;
import io.shopledger.order.ParcelService;
import io.shopledger.order.Payment;
import io.shopledger.order.RefundDetails;
import io.shopledger.order.RiskAssessment;
import io.shopledger.order.ShippingDetails;
import io.shopledger.query.entity.Amounts;
import io.shopledger.query.entity.Fields;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a record holds beside its lists, under the names that it has in the webhook's lists; and what only GraphQL tells. */
final class OrderDetails {
    private OrderDetails() {}

    /** @return whether the item is one of these */
    static boolean write(ObjectNode out, Object item) {
        if (item instanceof LineDetails line) {
            out.put("id", line.id());
            out.put("name", line.name());
            allocations(out, line.discountAllocations());
            OrderItems.items(out, "duties", line.duties(), (node, duty) -> duty(node.addObject(), duty));
            taxed(out, line.channelLiableTaxes());
        } else if (item instanceof LineHandling line) {
            out.put("id", line.id());
            out.put("grams", line.grams());
            out.put("fulfillment_service", line.fulfillmentService());
            out.put("variant_inventory_management", line.variantInventoryManagement());
        } else if (item instanceof ShippingDetails line) {
            out.put("id", line.id());
            out.put("carrier_identifier", line.carrierIdentifier());
            out.put("is_removed", line.isRemoved());
            OrderMoney.set(out, "current_discounted_price", line.currentDiscountedPrice());
            allocations(out, line.discountAllocations());
            OrderItems.items(out, "tax_lines", line.taxLines(), (node, tax) -> node.add(OrderItems.tax(tax)));
        } else if (item instanceof ParcelDetails parcel) {
            out.put("id", parcel.id());
            out.put("shipment_status", Fields.lower(parcel.shipmentStatus()));
        } else if (item instanceof ParcelService parcel) {
            out.put("id", parcel.id());
            out.put("service", parcel.service());
        } else if (item instanceof RefundDetails refund) {
            refund(out, refund);
        } else {
            return ofGraphQl(out, item);
        }
        return true;
    }

    private static boolean ofGraphQl(ObjectNode out, Object item) {
        if (item instanceof Payment payment) {
            payment(out, payment);
        } else if (item instanceof OrderReturn back) {
            out.put("id", back.id());
            out.put("name", back.name());
            out.put("status", Fields.lower(back.status()));
            out.put("created_at", OrderItems.text(back.createdAt()));
            out.put("closed_at", OrderItems.text(back.closedAt()));
            OrderItems.items(
                    out,
                    "return_line_items",
                    back.returnLineItems(),
                    (node, line) -> node.addObject()
                            .put("id", line.id())
                            .put("line_item_id", line.lineItemId())
                            .put("quantity", line.quantity())
                            .put("refunded_quantity", line.refundedQuantity()));
        } else if (item instanceof RiskAssessment risk) {
            out.put("provider_id", risk.providerId());
            out.put("risk_level", Fields.lower(risk.riskLevel()));
        } else if (item instanceof DiscountApplication discount) {
            discount(out, discount);
        } else {
            return false;
        }
        return true;
    }

    /** Keys that a discount of this type does not have are left out, as Shopify does. */
    private static void discount(ObjectNode out, DiscountApplication discount) {
        out.put("type", Fields.lower(discount.type()));
        putWherePresent(out, "title", discount.title());
        putWherePresent(out, "description", discount.description());
        putWherePresent(out, "code", discount.code());
        out.put("value", discount.value());
        out.put("value_type", Fields.lower(discount.valueType()));
        out.put("allocation_method", Fields.lower(discount.allocationMethod()));
        out.put("target_selection", Fields.lower(discount.targetSelection()));
        out.put("target_type", Fields.lower(discount.targetType()));
    }

    private static void putWherePresent(ObjectNode out, String field, @Nullable String text) {
        if (text != null) {
            out.put(field, text);
        }
    }

    private static void allocations(ObjectNode out, List<DiscountAllocation> allocations) {
        OrderItems.items(out, "discount_allocations", allocations, (node, part) -> {
            ObjectNode allocation = node.addObject();
            OrderMoney.put(allocation, "amount", part.amount());
            allocation.put("discount_application_index", part.application());
        });
    }

    private static void duty(ObjectNode out, Duty duty) {
        out.put("id", duty.id());
        out.put("harmonized_system_code", duty.harmonizedSystemCode());
        out.put("country_code_of_origin", duty.countryCodeOfOrigin());
        if (duty.price() != null) {
            OrderMoney.amount(out.putObject("shop_money"), duty.price().shop());
            OrderMoney.amount(out.putObject("presentment_money"), duty.price().seenByCustomer());
        }
        OrderItems.items(out, "tax_lines", duty.taxLines(), (node, tax) -> node.add(OrderItems.tax(tax)));
    }

    /** Until it is merged into the line it tells the titles. */
    private static void taxed(ObjectNode out, List<String> titles) {
        OrderItems.items(out, MergedDetails.CHANNEL_LIABLE, titles, ArrayNode::add);
    }

    private static void refund(ObjectNode out, RefundDetails refund) {
        out.put("id", refund.id());
        out.put("processed_at", OrderItems.text(refund.processedAt()));
        OrderItems.items(out, "refund_line_items", refund.refundLineItems(), (node, line) -> {
            ObjectNode back = node.addObject().put("id", line.id()).put("location_id", line.locationId());
            OrderMoney.set(back, "total_tax", line.totalTax());
            // A number here, and text everywhere else: so the webhook has it.
            back.put(
                    "total_tax",
                    line.totalTax() == null ? null : line.totalTax().shop().number());
        });
        OrderItems.items(out, "refund_shipping_lines", refund.refundShippingLines(), (node, line) -> {
            ObjectNode back = node.addObject().put("id", line.id());
            back.putObject("shipping_line").put("id", line.shippingLineId());
            OrderMoney.set(back, "subtotal_amount", line.subtotalAmount());
            OrderMoney.set(back, "tax_amount", line.taxAmount());
        });
        OrderItems.items(
                out,
                "duties",
                refund.duties(),
                (node, duty) ->
                        OrderMoney.set(node.addObject().put("duty_id", duty.dutyId()), "amount", duty.amount()));
        OrderItems.items(out, "order_adjustments", refund.orderAdjustments(), (node, one) -> {
            ObjectNode adjustment = node.addObject().put("id", one.id());
            adjustment.put("reason", forPeople(one.reason()));
            OrderMoney.put(adjustment, "amount", one.amount());
            OrderMoney.put(adjustment, "tax_amount", one.taxAmount());
        });
        OrderItems.items(
                out,
                "transactions",
                refund.transactions(),
                (node, paid) -> node.addObject()
                        .put("id", paid.id())
                        .put("created_at", OrderItems.text(paid.createdAt()))
                        .put("processed_at", OrderItems.text(paid.processedAt()))
                        .put("parent_id", paid.parentId())
                        .put("payment_id", paid.paymentId())
                        .put("test", paid.test())
                        .put("error_code", Fields.lower(paid.errorCode())));
    }

    /** As in a webhook's refunds, where the amount is in the currency of the payment. */
    private static void payment(ObjectNode out, Payment payment) {
        Money paid = payment.amount() == null ? null : payment.amount().seenByCustomer();
        out.put("id", payment.id());
        out.put("kind", Fields.lower(payment.kind()));
        out.put("status", Fields.lower(payment.status()));
        out.put("gateway", payment.gateway());
        out.put("amount", paid == null ? null : Amounts.text(paid.number(), paid.currency()));
        out.put("currency", paid == null ? null : paid.currency());
        OrderMoney.set(out, "amount", payment.amount());
        out.put("created_at", OrderItems.text(payment.createdAt()));
        out.put("processed_at", OrderItems.text(payment.processedAt()));
        out.put("parent_id", payment.parentId());
        out.put("payment_id", payment.paymentId());
        out.put("test", payment.test());
        out.put("error_code", Fields.lower(payment.errorCode()));
    }

    /** {@code Refund discrepancy}: so the webhook has it. */
    private static @Nullable String forPeople(@Nullable String word) {
        return word == null || word.isEmpty()
                ? word
                : word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
