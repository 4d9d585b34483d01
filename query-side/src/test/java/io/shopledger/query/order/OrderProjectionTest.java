package io.shopledger.query.order;

import static io.shopledger.query.OrderStory.hours;
import static io.shopledger.query.OrderStory.id;
import static io.shopledger.query.OrderStory.line;
import static io.shopledger.query.OrderStory.placed;
import static io.shopledger.query.OrderStory.upToItsRedaction;
import static io.shopledger.query.OrderStory.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.order.OrderEvent;
import io.shopledger.order.OrderEvent.LineChange;
import io.shopledger.order.OrderEvent.OrderEdited;
import io.shopledger.order.OrderEvent.OrderPaid;
import io.shopledger.order.OrderEvent.OrderRemoved;
import io.shopledger.order.OrderEvent.OrderReturned;
import io.shopledger.order.OrderEvent.OrderTagsChanged;
import io.shopledger.order.OrderId;
import io.shopledger.order.OrderRecord;
import io.shopledger.query.OrderStory;
import io.shopledger.query.QuerySide;
import io.shopledger.stored.StoredJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Events in, rows out: once each, on real Postgres. */
class OrderProjectionTest extends QuerySide {
    private static final String PROJECTION = "/components/projections/details/orders";

    @Test
    void everythingThatCanHappen_isInTheRow() {
        OrderId order = id(1, 100);
        List<OrderEvent> story = upToItsRedaction(order);
        Set<Class<?>> told = story.stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(told).containsExactlyInAnyOrder(OrderEvent.class.getPermittedSubclasses());

        append(story.toArray(OrderEvent[]::new));
        caughtUp();

        Map<String, Object> row = row(order);
        assertThat(row)
                .containsEntry("version", (long) story.size() - 1)
                .containsEntry("last_event", "OrderRedacted")
                .containsEntry("financial_status", "PAID")
                .containsEntry("fulfillment_status", "FULFILLED")
                .containsEntry("customer_id", 78L)
                .containsEntry("removed_at", null);
        assertThat(row.get("updated_at"))
                .as("neither learning nor a redaction is a change at Shopify")
                .hasToString("2026-10-06 01:00:00.0");
        assertThat(StoredJson.MAPPER.readValue((String) row.get("record"), OrderRecord.class))
                .isEqualTo(OrderStory.fold(story));
        assertThat(quantities(order)).containsExactly(2L);
    }

    @Test
    void eventsOneByOneAndTogether_giveEqualRows() {
        OrderId together = id(2, 201);
        OrderId oneByOne = id(2, 202);
        append(whole(together).toArray(OrderEvent[]::new));
        whole(oneByOne).forEach(event -> {
            append(event);
            caughtUp();
        });
        Map<String, Object> a = row(together);
        Map<String, Object> b = row(oneByOne);
        List.of("id", "changed_at").forEach(own -> {
            a.remove(own);
            b.remove(own);
        });
        List.of("tags", "words").forEach(list -> {
            a.put(list, a.get(list).toString());
            b.put(list, b.get(list).toString());
        });
        assertThat(a).isEqualTo(b);
    }

    @Test
    void lines_followTheOrder() {
        OrderId order = id(1, 110);
        append(placed(order));
        caughtUp();
        assertThat(quantities(order)).containsExactly(1L);
        append(new OrderEdited(
                order,
                List.of(new LineChange(null, line(12, 5))),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                hours(1)));
        caughtUp();
        assertThat(quantities(order)).containsExactly(1L, 5L);
        append(new OrderEdited(
                order,
                List.of(new LineChange(line(12, 5), null)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                hours(2)));
        caughtUp();
        assertThat(quantities(order)).containsExactly(1L);
    }

    @Test
    void removed_saysSinceWhen_untilItReturns() {
        OrderId order = id(1, 120);
        append(placed(order), new OrderRemoved(order, "orders/delete", hours(3)));
        caughtUp();
        assertThat(row(order).get("removed_at")).hasToString("2026-10-05 11:00:00.0");
        append(new OrderReturned(order, hours(4)));
        caughtUp();
        assertThat(row(order)).containsEntry("removed_at", null);
    }

    @Test
    void stoppedAndStarted_handlesEachEventOnce() {
        List<OrderId> all =
                LongStream.range(300, 340).mapToObj(number -> id(2, number)).toList();
        all.forEach(order -> append(placed(order)));
        orders().shutDown();
        all.forEach(order ->
                append(new OrderPaid(order, "PENDING", "PAID", hours(1)), tags(order, List.of("b", "gift"), "x")));
        orders().start();
        all.forEach(order -> append(tags(order, List.of("x"), "y")));
        caughtUp();
        for (OrderId order : all) {
            assertThat(version(order)).isEqualTo(3);
            assertThat(quantities(order)).containsExactly(1L);
        }
    }

    @Test
    void replay_givesEqualRows() {
        append(whole(id(3, 400)).toArray(OrderEvent[]::new));
        append(whole(id(3, 401)).toArray(OrderEvent[]::new));
        append(new OrderRemoved(id(3, 401), "orders/delete", hours(20)));
        caughtUp();
        List<String> orders = text("shopify_orders");
        List<String> lines = text("shopify_order_lines");

        orders().shutDown();
        orders().resetTokens();
        assertThat(text("shopify_orders")).isEmpty();
        orders().start();

        caughtUp();
        assertThat(text("shopify_orders")).isEqualTo(orders);
        assertThat(text("shopify_order_lines")).isEqualTo(lines);
    }

    @Test
    void aBatchThatCouldNotBeWritten_isRepeatedAndNotSkipped() {
        OrderId order = id(1, 500);
        jdbc.execute("alter table shopify_orders add constraint refused check (id <> 500)");
        try {
            append(placed(order));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> json("/health").at(PROJECTION).has("error"));
            assertThat(json("/health").get("status").asString()).isEqualTo("DEGRADED");
            assertThat(get("/health").statusCode()).isEqualTo(200);
            assertThat(version(order)).isEqualTo(-1);
        } finally {
            jdbc.execute("alter table shopify_orders drop constraint refused");
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> version(order) == 0);
    }

    @Test
    void anEventThatCannotBeUsed_holdsBackItsOrderAlone() {
        OrderId poisoned = id(1, 600);
        OrderId well = id(1, 601);
        append(new OrderPaid(poisoned, "PENDING", "PAID", hours(1)), placed(well));
        append(tags(poisoned, List.of(), "x"), new OrderPaid(well, "PENDING", "PAID", hours(2)));
        caughtUp();
        try {
            assertThat(version(well)).isEqualTo(1);
            assertThat(version(poisoned)).isEqualTo(-1);
            assertThat(jdbc.queryForObject(
                            "select count(*) from dead_letter_entry where aggregate_identifier = ?",
                            Long.class,
                            poisoned.toString()))
                    .isEqualTo(2);
            JsonNode health = json("/health");
            assertThat(health.get("status").asString()).isEqualTo("DEGRADED");
            assertThat(health.at("/components/projections/status").asString()).isEqualTo("DEGRADED");
            assertThat(health.at(PROJECTION + "/dead_letters").asLong()).isEqualTo(2);
            assertThat(get("/health").statusCode()).isEqualTo(200);
            assertThat(get("/metrics").body())
                    .contains("shopledger_projection_dead_letters{projection=\"orders\"} 2.0");
        } finally {
            forget(poisoned);
        }
        assertThat(json("/health").at(PROJECTION + "/dead_letters").asLong()).isZero();
    }

    /** What is left would be set aside again by a replay, and health stay degraded. */
    private void forget(OrderId order) {
        jdbc.update("delete from events.domain_event where aggregate_identifier = ?", order.toString());
        jdbc.update("delete from dead_letter_entry where aggregate_identifier = ?", order.toString());
    }

    private static OrderTagsChanged tags(OrderId order, List<String> from, String to) {
        return new OrderTagsChanged(order, from, List.of(to), hours(5));
    }

    private Map<String, Object> row(OrderId order) {
        return jdbc.queryForMap(
                "select * from shopify_orders where store_id = ? and id = ?",
                order.store().value(),
                order.shopifyId());
    }

    private List<Long> quantities(OrderId order) {
        return jdbc.queryForList(
                "select quantity from shopify_order_lines where store_id = ? and order_id = ? order by line_id",
                Long.class,
                order.store().value(),
                order.shopifyId());
    }

    private List<String> text(String table) {
        return jdbc.queryForList("select t::text from " + table + " t order by 1", String.class);
    }
}
