package io.shopledger.query.rebuild;

import static io.shopledger.query.OrderStory.id;
import static io.shopledger.query.OrderStory.placed;
import static io.shopledger.query.OrderStory.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.Sealed;
import io.shopledger.StoreId;
import io.shopledger.customer.CustomerEvent;
import io.shopledger.observation.ObservedEvent;
import io.shopledger.query.KindStories;
import io.shopledger.query.OrderStory;
import io.shopledger.query.QueryMigrations;
import io.shopledger.query.QueryTestApplication;
import io.shopledger.store.StoreEvent;
import io.shopledger.stored.StoredJson;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A whole store as it was known at a moment, made of real events in a real database and read by the API. */
class StoreAsOfTest extends RebuildSide {
    private static final String ALL = "/api/v1/audit/as-of";
    private static final String LATEST = "9999-12-31T00:00:00Z";
    private static final List<String> KINDS = List.of("products", "orders", "customers", "inventory");
    private static final long THING = 501;
    private static final long PLACE = 77;

    @AfterEach
    void nothingSealedNorDestroyed() {
        QueryTestApplication.SEALED_AT.clear();
        QueryTestApplication.DESTROYED.clear();
    }

    @Test
    void atEachMoment_allEntitiesAreAsTheirOwnPastSays_andLaterEventsChangeNothing() {
        List<Instant> moments = new ArrayList<>();
        List<List<? extends ObservedEvent>> stories = new ArrayList<>();
        for (long store = 1; store <= 2; store++) {
            stories.add(whole(id(store, THING)));
            stories.add(KindStories.whole(KindStories.product(store, THING)));
            stories.add(KindStories.whole(KindStories.customer(store, THING)));
            stories.add(KindStories.whole(KindStories.item(store, THING)));
            stories.add(KindStories.whole(KindStories.level(store, THING, PLACE)));
        }
        for (int third = 0; third < 3; third++) {
            for (List<? extends ObservedEvent> story : stories) {
                List<Integer> ends = List.of(0, story.size() / 3, removed(story), story.size());
                append(story.subList(ends.get(third), ends.get(third + 1)).toArray(ObservedEvent[]::new));
            }
            append(placed(id(1, 600 + third)), KindStories.listed(KindStories.product(1, 600 + third)));
            moments.add(moment());
        }
        List<Long> made = moments.stream().map(moment -> ready(1, moment)).toList();
        List<String> lists = lists(made);

        int removed = 0;
        for (int i = 0; i < made.size(); i++) {
            for (long entity : List.of(THING, 600L, 601L, 602L)) {
                for (String kind : KINDS) {
                    removed += compare(kind, entity, moments.get(i), made.get(i)) ? 1 : 0;
                }
            }
            compareStock(moments.get(i), made.get(i));
            assertThat(json("/api/v1/orders?store_id=1&as_of_id=" + made.get(i)).get("orders"))
                    .hasSizeBetween(i + 1, i + 2);
        }
        assertThat(jdbc.queryForList(
                        "select distinct store_id from %s.shopify_orders".formatted(AsOf.schema(made.get(2))),
                        Long.class))
                .as("of that store alone")
                .containsExactly(1L);
        assertThat(removed).as("entities that were removed at a moment").isPositive();

        append(placed(id(1, 700)), KindStories.listed(KindStories.product(1, 700)));
        jdbc.update("update public.read_generation set passed = passed + 1");
        assertThat(lists(made)).isEqualTo(lists);
        assertThat(get("/api/v1/orders/700?store_id=1&as_of_id=" + made.get(2)).statusCode())
                .isEqualTo(404);
    }

    @Test
    void whereThereAreSeals_theySayUpToWhere() {
        append(whole(id(1, THING)).toArray(ObservedEvent[]::new));
        Instant moment = moment();
        QueryTestApplication.SEALED_AT.put(
                moment,
                jdbc.queryForObject(
                        "select global_index from events.domain_event where sequence_number = 3", Long.class));

        long made = ready(1, moment);

        assertThat(one("/api/v1/orders/%d?store_id=1&as_of_id=%d".formatted(THING, made))
                        .get("version")
                        .asLong())
                .isEqualTo(3);
        JsonNode told = json(ALL + "/" + made);
        assertThat(told.get("events_done").asLong())
                .isEqualTo(told.get("events_total").asLong())
                .isPositive();
    }

    @Test
    void figures_areOfThatMoment_andSayOfWhich() {
        append(placed(id(40, 1)));
        append(KindStories.connected(KindStories.level(40, 1, PLACE), 2));
        Instant moment = moment();
        append(placed(id(40, 2)));
        append(KindStories.connected(KindStories.level(40, 2, PLACE), 1));
        caughtUp();
        caughtUp("inventory");
        long made = ready(40, moment);
        String sales = "/api/v1/dashboard/sales?store_id=40&until=2026-10-05";

        assertThat(json(sales).at("/total/orders").asLong()).isEqualTo(2);
        HttpResponse<String> then = get(sales + "&as_of_id=" + made);
        assertThat(StoredJson.MAPPER.readTree(then.body()).at("/total/orders").asLong())
                .as(then.body())
                .isEqualTo(1);
        assertThat(then.headers().allValues("X-Data-As-Of")).containsExactly(moment.toString());
        assertThat(get(sales).headers().firstValue("X-Data-As-Of")).isEmpty();
        String alerts = "/api/v1/dashboard/stock-alerts?store_id=40";
        assertThat(json(alerts).get("stock_alerts")).hasSize(2);
        assertThat(json(alerts + "&as_of_id=" + made).get("stock_alerts")).hasSize(1);
        assertThat(get("/api/v1/dashboard/top-products?store_id=40&as_of_id=" + made)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aProcessThatDiesWhileItFills_isFollowedByOneThatGoesOn() throws SQLException {
        // So many that a mark, which is set each 2,000, lies before the batch that is held up.
        for (long from = 1; from <= 5_000; from += 1_000) {
            append(LongStream.range(from, from + 1_000)
                    .mapToObj(order -> (ObservedEvent) placed(id(1, order)))
                    .toArray(ObservedEvent[]::new));
        }
        runner.stop();
        long made = make(1, moment());
        QueryMigrations.into(AsOf.schema(made), database).migrate();
        try (Connection other = database.getConnection()) {
            lock(other, """
                    insert into %s.shopify_orders (store_id, id, updated_at, line_count, last_event, last_event_at, changed_at,
                        version, record) values (1, 5000, now(), 0, '', now(), now(), 0, '')""".formatted(AsOf.schema(made)));
            runner.start();
            soon().until(() -> waiting("insert into shopify_orders") == 1);
            assertThat(get("/api/v1/orders?store_id=1&as_of_id=" + made).statusCode())
                    .as("not before it is ready")
                    .isEqualTo(409);
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(runner::stop);
            soon().until(() -> !runner.isRunning());
            jdbc.query(
                    "select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'", row -> {});
            stopped.join();
            other.rollback();
        }
        assertThat(state(made)).isEqualTo("filling");
        jdbc.update("update public.projection_rebuild set holder = 'dead', held_until = now() + interval '2 seconds'");

        runner.start();
        soon().until(() -> state(made).equals("ready"));
        assertThat(jdbc.queryForObject(
                        "select from_position from public.projection_rebuild where id = ?", Long.class, made))
                .as("it did not begin anew")
                .isPositive();
        assertThat(jdbc.queryForObject(
                        "select count(*) from %s.shopify_orders where record <> ''".formatted(AsOf.schema(made)),
                        Long.class))
                .isEqualTo(5_000);
    }

    @Test
    void whatIsRedactedLater_isRedactedInIt_andACachedAnswerShowsNothing() {
        Sealed sealed = new Sealed("of-a-customer", "n", "c", "0011223344556677");
        append(
                KindStories.joined(KindStories.customer(1, THING)),
                new CustomerEvent.CustomerPersonalDetailsChanged(
                        KindStories.customer(1, THING), OrderStory.SEALED, sealed, OrderStory.hours(1)));
        long made = ready(1, moment());
        String read = "/api/v1/customers/%d?store_id=1&as_of_id=%d".formatted(THING, made);
        assertThat(one(read).toString()).contains("Jon");
        assertThat(get(read).statusCode())
                .as("former values are not a reader's")
                .isEqualTo(403);
        assertThat(get(read + "&fields=id,state").statusCode()).isEqualTo(200);

        QueryTestApplication.DESTROYED.add("of-a-customer");

        assertThat(one(read).toString()).contains("[redacted]").doesNotContain("Jon");
    }

    @Test
    void anEventThatCannotBeUsed_leavesItsEntityIncomplete_andIsCounted() {
        append(whole(id(1, 1)).toArray(ObservedEvent[]::new));
        append(whole(id(1, 2)).toArray(ObservedEvent[]::new));
        caughtUp();
        spoil(id(1, 1), 3);

        long made = ready(1, moment());

        assertThat(json(ALL + "/" + made).get("incomplete_entities").asLong()).isEqualTo(1);
        JsonNode held = one("/api/v1/orders/1?store_id=1&as_of_id=" + made);
        assertThat(held.get("version").asLong()).isEqualTo(2);
        assertThat(held.get("incomplete").asBoolean()).isTrue();
        assertThat(one("/api/v1/orders/2?store_id=1&as_of_id=" + made)
                        .get("version")
                        .asLong())
                .isEqualTo(LAST);
    }

    @Test
    void expired_orDropped_itIsNotFound_andItsTablesGo() {
        append(placed(id(1, 1)));
        Instant moment = moment();
        long expired = ready(1, moment);
        long dropped = ready(1, moment);
        String list = "/api/v1/orders?store_id=1&as_of_id=";
        assertThat(get(list + expired).statusCode()).isEqualTo(200);

        jdbc.update("update public.store_as_of set expires_at = now() where id = ?", expired);
        HttpResponse<String> answer = send(
                HttpRequest.newBuilder(address(ALL + "/" + dropped)).DELETE().build());

        assertThat(answer.statusCode()).isEqualTo(204);
        for (long gone : List.of(expired, dropped)) {
            assertThat(get(list + gone).statusCode()).isEqualTo(404);
            assertThat(get(list + gone).body()).contains("POST /api/v1/audit/as-of");
            soon().until(() ->
                    jdbc.queryForObject("select to_regnamespace(?) is null", Boolean.class, AsOf.schema(gone)));
        }
        assertThat(json(ALL + "?store_id=1").get("as_of").toString())
                .contains("\"state\":\"expired\"", "\"state\":\"dropped\"");
        assertThat(json("/api/v1/projections/rebuilds").get("rebuilds"))
                .as("they are no rebuilds")
                .isEmpty();
    }

    @Test
    void whatCannotBe_isRefused() {
        append(placed(id(1, 1)), placed(id(2, 1)));
        Instant moment = moment();
        assertThat(asked(1, moment.plusSeconds(3_600)).statusCode()).isEqualTo(400);
        assertThat(asked(99, moment).statusCode()).isEqualTo(404);
        assertThat(post(ALL, "{\"store_id\":1}").body()).contains("known_at is missing");
        assertThat(post(ALL, "{\"known_at\":\"2026-10-01T00:00:00Z\"}").body()).contains("store_id is missing");
        append(List.of(new StoreEvent.AccessRenewed(new StoreId(3), OrderStory.MONDAY)), event -> "store/3");
        HttpResponse<String> early = asked(3, Instant.parse("2020-01-01T00:00:00Z"));
        assertThat(early.statusCode()).isEqualTo(404);
        assertThat(early.body()).contains("known_since");

        long made = ready(1, moment);
        assertThat(get("/api/v1/orders?store_id=2&as_of_id=" + made).statusCode())
                .as("another store's")
                .isEqualTo(400);
        assertThat(get("/api/v1/orders?store_id=1&as_of_id=x").statusCode()).isEqualTo(400);
        assertThat(get("/api/v1/orders?store_id=1&as_of_id=123456").statusCode())
                .isEqualTo(404);
        assertThat(get("/api/v1/dashboard/syncs?store_id=1&as_of_id=" + made).statusCode())
                .as("of syncs there is no past")
                .isEqualTo(400);
        make(1, moment);
        make(1, moment);
        HttpResponse<String> fourth = asked(1, moment);
        assertThat(fourth.statusCode()).isEqualTo(409);
        assertThat(fourth.body()).contains("not-possible", "DELETE");
        make(2, moment);
    }

    /** @return how many events there are up to the one that removes it; of an item, whose levels are to be seen, all */
    private static int removed(List<? extends ObservedEvent> story) {
        for (int i = 0; i < story.size(); i++) {
            String type = story.get(i).getClass().getSimpleName();
            if (type.matches("(Product|Order|Customer)Removed|StockLevelDisconnected")) {
                return i + 1;
            }
        }
        return story.size();
    }

    /** @return whether it was removed by then */
    private boolean compare(String kind, long entity, Instant moment, long made) {
        JsonNode past = one("/api/v1/audit/%s/%d/as-of?store_id=1&at=%s&known_at=%s&personal=true"
                .formatted(kind, entity, LATEST, moment));
        HttpResponse<String> answer = operator("/api/v1/%s/%d?store_id=1&as_of_id=%d".formatted(kind, entity, made));
        String what = "%s %d at %s: %s".formatted(kind, entity, moment, past);
        if (!past.has("version")) {
            assertThat(answer.statusCode()).as(what).isEqualTo(404);
            return false;
        }
        if (!past.get("removed_at").isNull()) {
            assertThat(answer.statusCode()).as(what).isEqualTo(404);
            assertThat(answer.body())
                    .contains("was removed from Shopify at "
                            + past.get("removed_at").asString());
            return true;
        }
        ObjectNode then = (ObjectNode) StoredJson.MAPPER.readTree(answer.body());
        then.remove("levels");
        assertThat((JsonNode) then).as(what).isEqualTo(((ObjectNode) past).remove(List.of("removed_at", "as_of")));
        return false;
    }

    private void compareStock(Instant moment, long made) {
        JsonNode past = one(
                "/api/v1/audit/stock/%d-%d/as-of?store_id=1&at=%s&known_at=%s".formatted(THING, PLACE, LATEST, moment));
        JsonNode item = json("/api/v1/inventory?store_id=1&as_of_id=" + made).at("/inventory/0");
        if (item.isMissingNode()) { // the item itself was removed then
            return;
        }
        if (past.get("removed_at").isNull()) {
            assertThat(item.at("/levels/0/available")).as("%s", past).isEqualTo(past.get("available"));
        } else {
            assertThat(item.get("levels")).as("%s", past).isEmpty();
        }
    }

    private List<String> lists(List<Long> made) {
        return made.stream()
                .flatMap(one -> KINDS.stream()
                        .map(kind -> get("/api/v1/%s?store_id=1&as_of_id=%d".formatted(kind, one))
                                .body()))
                .toList();
    }

    private HttpResponse<String> asked(long store, Instant knownAt) {
        return post(
                ALL, StoredJson.MAPPER.writeValueAsString(Map.of("store_id", store, "known_at", knownAt.toString())));
    }

    private long make(long store, Instant knownAt) {
        HttpResponse<String> answer = asked(store, knownAt);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return StoredJson.MAPPER.readTree(answer.body()).get("as_of_id").asLong();
    }

    private long ready(long store, Instant knownAt) {
        long made = make(store, knownAt);
        soon().until(() -> state(made).equals("ready"));
        return made;
    }

    @Override
    String state(long made) {
        return json(ALL + "/" + made).get("state").asString();
    }

    /** @return a moment after everything that was appended, and before what is appended next */
    private Instant moment() {
        Instant now = Instant.now().plusMillis(1).truncatedTo(ChronoUnit.MICROS);
        soon().until(() -> Instant.now().isAfter(now.plusMillis(2)));
        return now;
    }

    private JsonNode one(String path) {
        return StoredJson.MAPPER.readTree(operator(path).body());
    }

    @Test
    void whomAnAddressOnceFound_isToldToOperatorsOnly() {
        append(placed(id(1, 1)));
        caughtUp();
        Instant moment = moment();
        long made = ready(1, moment);
        for (String filter : List.of("email=jon@example.com", "phone=%2B491701234567", "search=jon@example.com")) {
            String path = "/api/v1/orders?store_id=1&" + filter;
            assertThat(get(path).statusCode()).as(filter).isEqualTo(200);
            HttpResponse<String> refused = get(path + "&as_of_id=" + made);
            assertThat(refused.statusCode()).as(filter).isEqualTo(403);
            assertThat(refused.body()).contains("urn:shopledger:problem:role-too-low");
            assertThat(operator(path + "&as_of_id=" + made).statusCode())
                    .as(filter)
                    .isEqualTo(200);
        }
        assertThat(get("/api/v1/orders?store_id=1&search=1001&as_of_id=" + made).statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> operator(String path) {
        return send(HttpRequest.newBuilder(address(path))
                .header(QueryTestApplication.ROLE, "operator")
                .build());
    }
}
