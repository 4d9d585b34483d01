package io.shopledger.query.rebuild;

import static io.shopledger.query.OrderStory.hours;
import static io.shopledger.query.OrderStory.id;
import static io.shopledger.query.OrderStory.placed;
import static io.shopledger.query.OrderStory.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.observation.ObservedEvent;
import io.shopledger.order.OrderEvent;
import io.shopledger.order.OrderEvent.OrderPaid;
import io.shopledger.order.OrderId;
import io.shopledger.query.QueryMigrations;
import io.shopledger.stored.StoredJson;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tables made anew from real events in a real database, while others read and write. */
class RebuildTest extends RebuildSide {
    private static final String LIST = "/api/v1/orders?store_id=1&limit=250";

    @Test
    void sameCode_givesTheSameRows_inNewTables_whileListsAreAskedAndEventsCome() {
        for (long order = 1; order <= 60; order++) {
            append(whole(id(1, order)).toArray(OrderEvent[]::new));
        }
        caughtUp();
        long before = table("shopify_orders");
        List<String> definition = definition("public");
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Integer> asked = CompletableFuture.supplyAsync(() -> askUntil(over, 60));
        CompletableFuture<Void> traffic = CompletableFuture.runAsync(() -> {
            for (long order = 101; order <= 130; order++) {
                append(whole(id(1, order)).toArray(OrderEvent[]::new));
            }
        });

        JsonNode done = ended(request("/orders/rebuild", ""));
        over.set(true);
        traffic.join();
        caughtUp();

        assertThat(done.get("state").asString()).as("%s", done).isEqualTo("done");
        assertThat(done.get("compared").toString())
                .contains("shopify_orders: the same", "shopify_order_lines: the same");
        assertThat(done.get("events_done").asLong())
                .isEqualTo(done.get("events_total").asLong())
                .isPositive();
        assertThat(asked.join()).as("answers").isPositive();
        assertThat(searchPaths()).as("of connections in the pool").containsOnly("\"$user\", public");
        assertThat(table("shopify_orders")).as("it is another table").isNotEqualTo(before);
        assertThat(definition("public")).isEqualTo(definition);
        assertThat(rows()).hasSize(90).allMatch(row -> row.contains("OrderLearned"));
        assertThat(jdbc.queryForObject("select count(*) from shopify_orders where version = ?", Long.class, LAST))
                .isEqualTo(90);
    }

    @Test
    void aRowThatDiffers_isNamed_andTheOldTablesStay_unlessDifferencesAreAccepted() {
        append(placed(id(1, 1)), placed(id(1, 2)));
        caughtUp();
        jdbc.update(
                "update shopify_orders set name = 'wrong', record = replace(record, '#1001', 'wrong') where id = 2");
        rowsChangedByHand();
        assertThat(get(LIST).body()).contains("wrong");
        long before = table("shopify_orders");

        JsonNode failed = ended(request("/orders/rebuild", ""));
        assertThat(failed.get("state").asString()).isEqualTo("failed");
        assertThat(failed.get("reason").asString())
                .contains("shopify_orders: 2 rows, 2 are served; 1 differ, such as store_id 1, id 2")
                .doesNotContain("#1001", "wrong");
        assertThat(table("shopify_orders")).isEqualTo(before);
        assertThat(get(LIST).body()).contains("wrong");
        append(placed(id(1, 3)));
        caughtUp();

        JsonNode done = ended(request("/orders/rebuild", "{\"accept_differences\": true}"));
        assertThat(done.get("state").asString()).as("%s", done).isEqualTo("done");
        assertThat(get(LIST).body()).as("no cached answer outlives the swap").doesNotContain("wrong");
        assertThat(rows()).hasSize(3);
    }

    @Test
    void anEventThatCannotBeUsed_isNamed_andTheOldTablesStay() {
        append(whole(id(1, 1)).toArray(OrderEvent[]::new));
        caughtUp();
        spoil(id(1, 1), 3);
        long before = table("shopify_orders");

        JsonNode failed = ended(request("/orders/rebuild", ""));
        assertThat(failed.get("state").asString()).isEqualTo("failed");
        assertThat(failed.get("reason").asString())
                .startsWith("orders cannot use event 3 of order/1/1, OrderEdited:")
                .doesNotContain("secret");
        assertThat(table("shopify_orders")).isEqualTo(before);
        assertThat(version(id(1, 1))).isEqualTo(LAST);
        append(placed(id(1, 2)));
        caughtUp();
        assertThat(version(id(1, 2))).as("the live projection goes on").isZero();
    }

    @Test
    void whatDeadLettersHoldBack_staysAsItIsServed_andIsMadeWholeOnceItCanBeUsed() {
        OrderId held = id(1, 1);
        OrderId discarded = id(1, 2);
        orders().shutDown();
        append(whole(held).toArray(OrderEvent[]::new));
        append(whole(discarded).toArray(OrderEvent[]::new));
        append(whole(id(1, 3)).toArray(OrderEvent[]::new));
        String first = spoil(held, 3);
        String second = spoil(discarded, 3);
        orders().start();
        caughtUp();
        String letters = "/api/v1/projections/orders/dead-letters";
        for (JsonNode letter : json(letters).get("dead_letters")) {
            if (letter.get("entity").asString().equals(discarded.toString())) {
                assertThat(post(letters + "/" + letter.get("id").asString() + "/discard", "")
                                .statusCode())
                        .isEqualTo(200);
            }
        }

        assertThat(ended(request("/orders/rebuild", "")).get("state").asString())
                .isEqualTo("done");
        assertThat(version(held)).isEqualTo(2);
        assertThat(version(discarded)).isEqualTo(2);
        assertThat(json("/api/v1/orders/2?store_id=1").get("incomplete").asBoolean())
                .isTrue();
        assertThat(version(id(1, 3))).isEqualTo(LAST);
        assertThat(json(letters).get("dead_letters").size()).isEqualTo(1);

        mend(held, 3, first);
        mend(discarded, 3, second);
        assertThat(ended(request("/orders/rebuild", "")).get("state").asString())
                .isEqualTo("done");
        assertThat(version(held)).isEqualTo(LAST);
        assertThat(version(discarded)).isEqualTo(LAST);
        assertThat(json("/api/v1/orders/2?store_id=1").has("incomplete")).isFalse();
        assertThat(json(letters).get("dead_letters").size()).isZero();
        append(new OrderPaid(held, "PAID", "PENDING", hours(30)));
        caughtUp();
        assertThat(version(held)).isEqualTo(LAST + 1);
    }

    @Test
    void newCode_freezesTheOldTables_saysSo_andServesTheNewOnesAfterTheSwap() {
        append(placed(id(1, 1)), placed(id(1, 2)));
        caughtUp();
        runner.stop();
        jdbc.update("update shopify_orders set record = replace(record, '#1001', 'as the old code wrote it')");
        jdbc.update("update public.projection_version set version = 0 where projection = 'orders'");
        rowsChangedByHand();

        versions.look();
        soon().until(() -> get(LIST).headers().firstValue("X-Data-As-Of").isPresent());
        append(new OrderPaid(id(1, 1), "PENDING", "PAID", hours(1)), placed(id(1, 3)));
        assertThat(get(LIST).body()).contains("as the old code wrote it").doesNotContain("#1001");
        assertThat(get("/api/v1/products?store_id=1").headers().firstValue("X-Data-As-Of"))
                .isEmpty();
        JsonNode health = json("/health").at("/components/projections");
        assertThat(health.get("status").asString()).isEqualTo("DEGRADED");
        assertThat(health.at("/details/data_as_of/orders").asString()).startsWith("20");
        JsonNode shown = json("/api/v1/projections").get("projections").get(2);
        assertThat(shown.get("name").asString()).isEqualTo("orders");
        assertThat(shown.at("/rebuild/new_code").asBoolean()).isTrue();
        assertThat(version(id(1, 1))).as("nobody writes the frozen tables").isZero();

        runner.start();
        JsonNode done = ended(shown.at("/rebuild/rebuild_id").asLong());
        assertThat(done.get("state").asString()).as("%s", done).isEqualTo("done");
        assertThat(done.get("compared").toString()).contains("shopify_orders: 3 rows, 2 are served");
        assertThat(get(LIST).body()).contains("#1001").doesNotContain("as the old code wrote it");
        assertThat(version(id(1, 1))).isEqualTo(1);
        soon().until(() -> get(LIST).headers().firstValue("X-Data-As-Of").isEmpty());
        assertThat(jdbc.queryForObject(
                        "select version from public.projection_version where projection = 'orders'", Integer.class))
                .isEqualTo(ordersProjection().version());
        append(placed(id(1, 4)));
        caughtUp();
        assertThat(version(id(1, 4))).isZero();
    }

    @Test
    void newCodeThatWouldLoseAnOrder_isNotSwapped_andTheOldTablesAreServedOn() {
        append(placed(id(1, 1)), placed(id(1, 2)));
        caughtUp();
        runner.stop();
        jdbc.update("update public.projection_version set version = 0 where projection = 'orders'");
        versions.look();
        jdbc.update("delete from events.domain_event where aggregate_identifier = 'order/1/2'");
        runner.start();
        JsonNode failed = ended(json("/api/v1/projections/rebuilds")
                .at("/rebuilds/0/rebuild_id")
                .asLong());
        assertThat(failed.get("state").asString()).isEqualTo("failed");
        assertThat(failed.get("reason").asString()).contains("1 are missing, such as store_id 1, id 2");
        assertThat(rows()).hasSize(2);
        assertThat(jdbc.queryForList(
                        "select distinct owner from public.token_entry where processor_name = 'orders'", String.class))
                .containsExactly("frozen");
    }

    @Test
    void all_areMadeInOnePass_andEachIsSwapped() {
        append(placed(id(1, 1)));
        append(List.<ObservedEvent>of(
                        io.shopledger.query.KindStories.listed(io.shopledger.query.KindStories.product(1, 5)))
                .toArray(ObservedEvent[]::new));
        projections.forEach(projection -> caughtUp(projection.name()));
        JsonNode done = ended(request("/rebuild", ""));
        assertThat(done.get("state").asString()).as("%s", done).isEqualTo("done");
        assertThat(done.get("swapped")).hasSize(projections.size());
        assertThat(done.get("compared").toString())
                .contains("shopify_products: the same 1 rows", "shopify_orders: the same 1 rows");
    }

    @Test
    void cancelledWhileItFills_changesNothing_andASecondOfTheSameIsRefusedUntilThen() throws SQLException {
        append(placed(id(1, 1)));
        caughtUp();
        runner.stop();
        long rebuild = request("/orders/rebuild", "");
        QueryMigrations.into(Rebuild.schema(rebuild), database).migrate();
        long before = table("shopify_orders");
        try (Connection other = database.getConnection()) {
            lock(other, "lock table " + Rebuild.schema(rebuild) + ".shopify_orders in share mode");
            runner.start();
            soon().until(() -> state(rebuild).equals("filling"));
            HttpResponse<String> second = post("/api/v1/projections/rebuild", "");
            assertThat(second.statusCode()).isEqualTo(409);
            assertThat(second.body()).contains("urn:shopledger:problem:rebuild-running", "\"rebuild_id\":" + rebuild);
            assertThat(post("/api/v1/projections/rebuilds/" + rebuild + "/cancel", "")
                            .statusCode())
                    .isEqualTo(200);
            other.rollback();
        }
        assertThat(ended(rebuild).get("state").asString()).isEqualTo("cancelled");
        assertThat(table("shopify_orders")).isEqualTo(before);
        assertThat(post("/api/v1/projections/rebuilds/" + rebuild + "/cancel", "")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void aProcessThatDiesBetweenBatches_isFollowedByOneThatGoesOn() throws SQLException {
        for (long from = 1; from <= 3_000; from += 1_000) {
            append(LongStream.range(from, from + 1_000)
                    .mapToObj(order -> (ObservedEvent) placed(id(1, order)))
                    .toArray(ObservedEvent[]::new));
        }
        caughtUp();
        List<String> before = rows();
        runner.stop();
        long rebuild = request("/orders/rebuild", "");
        QueryMigrations.into(Rebuild.schema(rebuild), database).migrate();
        try (Connection other = database.getConnection()) {
            lock(other, """
                    insert into %s.shopify_orders (store_id, id, updated_at, line_count, last_event, last_event_at, changed_at,
                        version, record) values (1, 3000, now(), 0, '', now(), now(), 0, '')""".formatted(Rebuild.schema(rebuild)));
            runner.start();
            soon().until(() -> waiting("insert into shopify_orders") == 1);
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(runner::stop);
            soon().until(() -> !runner.isRunning());
            jdbc.query(
                    "select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'", row -> {});
            stopped.join();
            other.rollback();
        }
        assertThat(state(rebuild)).isEqualTo("filling");
        long there = jdbc.queryForObject(
                "select count(*) from %s.shopify_orders".formatted(Rebuild.schema(rebuild)), Long.class);
        assertThat(there).as("what was filled stays").isBetween(1L, 2_999L);
        jdbc.update("update public.projection_rebuild set holder = 'dead', held_until = now() + interval '2 seconds'");

        runner.start();
        JsonNode done = ended(rebuild);
        assertThat(done.get("state").asString()).as("%s", done).isEqualTo("done");
        assertThat(done.get("from_event").asLong()).as("it did not begin anew").isPositive();
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void aReaderThatTakesLong_makesTheSwapWaitAndTryAgain_andADeathThere_isFollowedByASwap() throws SQLException {
        append(placed(id(1, 1)));
        caughtUp();
        long before = table("shopify_orders");
        long rebuild;
        try (Connection other = database.getConnection()) {
            lock(other, "select 1 from shopify_orders");
            rebuild = request("/orders/rebuild", "");
            soon().until(() -> waiting("lock table") == 1);
            assertThat(get("/api/v1/orders/1?store_id=1").statusCode()).isEqualTo(200);
            soon().alias("the lock_timeout").until(() -> waiting("lock table") == 0);
            soon().alias("another try").until(() -> waiting("lock table") == 1);
            assertThat(state(rebuild)).isEqualTo("swapping");
            assertThat(json("/api/v1/projections/rebuilds/" + rebuild).get("compared"))
                    .as("compared once, for all tries")
                    .hasSize(2);
            runner.stop();
            append(placed(id(1, 2)));
            caughtUp();
            assertThat(version(id(1, 2))).as("the live projection goes on").isZero();
            other.rollback();
        }
        assertThat(table("shopify_orders")).isEqualTo(before);
        assertThat(state(rebuild)).isEqualTo("swapping");
        runner.start();
        assertThat(ended(rebuild).get("state").asString()).isEqualTo("done");
        assertThat(table("shopify_orders")).isNotEqualTo(before);
        assertThat(rows()).hasSize(2);
    }

    @Test
    void aProcessThatDiesAfterTheLastSwap_leavesNothingToDoButToSaySo() {
        append(placed(id(1, 1)));
        caughtUp();
        long rebuild = request("/orders/rebuild", "");
        ended(rebuild);
        long before = table("shopify_orders");
        jdbc.update(
                "update public.projection_rebuild set state = 'swapping', ended_at = null, holder = null where id = ?",
                rebuild);
        assertThat(ended(rebuild).get("state").asString()).isEqualTo("done");
        assertThat(table("shopify_orders")).isEqualTo(before);
    }

    @Test
    void whatIsNotThere_isSaid() {
        assertThat(post("/api/v1/projections/none/rebuild", "").statusCode()).isEqualTo(404);
        assertThat(json("/api/v1/projections/rebuilds/0").get("detail").asString())
                .contains("/api/v1/projections/rebuilds");
        assertThat(get("/api/v1/projections").body()).contains("\"shopify_order_lines\"", "\"lag_events\":0");
        assertThat(get("/rebuilds").body()).contains("shopify_stock_levels");
    }

    /** @return how many times it asked; no answer may fail or have fewer orders than the one before */
    private int askUntil(AtomicBoolean over, int atLeast) {
        int asked = 0;
        int most = atLeast;
        while (!over.get()) {
            HttpResponse<String> answer = get(LIST);
            assertThat(answer.statusCode()).isEqualTo(200);
            int now = StoredJson.MAPPER.readTree(answer.body()).get("orders").size();
            assertThat(now).isGreaterThanOrEqualTo(most);
            most = now;
            asked++;
        }
        return asked;
    }

    private List<String> searchPaths() {
        List<Connection> all = new ArrayList<>();
        try {
            List<String> paths = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                Connection one = database.getConnection();
                all.add(one);
                try (Statement statement = one.createStatement();
                        var found = statement.executeQuery("show search_path")) {
                    found.next();
                    paths.add(found.getString(1));
                }
            }
            for (Connection one : all) {
                one.close();
            }
            return paths;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
