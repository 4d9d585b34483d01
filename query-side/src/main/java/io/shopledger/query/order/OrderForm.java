package io.shopledger.query.order;

import io.shopledger.MoneyBag;
import io.shopledger.RecordFields;
import io.shopledger.order.DiscountCodeAmount;
import io.shopledger.order.OrderRecord;
import io.shopledger.query.entity.Fields;
import io.shopledger.query.entity.Form;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
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
    private static final Set<String> WORDS =
            Set.of("financial_status", "fulfillment_status", "cancel_reason", "risk_recommendation");

    /** Told only with both currencies. */
    private static final Set<String> ONLY_AS_A_SET = Set.of(
            "total_shipping_price",
            "current_shipping_price",
            "total_cash_rounding_payment_adjustment",
            "total_cash_rounding_refund_adjustment",
            "current_total_duties",
            "original_total_duties",
            "current_total_additional_fees",
            "original_total_additional_fees");

    /** Told only in the shop's currency. */
    private static final Set<String> ONLY_PLAIN = Set.of("total_tip_received", "total_outstanding");

    private OrderForm() {}

    @Override
    public RecordFields<OrderRecord> fields() {
        return OrderRecord.FIELDS;
    }

    @Override
    public void put(ObjectNode out, String field, @Nullable Object value, Class<?> type) {
        if (type == MoneyBag.class) {
            money(out, field, (MoneyBag) value);
        } else if (WORDS.contains(field)) {
            out.put(field, "UNFULFILLED".equals(value) ? null : Fields.lower(value));
        } else if (value instanceof List<?> items) {
            list(out, field, items);
        } else {
            Fields.put(out, field, value);
        }
    }

    /** The items of lists whose items are told one by one. */
    @Override
    public @Nullable Long idOf(Object item) {
        JsonNode id = item instanceof Record ? item(item).get("id") : null;
        return id == null ? null : id.asLong();
    }

    @Override
    public ObjectNode item(Object item) {
        if (item instanceof DiscountCodeAmount code) {
            return codeAmount(code);
        }
        ObjectNode out = NODES.objectNode();
        if (!OrderItems.write(out, item) && !OrderDetails.write(out, item)) {
            throw new IllegalStateException("No form is known for a " + item.getClass());
        }
        return out;
    }

    private void list(ObjectNode out, String field, List<?> items) {
        if (MergedDetails.isBesideAList(field)) {
            List<ObjectNode> details = items.stream().map(this::item).toList();
            if (!MergedDetails.into(out, field, details)) {
                out.putArray(field).addAll(details);
            }
            return;
        }
        switch (field) {
            case "tags" -> out.put(field, Fields.joined(items));
            case "discount_codes" ->
                OrderItems.items(
                        out,
                        field,
                        Fields.texts(items),
                        (codes, code) -> codes.addObject().put("code", code));
            case "discount_code_amounts" -> codeAmounts(out, field, items);
            case MergedDetails.CHANNEL_LIABLE -> {
                ArrayNode titles = NODES.arrayNode();
                Fields.texts(items).forEach(titles::add);
                if (!MergedDetails.liable(out, titles)) {
                    out.set(field, titles);
                }
            }
            case "payment_gateway_names" -> Fields.put(out, field, items);
            default -> OrderItems.items(out, field, items, (node, item) -> node.add(item(item)));
        }
    }

    /** Each beside its code, where the codes are shown. */
    private static void codeAmounts(ObjectNode out, String field, List<?> items) {
        ArrayNode alone = NODES.arrayNode();
        items.forEach(code -> alone.add(codeAmount((DiscountCodeAmount) code)));
        out.set(out.has("discount_codes") ? "discount_codes" : field, alone);
    }

    private static ObjectNode codeAmount(DiscountCodeAmount code) {
        ObjectNode shown = NODES.objectNode().put("code", code.code());
        Fields.put(shown, "amount", code.amount());
        return shown.put("type", Fields.lower(code.type()));
    }

    private static void money(ObjectNode out, String field, @Nullable MoneyBag bag) {
        if (!ONLY_AS_A_SET.contains(field)) {
            OrderMoney.plain(out, field, bag);
        }
        if (!ONLY_PLAIN.contains(field)) {
            OrderMoney.set(out, field, bag);
        }
    }
}
