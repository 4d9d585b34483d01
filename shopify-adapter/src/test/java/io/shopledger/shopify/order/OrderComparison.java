package io.shopledger.shopify.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.shopledger.Money;
import io.shopledger.MoneyBag;
import io.shopledger.order.Fulfillment;
import io.shopledger.order.OrderLine;
import io.shopledger.order.OrderRecord;
import io.shopledger.order.Refund;
import io.shopledger.order.ShippingLine;
import io.shopledger.order.TaxLine;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Holds a record against the JSON it came from, field by field, knowing nothing of how it was mapped. */
public final class OrderComparison {
    private final String what;
    private final JsonNode order;

    public OrderComparison(String what, JsonNode order) {
        this.what = what;
        this.order = order;
    }

    public void with(OrderRecord record) {
        for (String field : OrderRecord.FIELDS.entityFields()) {
            if (field.equals("personal")) {
                assertThat(record.personal()).isNull();
                assertThat(record.knows(field)).isFalse();
                continue;
            }
            if (OF_GRAPHQL.contains(field)) {
                assertThat(record.knows(field)).as("%s knows %s", what, field).isFalse();
                continue;
            }
            boolean told = (order.has(key(field)) || order.has(key(field) + "_set")) && DETAILS.told(field, order);
            assertThat(record.knows(field)).as("%s knows %s", what, field).isEqualTo(told);
            if (told) {
                compare(field, record);
            } else {
                assertThat(record.get(field)).as("%s: %s", what, field).isIn(null, List.of());
            }
        }
    }

    private static final Set<String> OF_GRAPHQL =
            Set.of("transactions", "returns", "risk_recommendation", "risk_assessments", "channel", "channel_name");

    private static final DetailComparison DETAILS = new DetailComparison();

    private static String key(String field) {
        return switch (field) {
            case "customer_id" -> "customer";
            case "total_shipping_price" -> "total_shipping_price_set";
            default -> DETAILS.list(field);
        };
    }

    private void compare(String field, OrderRecord record) {
        Object value = record.get(field);
        String as = what + ": " + field;
        switch (field) {
            case "name", "confirmation_number", "customer_locale", "source_name", "po_number" ->
                assertThat(value).as(as).isEqualTo(text(order, field));
            case "order_number", "app_id", "location_id", "total_weight" ->
                assertThat(value).as(as).isEqualTo(number(order, field));
            case "created_at", "processed_at", "cancelled_at", "closed_at" ->
                assertThat(value).as(as).isEqualTo(time(order, field));
            case "cancel_reason", "currency", "presentment_currency", "financial_status" ->
                assertThat(value).as(as).isEqualTo(upper(text(order, field)));
            case "fulfillment_status" ->
                assertThat(value)
                        .as(as)
                        .isEqualTo(order.get(field).isNull() ? "UNFULFILLED" : upper(text(order, field)));
            case "confirmed", "test", "taxes_included", "tax_exempt", "estimated_taxes", "duties_included" ->
                assertThat(value).as(as).isEqualTo(flag(order, field));
            case "customer_id" ->
                assertThat(value)
                        .as(as)
                        .isEqualTo(order.get("customer").isNull() ? null : number(order.get("customer"), "id"));
            case "tags" -> assertThat(value).as(as).isEqualTo(tags());
            case "payment_gateway_names" -> assertThat(value).as(as).isEqualTo(texts(order.get(field)));
            case "discount_codes" -> assertThat(value).as(as).isEqualTo(codes());
            case "tax_lines" -> taxes(as, order, record.taxLines());
            case "line_items" -> lines(as, record.lineItems());
            case "shipping_lines" -> shipping(as, record.shippingLines());
            case "refunds" -> refunds(as, record.refunds());
            case "fulfillments" -> fulfillments(as, record.fulfillments());
            case "total_tip_received", "total_outstanding" ->
                amount(
                        as,
                        text(order, field),
                        text(order, "currency"),
                        value == null ? null : ((MoneyBag) value).shop());
            case "channel_liable_taxes",
                    "discount_applications",
                    "discount_code_amounts",
                    "line_details",
                    "line_handling",
                    "shipping_details",
                    "refund_details",
                    "parcel_details",
                    "parcel_services" -> DETAILS.compare(as, field, order, record);
            default -> {
                assertThat(OrderRecord.FIELDS.type(field)).as(as).isEqualTo(MoneyBag.class);
                money(as, order, field, (MoneyBag) value);
            }
        }
    }

    private void lines(String as, List<OrderLine> lines) {
        List<JsonNode> json = byId(order.get("line_items"));
        assertThat(lines).as(as).hasSameSizeAs(json);
        for (int i = 0; i < lines.size(); i++) {
            OrderLine line = lines.get(i);
            JsonNode told = json.get(i);
            String at = as + "/" + line.id();
            same(at, line.id(), number(told, "id"));
            same(at, line.productId(), number(told, "product_id"));
            same(at, line.variantId(), number(told, "variant_id"));
            same(at, line.title(), text(told, "title"));
            same(at, line.variantTitle(), text(told, "variant_title"));
            same(at, line.sku(), text(told, "sku"));
            same(at, line.vendor(), text(told, "vendor"));
            same(at, line.quantity(), number(told, "quantity"));
            same(at, line.currentQuantity(), number(told, "current_quantity"));
            same(at, line.fulfillableQuantity(), number(told, "fulfillable_quantity"));
            same(at, line.requiresShipping(), flag(told, "requires_shipping"));
            same(at, line.taxable(), flag(told, "taxable"));
            same(at, line.giftCard(), flag(told, "gift_card"));
            money(at + "/price", told, "price", line.price());
            money(at + "/total_discount", told, "total_discount", line.totalDiscount());
            taxes(at, told, line.taxLines());
        }
    }

    private void shipping(String as, List<ShippingLine> lines) {
        List<JsonNode> json = byId(order.get("shipping_lines"));
        assertThat(lines).as(as).hasSameSizeAs(json);
        for (int i = 0; i < lines.size(); i++) {
            ShippingLine line = lines.get(i);
            JsonNode told = json.get(i);
            same(as, line.id(), number(told, "id") == null ? 0L : number(told, "id")); // older payloads have none
            same(as, line.title(), text(told, "title"));
            same(as, line.code(), text(told, "code"));
            same(as, line.source(), text(told, "source"));
            money(as + "/price", told, "price", line.price());
            money(as + "/discounted_price", told, "discounted_price", line.discountedPrice());
        }
    }

    private void refunds(String as, List<Refund> refunds) {
        List<JsonNode> json = byId(order.get("refunds"));
        assertThat(refunds).as(as).hasSameSizeAs(json);
        for (int i = 0; i < refunds.size(); i++) {
            Refund refund = refunds.get(i);
            JsonNode told = json.get(i);
            same(as, refund.id(), number(told, "id"));
            same(as, refund.createdAt(), time(told, "created_at"));
            List<JsonNode> lines = byId(told.get("refund_line_items"));
            assertThat(refund.refundLineItems()).as(as).hasSameSizeAs(lines);
            for (int j = 0; j < lines.size(); j++) {
                Refund.RefundLine line = refund.refundLineItems().get(j);
                same(as, line.id(), number(lines.get(j), "id"));
                same(as, line.lineItemId(), number(lines.get(j), "line_item_id"));
                same(as, line.quantity(), number(lines.get(j), "quantity"));
                same(as, line.restockType(), upper(text(lines.get(j), "restock_type")));
                money(as + "/subtotal", lines.get(j), "subtotal", line.subtotal());
            }
            List<JsonNode> payments = byId(told.get("transactions"));
            assertThat(refund.transactions()).as(as).hasSameSizeAs(payments);
            for (int j = 0; j < payments.size(); j++) {
                Refund.RefundTransaction payment = refund.transactions().get(j);
                same(as, payment.id(), number(payments.get(j), "id"));
                same(as, payment.kind(), upper(text(payments.get(j), "kind")));
                same(as, payment.status(), upper(text(payments.get(j), "status")));
                same(as, payment.gateway(), text(payments.get(j), "gateway"));
                amount(as, text(payments.get(j), "amount"), text(payments.get(j), "currency"), payment.amount());
            }
        }
    }

    private void fulfillments(String as, List<Fulfillment> parcels) {
        List<JsonNode> json = byId(order.get("fulfillments"));
        assertThat(parcels).as(as).hasSameSizeAs(json);
        for (int i = 0; i < parcels.size(); i++) {
            Fulfillment parcel = parcels.get(i);
            JsonNode told = json.get(i);
            same(as, parcel.id(), number(told, "id"));
            same(as, parcel.name(), text(told, "name"));
            same(as, parcel.status(), upper(text(told, "status")));
            same(as, parcel.createdAt(), time(told, "created_at"));
            same(as, parcel.locationId(), number(told, "location_id"));
            same(as, parcel.trackingCompany(), text(told, "tracking_company"));
            List<JsonNode> lines = byId(told.get("line_items"));
            assertThat(parcel.lineItems()).as(as).hasSameSizeAs(lines);
            for (int j = 0; j < lines.size(); j++) {
                same(as, parcel.lineItems().get(j).id(), number(lines.get(j), "id"));
                same(as, parcel.lineItems().get(j).quantity(), number(lines.get(j), "quantity"));
            }
        }
    }

    private void taxes(String as, JsonNode owner, List<TaxLine> lines) {
        List<JsonNode> json = new ArrayList<>();
        if (present(owner, "tax_lines") != null) {
            owner.get("tax_lines").forEach(json::add);
        }
        assertThat(lines).as(as + " taxes").hasSameSizeAs(json);
        List<TaxLine> left = new ArrayList<>(lines);
        for (JsonNode told : json) {
            TaxLine line = left.stream()
                    .filter(it -> java.util.Objects.equals(it.title(), text(told, "title")))
                    .findFirst()
                    .orElseGet(() -> fail(as + ": no tax line " + told));
            left.remove(line);
            String rate = text(told, "rate");
            if (rate == null) {
                assertThat(line.rate()).as(as).isNull();
            } else {
                assertThat(new BigDecimal(String.valueOf(line.rate()))).as(as).isEqualByComparingTo(rate);
            }
            money(as + "/tax", told, "price", line.price());
        }
    }

    private void money(String as, JsonNode owner, String field, @Nullable MoneyBag bag) {
        JsonNode set = present(owner, field + "_set");
        if (set != null) {
            assertThat(bag).as(as).isNotNull();
            JsonNode shop = set.get("shop_money");
            JsonNode seen = set.get("presentment_money");
            amount(as, text(shop, "amount"), text(shop, "currency_code"), bag.shop());
            amount(as, text(seen, "amount"), text(seen, "currency_code"), bag.seenByCustomer());
        } else if (text(owner, field) == null) {
            assertThat(bag).as(as).isNull();
        } else {
            assertThat(bag).as(as).isNotNull();
            amount(as, text(owner, field), text(order, "currency"), bag.shop());
            assertThat(bag.presentment()).as(as).isNull();
        }
    }

    private void amount(String as, @Nullable String amount, @Nullable String currency, @Nullable Money money) {
        if (amount == null) {
            assertThat(money).as(as).isNull();
            return;
        }
        assertThat(money).as(as).isNotNull();
        assertThat(money.number()).as(as).isEqualByComparingTo(amount);
        assertThat(money.amount()).as(as).matches("-?(0|[1-9][0-9]*)(\\.[0-9]*[1-9])?");
        assertThat(money.currency())
                .as(as)
                .isEqualTo(currency == null ? upper(text(order, "currency")) : upper(currency));
    }

    private List<String> tags() {
        TreeSet<String> tags = new TreeSet<>();
        String text = text(order, "tags");
        if (text != null) {
            Arrays.stream(text.split(",")).map(String::strip).forEach(tags::add);
        }
        tags.remove("");
        return List.copyOf(tags);
    }

    private List<String> codes() {
        List<String> codes = new ArrayList<>();
        order.get("discount_codes").forEach(code -> codes.add(code.get("code").asString()));
        codes.sort(null);
        return codes;
    }

    private static void same(String as, @Nullable Object ours, @Nullable Object told) {
        assertThat(ours).as(as).isEqualTo(told);
    }

    private static List<JsonNode> byId(@Nullable JsonNode list) {
        List<JsonNode> items = new ArrayList<>();
        if (list != null && !list.isNull()) {
            list.forEach(items::add);
        }
        items.sort(Comparator.comparingLong(item -> item.path("id").asLong(0)));
        return items;
    }

    private static List<String> texts(@Nullable JsonNode list) {
        List<String> texts = new ArrayList<>();
        if (list != null && !list.isNull()) {
            list.forEach(item -> texts.add(item.asString()));
        }
        return texts;
    }

    private static @Nullable JsonNode present(JsonNode owner, String field) {
        JsonNode value = owner.get(field);
        return value == null || value.isNull() ? null : value;
    }

    private static @Nullable String text(JsonNode owner, String field) {
        JsonNode value = present(owner, field);
        String text = value == null ? "" : value.asString();
        return text.isBlank() ? null : text.strip();
    }

    private static @Nullable Long number(JsonNode owner, String field) {
        String text = text(owner, field);
        return text == null ? null : Long.valueOf(text);
    }

    private static @Nullable Boolean flag(JsonNode owner, String field) {
        JsonNode value = present(owner, field);
        return value == null ? null : value.asBoolean();
    }

    private static @Nullable Instant time(JsonNode owner, String field) {
        String text = text(owner, field);
        return text == null ? null : OffsetDateTime.parse(text).toInstant();
    }

    private static @Nullable String upper(@Nullable String text) {
        return text == null ? null : text.toUpperCase(Locale.ROOT);
    }
}
