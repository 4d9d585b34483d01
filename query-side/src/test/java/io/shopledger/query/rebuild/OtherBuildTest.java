package io.shopledger.query.rebuild;

import static io.shopledger.query.OrderStory.id;
import static io.shopledger.query.OrderStory.placed;
import static io.shopledger.query.OrderStory.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.order.OrderEvent;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Processes of two builds at one database, whose code of the orders is of different versions. */
class OtherBuildTest extends RebuildSide {
    private static final String LETTERS = "/api/v1/projections/orders/dead-letters";
    private static final int OURS = 2;

    @Test
    void tablesThatAnotherBuildFilled_areNotWritten_untilTheyAreOfThisVersionAgain() {
        append(placed(id(1, 1)));
        caughtUp();
        tablesAreOfVersion(OURS + 1);
        append(placed(id(1, 2)));
        soon().until(() -> version(id(1, 2)) == 0
                || projection("orders").processingStatus().size() < 4);
        assertThat(version(id(1, 2))).isEqualTo(-1);
        assertThat(json("/health")
                        .at("/components/projections/details/tables_of_version/orders")
                        .asInt())
                .isEqualTo(OURS + 1);
        assertThat(json("/health").at("/components/projections/status").asString())
                .isEqualTo("DEGRADED");
        tablesAreOfVersion(OURS);
        caughtUp();
        assertThat(version(id(1, 2))).isZero();
        assertThat(json("/health")
                        .at("/components/projections/details/tables_of_version")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void anOlderBuildThatStarts_leavesTheTablesOfANewerOneAlone() {
        append(placed(id(1, 1)));
        caughtUp();
        tablesAreOfVersion(OURS + 1);
        versions.look();
        assertThat(jdbc.queryForObject("select count(*) from public.projection_rebuild", Long.class))
                .isZero();
        assertThat(jdbc.queryForObject("select count(*) from public.token_entry where owner = 'frozen'", Long.class))
                .isZero();
        assertThat(jdbc.queryForObject(
                        "select version from public.projection_version where projection = 'orders' and data_as_of is null",
                        Integer.class))
                .isEqualTo(OURS + 1);
    }

    @Test
    void anOlderBuildThatStarts_leavesTheRebuildOfANewerOneAlone() throws InterruptedException {
        append(placed(id(1, 1)));
        caughtUp();
        runner.stop();
        long rebuild = request("/orders/rebuild", "");
        jdbc.update(
                "update public.projection_rebuild set versions = array[?], new_code = true where id = ?",
                OURS + 1,
                rebuild);
        jdbc.update("update public.projection_version set data_as_of = now() where projection = 'orders'");
        jdbc.update(
                "update public.token_entry set owner = 'frozen', time_stamp = '2999-12-31T23:59:59.999Z' where processor_name = 'orders'");
        versions.look();
        runner.round();
        assertThat(state(rebuild)).isEqualTo("requested");
        assertThat(jdbc.queryForList("select holder from public.projection_rebuild", String.class))
                .as("nobody took it")
                .containsOnlyNulls();
        assertThat(jdbc.queryForList(
                        "select distinct owner from public.token_entry where processor_name = 'orders'", String.class))
                .containsExactly("frozen");
        soon().until(() -> json("/api/v1/projections")
                .at("/projections/2/data_as_of")
                .asString()
                .startsWith("20"));
    }

    @Test
    void anOlderBuildIsAskedForARebuild_makesItsOwnTables_andGoesOnWritingThem() {
        append(placed(id(1, 1)));
        caughtUp();
        jdbc.update("update shopify_orders set record = replace(record, '#1001', 'as newer code wrote it')");
        tablesAreOfVersion(OURS + 1);
        versions.look();
        JsonNode done = ended(request("/orders/rebuild", ""));
        assertThat(done.get("state").asString()).as("%s", done).isEqualTo("done");
        assertThat(done.get("new_code").asBoolean()).isTrue();
        assertThat(rows()).hasSize(1).noneMatch(row -> row.contains("as newer code wrote it"));
        append(placed(id(1, 2)));
        caughtUp();
        assertThat(version(id(1, 2))).isZero();
    }

    @Test
    void aNewerBuildThatStarts_endsTheRebuildOfAnOlderOne() {
        runner.stop();
        long rebuild = request("/orders/rebuild", "");
        jdbc.update("update public.projection_rebuild set versions = '{0}' where id = ?", rebuild);
        versions.look();
        assertThat(state(rebuild)).isEqualTo("failed");
    }

    @Test
    void deadLettersOfTablesOfAnotherBuild_areNeitherRetriedNorDiscarded() {
        orders().shutDown();
        append(whole(id(1, 1)).toArray(OrderEvent[]::new));
        String payload = spoil(id(1, 1), 3);
        orders().start();
        caughtUp();
        String letter = LETTERS + "/" + json(LETTERS).at("/dead_letters/0/id").asString();
        mend(id(1, 1), 3, payload);
        tablesAreOfVersion(OURS + 1);
        assertThat(post(letter + "/retry", "").statusCode()).isEqualTo(409);
        assertThat(post(letter + "/discard", "").body())
                .contains("by version %d of its code, this is version %d".formatted(OURS + 1, OURS));
        assertThat(version(id(1, 1))).isEqualTo(2);
        tablesAreOfVersion(OURS);
        assertThat(post(letter + "/retry", "").statusCode()).isEqualTo(200);
    }

    private void tablesAreOfVersion(int version) {
        jdbc.update("update public.projection_version set version = ? where projection = 'orders'", version);
    }
}
