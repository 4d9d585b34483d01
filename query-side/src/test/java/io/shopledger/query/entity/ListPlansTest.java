package io.shopledger.query.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.query.QuerySide;
import io.shopledger.query.QueryTestApplication;
import io.shopledger.query.list.ListSql;
import io.shopledger.stored.StoredJson;
import io.shopledger.vault.Contacts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import tools.jackson.databind.JsonNode;

/**
 * Every filter, search and sort that the API's description has, at 100,000 rows a kind: an index serves it, and what is read is
 * bounded. It reads the plans of the statements that the service runs.
 */
class ListPlansTest extends QuerySide {
    /**
     * Of 100,000, for a page of 51: Postgres reads on by id where that seems to find enough of what is asked for sooner than
     * fetching all of it.
     */
    private static final long MOST_READ = 10_000;

    @Autowired
    RecordingReader reader;

    @Autowired
    List<Shown<?>> kinds;

    /** Rows first, indexes then: that takes half the time. */
    @BeforeEach
    void aHundredThousandOfEach() {
        List<String> indexes = jdbc.queryForList("""
                select indexdef from pg_indexes where tablename like 'shopify_%' and indexname not like '%_pkey'
                """, String.class);
        jdbc.queryForList("""
                select indexname from pg_indexes where tablename like 'shopify_%' and indexname not like '%_pkey'
                """, String.class).forEach(index -> jdbc.execute("drop index " + index));
        jdbc.execute((org.springframework.jdbc.core.ConnectionCallback<Void>) connection -> {
            ScriptUtils.executeSqlScript(connection, new ClassPathResource("many-rows.sql"));
            return null;
        });
        indexes.forEach(jdbc::execute);
        jdbc.execute("analyze");
        rowsChangedByHand();
        QueryTestApplication.HOLDERS.add(new Contacts.Holder("customer/1/5000007", "print7"));
        QueryTestApplication.HOLDERS.add(new Contacts.Holder("order/1/4000007", "print7"));
    }

    @AfterEach
    void nobodyHoldsAnything() {
        reader.stop();
        QueryTestApplication.HOLDERS.clear();
    }

    @Test
    void everyFilterSearchAndSort_readsAnIndex_andAFewRowsOnly() {
        JsonNode paths = json("/docs/openapi.json").get("paths");
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        for (Shown<?> shown : kinds) {
            for (JsonNode parameter : paths.get("/api/v1/" + shown.kind()).at("/get/parameters")) {
                for (String question : questions(parameter)) {
                    asked++;
                    wrong.addAll(wrongWith(shown.kind(), question));
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(asked).isGreaterThan(80);
    }

    /** A filter as it is, and with the pages' order; a sort from its beginning. */
    private static List<String> questions(JsonNode parameter) {
        String name = parameter.get("name").asString();
        if (!parameter.get("in").asString().equals("query")) {
            return List.of();
        }
        return switch (name) {
            case "store_id", "limit", "cursor", "fields", "as_of_id" -> List.of();
            case "sort" ->
                parameter
                        .at("/schema/enum")
                        .valueStream()
                        .map(sort -> "&sort=" + sort.asString())
                        .toList();
            default -> {
                String example = parameter.get("example").asString();
                String filter = "&" + name + "=" + URLEncoder.encode(example, StandardCharsets.UTF_8);
                boolean range = name.endsWith("_at_min") || name.endsWith("_at_max") || name.startsWith("total_price_");
                yield range ? List.of(filter) : List.of(filter, filter + "&sort=-id");
            }
        };
    }

    /** Of the first page, and of the one after it. */
    private List<String> wrongWith(String kind, String question) {
        List<ListSql> ran = reader.record();
        String path = "/api/v1/%s?store_id=1&limit=50%s".formatted(kind, question);
        JsonNode page = json(path);
        assertThat(page.path(kind)).as("what %s finds: %s", path, page).isNotEmpty();
        String next = page.get("next_cursor").asString("");
        if (!next.isEmpty()) {
            json(path + "&cursor=" + next);
        }
        assertThat(ran).as("statements of %s", path).isNotEmpty();
        List<String> wrong = new ArrayList<>();
        for (ListSql sql : ran) {
            JsonNode plan = plan(sql);
            long read = read(plan);
            if (read > MOST_READ) {
                wrong.add("%s reads %d rows: %s".formatted(path, read, plan));
            }
            if (nodes(plan).anyMatch(node -> node.get("Node Type").asString().equals("Seq Scan"))) {
                wrong.add("%s reads a whole table: %s".formatted(path, plan));
            }
        }
        return wrong;
    }

    private JsonNode plan(ListSql sql) {
        String json = jdbc.queryForObject(
                "explain (analyze, timing off, buffers off, format json) %s limit 51"
                        .formatted(sql.sql().replace("{t.*}", "t.*")),
                String.class,
                sql.values().toArray());
        return StoredJson.MAPPER.readTree(json).at("/0/Plan");
    }

    private static long read(JsonNode plan) {
        return nodes(plan)
                .filter(node -> node.get("Node Type").asString().contains("Scan"))
                .mapToLong(node -> Math.round((node.get("Actual Rows").asDouble()
                                + node.path("Rows Removed by Filter").asDouble(0)
                                + node.path("Rows Removed by Index Recheck").asDouble(0))
                        * node.get("Actual Loops").asDouble()))
                .sum();
    }

    private static Stream<JsonNode> nodes(JsonNode plan) {
        return Stream.concat(Stream.of(plan), plan.path("Plans").valueStream().flatMap(ListPlansTest::nodes));
    }
}
