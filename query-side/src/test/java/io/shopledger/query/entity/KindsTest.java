package io.shopledger.query.entity;

import static io.shopledger.query.KindStories.customer;
import static io.shopledger.query.KindStories.item;
import static io.shopledger.query.KindStories.level;
import static io.shopledger.query.KindStories.product;
import static io.shopledger.query.KindStories.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.customer.CustomerEvent;
import io.shopledger.inventory.InventoryItemEvent;
import io.shopledger.inventory.StockLevelEvent;
import io.shopledger.observation.ObservedEvent;
import io.shopledger.product.ProductEvent;
import io.shopledger.query.QuerySide;
import io.shopledger.query.customer.CustomerKind;
import io.shopledger.query.inventory.InventoryItemKind;
import io.shopledger.query.inventory.StockLevelKind;
import io.shopledger.query.product.ProductKind;
import io.shopledger.stored.StoredJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every kind beside orders: events in, rows, answers and histories out. */
class KindsTest extends QuerySide {

    /**
     * @param kind as the audit names it
     * @param group its projection's
     * @param story one event of every type, of entity {@code id} of store 1
     */
    record Told<E extends ObservedEvent>(
            String kind, String group, Kind<?, E> rows, Class<E> family, List<E> story, String id) {
        @Override
        public String toString() {
            return kind;
        }

        Record fold() {
            return fold(rows, story);
        }

        private static <R extends Record, E> R fold(Kind<R, E> rows, List<E> story) {
            R record = null;
            for (E event : story) {
                record = rows.after(record, event);
            }
            return record;
        }
    }

    static Stream<Told<?>> all() {
        return Stream.of(
                new Told<>(
                        "products",
                        "products",
                        ProductKind.PRODUCTS,
                        ProductEvent.class,
                        whole(product(1, 5_000)),
                        "5000"),
                new Told<>(
                        "customers",
                        "customers",
                        CustomerKind.CUSTOMERS,
                        CustomerEvent.class,
                        whole(customer(1, 5_000)),
                        "5000"),
                new Told<>(
                        "inventory",
                        "inventory",
                        InventoryItemKind.ITEMS,
                        InventoryItemEvent.class,
                        whole(item(1, 5_000)),
                        "5000"),
                new Told<>(
                        "stock",
                        "inventory",
                        StockLevelKind.LEVELS,
                        StockLevelEvent.class,
                        whole(level(1, 5_001, 9)),
                        "5001-9"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void everythingThatCanHappen_isInTheRow_inTheHistory_andTheSameWhenReplayed(Told<?> told) {
        Set<Class<?>> types = told.story().stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(types).containsExactlyInAnyOrder(told.family().getPermittedSubclasses());

        append(told.story().toArray(ObservedEvent[]::new));
        caughtUp(told.group());

        String stream = told.story().get(0).stream();
        Comparable<?>[] key = told.rows().key().values(stream);
        String where = told.rows().key().columns().stream()
                .map(column -> column + " = ?")
                .collect(Collectors.joining(" and "));
        Map<String, Object> row = jdbc.queryForMap(
                "select * from %s where %s".formatted(told.rows().table(), where), (Object[]) key);
        assertThat(row)
                .containsEntry("version", told.story().size() - 1L)
                .containsEntry("removed_at", null)
                .containsEntry("incomplete", false);
        assertThat(StoredJson.MAPPER.readValue(
                        (String) row.get("record"), told.rows().record()))
                .isEqualTo(told.fold());
        history(told);

        List<String> before = text(told.rows().table());
        List<String> items = text("shopify_product_variants");
        projection(told.group()).shutDown();
        projection(told.group()).resetTokens();
        projection(told.group()).start();
        caughtUp(told.group());
        assertThat(text(told.rows().table())).isEqualTo(before);
        assertThat(text("shopify_product_variants")).isEqualTo(items);
    }

    private void history(Told<?> told) {
        JsonNode events = json("/api/v1/audit/%s/%s/history?store_id=1".formatted(told.kind(), told.id()))
                .get("events");
        assertThat(events).hasSameSizeAs(told.story());
        Map<String, JsonNode> now = new HashMap<>();
        for (int i = 0; i < told.story().size(); i++) {
            JsonNode event = events.get(i);
            String type = told.story().get(i).getClass().getSimpleName();
            assertThat(event.get("type").asString()).isEqualTo(type);
            boolean learned = type.endsWith("Learned");
            assertThat(event.has("learned")).as("%s", event).isEqualTo(learned);
            assertThat(event.get("changes").isEmpty()).as("%s", event).isEqualTo(learned);
            for (JsonNode change : event.get("changes")) {
                String field = change.get("field").asString();
                assertThat(change.get("to")).as("%s", event).isNotEqualTo(change.get("from"));
                if (now.containsKey(field)) {
                    assertThat(change.get("from")).as("%s of %s", field, event).isEqualTo(now.get(field));
                }
                now.put(field, change.get("to"));
            }
        }
        assertThat(now).containsKey("removed");
        assertThat(events.toString()).doesNotContain("\"c2\"", "jon@example.com");
    }

    private List<String> text(String table) {
        return jdbc.queryForList("select t::text from " + table + " t order by 1", String.class);
    }
}
