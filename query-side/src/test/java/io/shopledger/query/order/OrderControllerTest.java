package io.shopledger.query.order;

import static io.shopledger.query.OrderStory.hours;
import static io.shopledger.query.OrderStory.id;
import static io.shopledger.query.OrderStory.placed;
import static io.shopledger.query.OrderStory.record;
import static io.shopledger.query.OrderStory.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.Sealed;
import io.shopledger.order.Fulfillment;
import io.shopledger.order.OrderEvent;
import io.shopledger.order.OrderEvent.OrderPaid;
import io.shopledger.order.OrderEvent.OrderPlaced;
import io.shopledger.order.OrderEvent.OrderRemoved;
import io.shopledger.query.QuerySide;
import io.shopledger.query.QueryTestApplication;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Orders over HTTP. */
class OrderControllerTest extends QuerySide {

    @Test
    void listed_pageByPage_eachOnce_withoutRemovedOnes() {
        OrderEvent[] many = LongStream.range(1_000, 1_025)
                .mapToObj(number -> placed(id(3, number)))
                .toArray(OrderEvent[]::new);
        append(many);
        append(new OrderRemoved(id(3, 1_003), "orders/delete", hours(1)));
        append(new OrderPaid(id(3, 1_004), "PENDING", "PAID", hours(1)));
        caughtUp();

        List<Long> up = ids("/api/v1/orders?store_id=3&limit=7");
        assertThat(up).doesNotHaveDuplicates().isSorted().doesNotContain(1_003L).contains(1_000L, 1_024L);
        List<Long> down = new ArrayList<>(ids("/api/v1/orders?store_id=3&limit=7&sort=-id"));
        java.util.Collections.reverse(down);
        assertThat(down).isEqualTo(up);
        assertThat(ids("/api/v1/orders?store_id=3&financial_status=paid"))
                .contains(1_004L)
                .doesNotContain(1_000L);
        assertThat(ids("/api/v1/orders?store_id=3&fulfillment_status=unfulfilled"))
                .contains(1_000L);
    }

    @Test
    void listed_showsNothingPersonal() {
        append(placed(id(2, 1_100)));
        caughtUp();
        for (JsonNode order : json("/api/v1/orders?store_id=2&limit=250").get("orders")) {
            assertThat(order.propertyNames()).doesNotContain("email", "note", "shipping_address", "personal");
            assertThat(order.get("line_items").get(0).has("properties")).isFalse();
        }
    }

    @Test
    void aRecordThatCannotBeRead_isPassedOverInTheList() {
        append(placed(id(2, 1_150)), placed(id(2, 1_151)), placed(id(2, 1_152)));
        caughtUp();
        double before = unreadable();
        String whole =
                jdbc.queryForObject("select record from shopify_orders where store_id = 2 and id = 1151", String.class);
        for (String broken : List.of("{\"name\": \"#10", "null", "{\"line_items\": 7}")) {
            jdbc.update("update shopify_orders set record = ? where store_id = 2 and id = 1151", broken);
            rowsChangedByHand();
            try {
                assertThat(ids("/api/v1/orders?store_id=2&limit=1"))
                        .as(broken)
                        .contains(1_150L, 1_152L)
                        .doesNotContain(1_151L);
                assertThat(get("/api/v1/orders/1151?store_id=2").statusCode())
                        .as(broken)
                        .isEqualTo(500);
            } finally {
                jdbc.update("update shopify_orders set record = ? where store_id = 2 and id = 1151", whole);
                rowsChangedByHand();
            }
        }
        assertThat(unreadable()).isEqualTo(before + 3);
        assertThat(ids("/api/v1/orders?store_id=2&limit=1")).contains(1_151L);
    }

    @Test
    void one_readsAsShopifysWebhookDoes() {
        append(whole(id(1, 1_200)).toArray(OrderEvent[]::new));
        append(placed(id(1, 1_201)));
        caughtUp();
        JsonNode order = json("/api/v1/orders/1200?store_id=1");

        assertThat(order.get("id").isNumber()).isTrue();
        text(order, "/admin_graphql_api_id", "gid://shopify/Order/1200");
        text(order, "/name", "#1001");
        text(order, "/created_at", "2026-10-05T08:00:00Z");
        text(order, "/updated_at", "2026-10-06T01:00:00Z");
        text(order, "/financial_status", "paid");
        text(order, "/fulfillment_status", "fulfilled");
        text(order, "/cancel_reason", "customer");
        text(order, "/tags", "");
        text(order, "/total_price", "401.00");
        text(order, "/total_tax", "32.01");
        text(order, "/total_tax_set/presentment_money/amount", "5000");
        text(order, "/total_shipping_price_set/shop_money/amount", "4.90");
        assertThat(order.has("total_shipping_price")).isFalse();
        text(order, "/discount_codes/0/code", "TEN");
        text(order, "/line_items/0/price", "200.50");
        text(order, "/line_items/0/properties/0/value", "J");
        assertThat(order.at("/line_items/0/tax_lines/0/rate").decimalValue()).isEqualByComparingTo("0.19");
        text(order, "/refunds/0/note", "broken");
        text(order, "/refunds/0/refund_line_items/0/subtotal_set/shop_money/amount", "200.50");
        assertThat(order.at("/refunds/0/refund_line_items/0/subtotal").isNumber())
                .isTrue();
        text(order, "/refunds/0/transactions/0/amount", "200.50");
        text(order, "/fulfillments/0/tracking_company", "DHL");
        text(order, "/fulfillments/0/shipment_status", "in_transit");
        text(order, "/fulfillments/0/service", "manual");
        text(order, "/line_items/0/name", "Sunglasses <round> - Pink");
        text(order, "/line_items/0/discount_allocations/0/amount", "20.05");
        assertThat(order.at("/line_items/0/grams").asLong()).isEqualTo(250);
        assertThat(order.at("/line_items/0/tax_lines/0/channel_liable").asBoolean())
                .isTrue();
        text(order, "/line_items/0/duties/0/presentment_money/amount", "480");
        text(order, "/shipping_lines/0/current_discounted_price_set/presentment_money/amount", "784");
        text(order, "/refunds/0/order_adjustments/0/reason", "Refund discrepancy");
        assertThat(order.at("/refunds/0/transactions/0/parent_id").asLong()).isEqualTo(51);
        text(order, "/discount_codes/0/amount", "20.00");
        text(order, "/discount_applications/0/value_type", "percentage");
        text(order, "/transactions/0/kind", "sale");
        text(order, "/returns/0/status", "open");
        text(order, "/risk_recommendation", "investigate");
        assertThat(order.has("line_details")).as("shown in its lines").isFalse();
        text(order, "/email", "jon@example.com");
        text(order, "/shipping_address/city", "Köln");
        assertThat(order.get("phone").isNull()).as("known to be absent").isTrue();
        assertThat(order.get("total_weight").asLong()).isEqualTo(100);
        text(order, "/last_event", "OrderLearned");
        assertThat(order.has("personal")).isFalse();

        JsonNode unfulfilled = json("/api/v1/orders/1201?store_id=1");
        assertThat(unfulfilled.get("fulfillment_status").isNull()).isTrue();
        assertThat(unfulfilled.has("total_weight")).as("not told of").isFalse();
        text(unfulfilled, "/tags", "b, gift");
    }

    @Test
    void one_isOpenedInTheNameOfItsCaller_andAListOfNobody() {
        append(whole(id(1, 1_250)).toArray(OrderEvent[]::new));
        caughtUp();
        QueryTestApplication.READERS.clear();
        json("/api/v1/orders?store_id=1");
        assertThat(QueryTestApplication.READERS).as("opened for a list").isEmpty();

        send(HttpRequest.newBuilder(address("/api/v1/orders/1250?store_id=1"))
                .header(QueryTestApplication.CALLER, "dashboards")
                .build());
        assertThat(QueryTestApplication.READERS).isNotEmpty().containsOnly("dashboards");

        QueryTestApplication.READERS.clear();
        get("/api/v1/orders/1250?store_id=1");
        assertThat(QueryTestApplication.READERS).isNotEmpty().containsOnly("local");
    }

    @Test
    void parcelsTracking_isShownWherePersonalFieldsAre() {
        append(new OrderPlaced(id(1, 1_260), record().with(Map.of("fulfillments", List.of(parcel()))), hours(0)));
        caughtUp();

        JsonNode parcel = json("/api/v1/orders/1260?store_id=1").at("/fulfillments/0");
        text(parcel, "/tracking_number", "T7");
        text(parcel, "/tracking_numbers/1", "T8");
        text(parcel, "/tracking_url", "https://t.example/T7");
        text(parcel, "/tracking_company", "DHL");
        assertThat(json("/api/v1/orders?store_id=1&limit=250").toString()).doesNotContain("T7");
    }

    private static Fulfillment parcel() {
        return new Fulfillment(42, "#1001.1", "SUCCESS", null, null, "DHL", List.of());
    }

    @Test
    void one_whoseKeyWasDestroyed_readsRedacted() {
        append(new OrderPlaced(
                id(1, 1_300),
                record().with(Map.of(
                        "personal", new Sealed("destroyed", "n", "c", "f"), "fulfillments", List.of(parcel()))),
                hours(0)));
        caughtUp();
        JsonNode order = json("/api/v1/orders/1300?store_id=1");
        text(order, "/email", "[redacted]");
        text(order, "/shipping_address/city", "[redacted]");
        text(order, "/fulfillments/0/tracking_number", "[redacted]");
        text(order, "/fulfillments/0/tracking_url", "[redacted]");
        text(order, "/name", "#1001");
    }

    @Test
    void removedOrUnknown_saysWhereToLook() {
        append(placed(id(1, 1_400)), new OrderRemoved(id(1, 1_400), "orders/delete", hours(2)));
        caughtUp();
        assertThat(get("/api/v1/orders/1400?store_id=1").statusCode()).isEqualTo(404);
        assertThat(json("/api/v1/orders/1400?store_id=1").get("detail").asString())
                .contains("2026-10-05T10:00:00Z", "/api/v1/audit/orders/1400/history?store_id=1");
        assertThat(json("/api/v1/orders/99?store_id=1").get("detail").asString())
                .contains("/api/v1/orders?store_id=1");
    }

    /** In all of this process's life. */
    private double unreadable() {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("shopledger_orders_unreadable_total "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .findFirst()
                .orElse(0);
    }

    private List<Long> ids(String path) {
        List<Long> all = new ArrayList<>();
        JsonNode page = json(path);
        while (true) {
            page.get("orders").forEach(order -> all.add(order.get("id").asLong()));
            if (page.get("next_cursor").isNull()) {
                return all;
            }
            page = json(path + "&cursor=" + page.get("next_cursor").asString());
        }
    }

    private static void text(JsonNode order, String path, String expected) {
        assertThat(order.at(path).asString()).as(path).isEqualTo(expected);
    }
}
