package io.shopledger.query.rebuild;

import static io.shopledger.query.OrderStory.id;
import static io.shopledger.query.OrderStory.placed;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What an administrator and others at the database have made of served tables. */
class DependentsTest extends RebuildSide {
    @BeforeEach
    void aDashboard() {
        jdbc.execute("create schema dashboards");
        jdbc.execute("create role \"a reader\"");
    }

    @AfterEach
    void noDashboard() {
        jdbc.execute("drop schema dashboards cascade");
        jdbc.execute("drop owned by \"a reader\"");
        jdbc.execute("drop role \"a reader\"");
        jdbc.execute("alter table shopify_orders reset (autovacuum_vacuum_scale_factor)");
    }

    @Test
    void grantsOptionsAndViews_areTakenAlong() {
        append(placed(id(1, 1)));
        caughtUp();
        jdbc.execute("grant select on shopify_orders to \"a reader\" with grant option");
        jdbc.execute("grant update (name) on shopify_orders to \"a reader\"");
        jdbc.execute("grant select on shopify_order_lines to public");
        jdbc.execute("alter table shopify_orders set (autovacuum_vacuum_scale_factor = 0.01)");
        jdbc.execute(
                "create view dashboards.names with (security_barrier) as"
                        + " select o.id, o.name from shopify_orders o left join shopify_order_lines l on l.order_id = o.id group by 1, 2");
        jdbc.execute("create view dashboards.\"How many\" as select count(*) as orders from dashboards.names");
        jdbc.execute("alter view dashboards.names owner to \"a reader\"");
        jdbc.execute("grant select on dashboards.names to public");
        List<String> views = views();
        List<String> definition = definition("public");
        assertThat(definition).anyMatch(line -> line.contains("a reader") && line.contains("scale_factor"));
        long before = table("shopify_orders");

        JsonNode done = ended(request("/orders/rebuild", ""));
        assertThat(done.get("state").asString()).as("%s", done).isEqualTo("done");
        append(placed(id(1, 2)));
        caughtUp();
        soon().until(() -> nothingIsLeft());

        assertThat(table("shopify_orders")).isNotEqualTo(before);
        assertThat(definition("public")).isEqualTo(definition);
        assertThat(views()).isEqualTo(views);
        assertThat(jdbc.queryForObject("select orders from dashboards.\"How many\"", Long.class))
                .as("it reads the new tables")
                .isEqualTo(2);
    }

    @Test
    void whatCannotBeTakenAlong_isNamed_andNothingIsLost() {
        append(placed(id(1, 1)));
        caughtUp();
        long before = table("shopify_orders");
        jdbc.execute("create materialized view dashboards.kept as select id from shopify_orders");
        jdbc.execute(
                "create function dashboards.f() returns setof shopify_orders language sql as 'select null::shopify_orders'");
        jdbc.execute("create table dashboards.notes (store_id bigint, id bigint,"
                + " foreign key (store_id, id) references shopify_orders (store_id, id))");
        JsonNode failed = ended(request("/orders/rebuild", ""));
        assertThat(failed.get("state").asString()).isEqualTo("failed");
        assertThat(failed.get("reason").asString())
                .contains("dashboards.kept", "function dashboards.f()", "constraint notes_store_id_id_fkey");
        assertThat(table("shopify_orders")).isEqualTo(before);
        assertThat(jdbc.queryForObject("select count(*) from dashboards.kept", Long.class))
                .isEqualTo(1);
    }

    @Test
    void whatIsMadeWhileItFills_isSeenByTheSwap() throws SQLException {
        append(placed(id(1, 1)));
        caughtUp();
        long before = table("shopify_orders");
        long rebuild;
        try (Connection other = database.getConnection()) {
            lock(other, "select 1 from shopify_orders");
            rebuild = request("/orders/rebuild", "");
            soon().until(() -> waiting("lock table") == 1);
            soon().until(() -> waiting("lock table") == 0);
            lock(other, "create materialized view dashboards.kept as select id from shopify_orders");
            other.commit();
        }
        JsonNode failed = ended(rebuild);
        assertThat(failed.get("reason").asString()).contains("dashboards.kept");
        assertThat(table("shopify_orders")).isEqualTo(before);
    }

    @Test
    void whatOthersBuiltOnTablesThatAreToBeDropped_staysAsLongAsTheyLeaveIt() throws SQLException {
        append(placed(id(1, 1)));
        caughtUp();
        runner.stop();
        long rebuild = request("/orders/rebuild", "");
        io.shopledger.query.QueryMigrations.into(Rebuild.schema(rebuild), database)
                .migrate();
        jdbc.execute(
                "create view dashboards.early as select id from %s.shopify_orders".formatted(Rebuild.schema(rebuild)));
        assertThat(post("/api/v1/projections/rebuilds/" + rebuild + "/cancel", "")
                        .statusCode())
                .isEqualTo(200);
        runner.start();
        JsonNode done = ended(request("/orders/rebuild", ""));
        assertThat(done.get("state").asString())
                .as("another is done all the same")
                .isEqualTo("done");
        assertThat(jdbc.queryForObject("select count(*) from dashboards.early", Long.class))
                .isZero();
        jdbc.execute("drop view dashboards.early");
        soon().until(() -> nothingIsLeft());
    }

    private boolean nothingIsLeft() {
        return jdbc.queryForObject("select count(*) from public.projection_rebuild where not tidied", Long.class) == 0;
    }

    private List<String> views() {
        return jdbc.queryForList("""
                select concat_ws(' ', oid, relname, relowner::regrole, relacl, reloptions, pg_get_viewdef(oid)) from pg_class
                where relnamespace = 'dashboards'::regnamespace and relkind = 'v' order by 1""", String.class);
    }
}
