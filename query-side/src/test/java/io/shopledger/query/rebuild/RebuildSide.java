package io.shopledger.query.rebuild;

import static io.shopledger.query.OrderStory.id;
import static io.shopledger.query.OrderStory.whole;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.order.OrderId;
import io.shopledger.query.EmptyLedger;
import io.shopledger.query.QuerySide;
import io.shopledger.query.projection.Projection;
import io.shopledger.stored.StoredJson;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** What tests of rebuilds do, each from an empty ledger. */
abstract class RebuildSide extends QuerySide {
    static final long LAST = whole(id(1, 1)).size() - 1;

    @Autowired
    ApplicationContext context;

    @Autowired
    RebuildRunner runner;

    @Autowired
    CodeVersions versions;

    @Autowired
    DataSource database;

    @Autowired
    List<Projection> projections;

    @BeforeEach
    void nothingButWhatThisTestDoes() {
        EmptyLedger.empty(context);
    }

    @AfterEach
    void nothingStaysBehind() {
        runner.start();
        jdbc.update(
                "update public.projection_rebuild set state = 'cancelled', ended_at = now(), holder = null where ended_at is null");
        jdbc.update("update public.store_as_of set dropped_by = 'the end of a test'");
        soon().until(() ->
                jdbc.queryForObject("select count(*) from public.store_as_of where not tidied", Long.class) == 0);
        soon().until(() ->
                jdbc.queryForObject("select count(*) from public.projection_rebuild where not tidied", Long.class)
                        == 0);
        jdbc.update( // of a process that is no more it would run out after ten seconds
                "update public.token_entry set owner = null where owner like 'rebuild_%'");
        soon().ignoreExceptions()
                .until(
                        () -> { // it may still be stopping, and after a failed test be stopped
                            orders().start();
                            return orders().isRunning();
                        });
        assertThat(jdbc.queryForList(
                        "select nspname from pg_namespace where nspname ~ '^(rebuild|as_of)'", String.class))
                .as("schemas left behind")
                .isEmpty();
        assertThat(jdbc.queryForList(
                        "select processor_name from public.token_entry where processor_name like '%/%'", String.class))
                .as("tokens left behind")
                .isEmpty();
        projections.forEach(projection -> jdbc.update(
                "update public.projection_version set version = ?, data_as_of = null where projection = ?",
                projection.version(),
                projection.name()));
        versions.look();
    }

    Projection ordersProjection() {
        return projections.stream()
                .filter(one -> one.name().equals("orders"))
                .findFirst()
                .orElseThrow();
    }

    static ConditionFactory soon() {
        return await().pollInterval(Duration.ofMillis(50)).atMost(Duration.ofSeconds(60));
    }

    long request(String path, String body) {
        HttpResponse<String> answer = post("/api/v1/projections" + path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        long rebuild =
                StoredJson.MAPPER.readTree(answer.body()).get("rebuild_id").asLong();
        assertThat(answer.headers().firstValue("Location")).hasValue("/api/v1/projections/rebuilds/" + rebuild);
        return rebuild;
    }

    JsonNode ended(long rebuild) {
        soon().until(() ->
                !json("/api/v1/projections/rebuilds/" + rebuild).get("ended_at").isNull());
        return json("/api/v1/projections/rebuilds/" + rebuild);
    }

    String state(long rebuild) {
        return json("/api/v1/projections/rebuilds/" + rebuild).get("state").asString();
    }

    HttpResponse<String> post(String path, String body) {
        return send(HttpRequest.newBuilder(address(path))
                .header("Content-Type", "application/json")
                .POST(body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build());
    }

    /** Makes an event's payload unreadable. @return how it read before */
    String spoil(OrderId order, long sequence) {
        String payload = new String(
                jdbc.queryForObject(
                        "select payload from events.domain_event where aggregate_identifier = ? and sequence_number = ?",
                        byte[].class,
                        order.toString(),
                        sequence),
                UTF_8);
        mend(order, sequence, "{\"orderId\":{\"secret\":");
        return payload;
    }

    void mend(OrderId order, long sequence, String payload) {
        jdbc.update(
                "update events.domain_event set payload = ? where aggregate_identifier = ? and sequence_number = ?",
                payload.getBytes(UTF_8),
                order.toString(),
                sequence);
    }

    List<String> rows() {
        return jdbc.queryForList("select t::text from shopify_orders t order by id", String.class);
    }

    long table(String name) {
        return jdbc.queryForObject("select ?::regclass::oid", Long.class, name);
    }

    /** Columns, indexes, constraints, comments, owners, grants and options of the orders' tables. */
    List<String> definition(String schema) {
        List<String> all = new ArrayList<>(jdbc.queryForList("""
                select concat_ws(' ', table_name, ordinal_position, column_name, data_type, is_nullable, column_default,
                    col_description(format('%s.%s', table_schema, table_name)::regclass, ordinal_position::int))
                from information_schema.columns where table_schema = ? and table_name like 'shopify_order%' order by 1""", String.class, schema));
        all.addAll(jdbc.queryForList(
                "select indexdef from pg_indexes where schemaname = ? and tablename like 'shopify_order%' order by 1",
                String.class, schema));
        all.addAll(jdbc.queryForList("""
                select conname || pg_get_constraintdef(oid) from pg_constraint
                where connamespace = ?::regnamespace and conrelid::regclass::text like '%shopify_order%' order by 1""", String.class, schema));
        all.addAll(jdbc.queryForList("""
                select concat_ws(' ', relname, relowner::regrole, relacl, reloptions, (select string_agg(attname || attacl::text, ' ')
                    from pg_attribute where attrelid = c.oid and attacl is not null))
                from pg_class c where relnamespace = ?::regnamespace and relkind = 'r' and relname like 'shopify_order%' order by 1""", String.class, schema));
        return all;
    }

    long waiting(String statement) {
        return jdbc.queryForObject(
                "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query ilike ?",
                Long.class,
                statement + "%");
    }

    static void lock(Connection connection, String sql) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
