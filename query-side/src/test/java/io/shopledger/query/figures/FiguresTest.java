package io.shopledger.query.figures;

import static io.shopledger.query.OrderStory.eur;
import static io.shopledger.query.OrderStory.hours;
import static io.shopledger.query.OrderStory.id;
import static io.shopledger.query.OrderStory.line;
import static io.shopledger.query.OrderStory.record;
import static io.shopledger.query.OrderStory.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.order.OrderEvent;
import io.shopledger.order.OrderEvent.OrderPlaced;
import io.shopledger.order.OrderEvent.OrderRemoved;
import io.shopledger.query.KindStories;
import io.shopledger.query.QuerySide;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A store's figures over HTTP, of events alone. */
class FiguresTest extends QuerySide {
    private static final String NEW_YORK = "store_id=40";

    @BeforeEach
    void noOrderBut() {
        caughtUp();
        jdbc.execute("truncate shopify_orders, shopify_order_lines, shopify_sales, shopify_product_sales");
        rowsChangedByHand();
    }

    @Test
    void sales_areOfTheStoresOwnDays_alsoWhereTheClocksAreSetBack() {
        append(
                sold(
                        1,
                        "2026-11-01T03:59:59Z",
                        "10"), // still October in New York, whose clocks are set back that night
                sold(2, "2026-11-01T04:00:00Z", "20"),
                sold(3, "2026-11-02T04:59:59Z", "30.5"),
                sold(4, "2026-11-02T05:00:00Z", "40"),
                new OrderPlaced(
                        id(40, 5),
                        record().with(Map.of("created_at", Instant.parse("2026-11-02T09:00:00Z"), "currency", "JPY")),
                        hours(0)));
        caughtUp();
        JsonNode sales = json("/api/v1/dashboard/sales?days=3&until=2026-11-02&" + NEW_YORK);
        assertThat(sales.get("time_zone").asString()).isEqualTo("America/New_York");
        assertThat(sales.get("currency").asString()).isEqualTo("EUR");
        assertThat(days(sales)).containsExactly("2026-10-31 1 10.00", "2026-11-01 2 50.50", "2026-11-02 1 40.00");
        assertThat(sales.at("/total/net").asString()).isEqualTo("100.50");
        assertThat(sales.at("/other_currencies/0/currency").asString()).isEqualTo("JPY");
        assertThat(sales.at("/other_currencies/0/orders").asLong()).isEqualTo(1);
    }

    @Test
    void sales_followWhateverHappensToOrders_inWhicheverBatches() {
        Random random = new Random(7);
        List<List<OrderEvent>> lives = new ArrayList<>();
        for (long order = 1_001; order <= 1_040; order++) {
            List<OrderEvent> whole = whole(id(40, order));
            lives.add(new ArrayList<>(whole.subList(0, 1 + random.nextInt(whole.size()))));
        }
        while (!lives.isEmpty()) {
            List<OrderEvent> together = new ArrayList<>();
            Collections.shuffle(lives, random);
            for (List<OrderEvent> life : lives) {
                for (int events = 1 + random.nextInt(3); events > 0 && !life.isEmpty(); events--) {
                    together.add(life.remove(0));
                }
            }
            lives.removeIf(List::isEmpty);
            append(together.toArray(OrderEvent[]::new));
            if (random.nextInt(3) == 0) {
                caughtUp();
                SalesOfRows.hold(jdbc);
            }
        }
        caughtUp();
        SalesOfRows.hold(jdbc);
        assertThat(jdbc.queryForObject("select count(*) from shopify_sales", Long.class))
                .isPositive();
    }

    @Test
    void anOrderWhoseRowWasBroken_countsOnceWhenItIsMadeAnew() {
        OrderPlaced broken = sold(3_001, "2026-10-05T08:00:00Z", "70");
        append(broken, sold(3_002, "2026-10-05T08:00:00Z", "30"));
        caughtUp();
        jdbc.update("update shopify_orders set record = '{' where id = 3001");
        append(whole(id(40, 3_001)).get(1));
        caughtUp();
        String letters = "/api/v1/projections/orders/dead-letters";
        String letter = "";
        for (JsonNode one : json(letters + "?limit=250").get("dead_letters")) {
            letter = one.get("entity").asString().equals("order/40/3001")
                    ? one.get("id").asString()
                    : letter;
        }
        assertThat(send(HttpRequest.newBuilder(address(letters + "/" + letter + "/retry"))
                                .POST(BodyPublishers.noBody())
                                .build())
                        .statusCode())
                .isEqualTo(200);
        SalesOfRows.hold(jdbc);
        assertThat(json("/api/v1/dashboard/sales?until=2026-10-06&" + NEW_YORK)
                        .at("/total/sold")
                        .asString())
                .isEqualTo("100.00");
    }

    @Test
    void topProducts_areThoseThatBroughtInMost_andARemovedOrderIsNone() {
        append(
                sold(2_001, "2026-10-05T08:00:00Z", "401"),
                sold(2_002, "2026-10-06T08:00:00Z", "401"),
                new OrderRemoved(id(40, 2_002), "orders/delete", hours(50)));
        caughtUp();
        JsonNode best = json("/api/v1/dashboard/top-products?until=2026-10-31&" + NEW_YORK);
        assertThat(best.get("products")).hasSize(1);
        assertThat(best.at("/products/0/product_id").asLong()).isEqualTo(5);
        assertThat(best.at("/products/0/quantity").asLong()).isEqualTo(1);
        assertThat(best.at("/products/0/net").asString()).isEqualTo("200.50");
        assertThat(json("/api/v1/dashboard/top-products?by=quantity&until=2026-10-04&" + NEW_YORK)
                        .get("products"))
                .isEmpty();
        assertThat(get("/api/v1/dashboard/top-products?by=colour&" + NEW_YORK).statusCode())
                .isEqualTo(400);
        assertThat(get("/api/v1/dashboard/sales?until=yesterday&" + NEW_YORK).body())
                .contains("a day such as");
        assertThat(get("/api/v1/dashboard/sales?store_id=41").statusCode()).isEqualTo(404);
    }

    @Test
    void stockAlerts_areTheScarcest_withWhatTheyAreOf() {
        append(KindStories.listed(KindStories.product(40, 7_001)));
        append(
                KindStories.connected(KindStories.level(40, 7_900, 1), 3),
                KindStories.connected(KindStories.level(40, 7_901, 1), 5),
                KindStories.connected(KindStories.level(40, 7_902, 1), -2));
        caughtUp("products");
        caughtUp("inventory");
        JsonNode alerts = json("/api/v1/dashboard/stock-alerts?" + NEW_YORK).get("stock_alerts");
        assertThat(alerts.findValuesAsString("available")).containsExactly("-2", "3");
        assertThat(json("/api/v1/dashboard/stock-alerts?below=6&limit=1&" + NEW_YORK)
                        .get("stock_alerts"))
                .hasSize(1);
    }

    @Test
    void webhooksAndSyncs_areToldWhole() {
        JsonNode webhooks = json("/api/v1/dashboard/webhooks?" + NEW_YORK);
        assertThat(webhooks.get("received").asLong()).isEqualTo(7);
        assertThat(webhooks.at("/outcomes/applied").asLong()).isEqualTo(4);
        assertThat(webhooks.get("adds_up").asBoolean()).isTrue();
        assertThat(webhooks.get("lag_seconds").asDouble()).isZero();
        assertThat(json("/api/v1/dashboard/syncs?" + NEW_YORK).get("sync_types"))
                .isEmpty();
    }

    private static OrderPlaced sold(long order, String at, String total) {
        return new OrderPlaced(
                id(40, order),
                record().with(Map.of(
                        "created_at",
                        Instant.parse(at),
                        "total_price",
                        eur(total),
                        "line_items",
                        List.of(line(11, 1)))),
                hours(0));
    }

    private static List<String> days(JsonNode sales) {
        List<String> days = new ArrayList<>();
        sales.get("days")
                .forEach(day -> days.add("%s %s %s"
                        .formatted(
                                day.get("date").asString(),
                                day.at("/amounts/orders").asString(),
                                day.at("/amounts/net").asString())));
        return days;
    }
}
