package io.shopledger.query.rebuild;

import static io.shopledger.query.OrderStory.id;
import static io.shopledger.query.OrderStory.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What writes served tables stands still for as long as it is paused, wherever it runs, and no longer. */
class LiveGroupsTest extends RebuildSide {
    private static final int SEGMENTS = 4;

    @Autowired
    private LiveGroups live;

    @Autowired
    private AnotherProcess another;

    @Autowired
    private ObjectProvider<EventProcessingConfiguration> groups;

    @Autowired
    private ObjectProvider<Clock> clock;

    @Test
    void whatRunsInAnotherProcess_cannotCommit_untilThePauseEnds() {
        append(placed(id(1, 1)));
        caughtUp();
        orders().shutDown();
        for (int segment = 0; segment < SEGMENTS; segment++) {
            claim(segment);
        }
        live.pause(ordersProjection(), "rebuild_0");
        assertThatThrownBy(() -> transactions.executeInTransaction(
                        () -> another.tokens.storeToken(eventStore.createHeadToken(), "orders", 1)))
                .isInstanceOf(UnableToClaimTokenException.class);
        assertThatThrownBy(() -> claim(1)).isInstanceOf(UnableToClaimTokenException.class);
        live.resume(ordersProjection(), "rebuild_0");
        append(placed(id(1, 2)));
        caughtUp();
        assertThat(version(id(1, 2))).isZero();
    }

    @Test
    void aComparisonThatTakesLongerThanAClaim_isNotOvertaken() throws SQLException {
        append(placed(id(1, 1)));
        caughtUp();
        long rebuild;
        try (Connection other = database.getConnection()) {
            lock(other, "lock table public.shopify_orders in access exclusive mode");
            rebuild = request("/orders/rebuild", "");
            soon().until(() -> state(rebuild).equals("comparing") && waiting("select") > 0);
            jdbc.update(
                    "update public.token_entry set time_stamp = '2020-01-01T00:00:00Z' where owner = ?",
                    Rebuild.schema(rebuild));
            soon().until(() -> jdbc.queryForObject(
                            "select count(*) from public.token_entry where owner = ? and time_stamp > '2021'",
                            Long.class,
                            Rebuild.schema(rebuild))
                    == SEGMENTS);
            assertThatThrownBy(() -> claim(0)).isInstanceOf(UnableToClaimTokenException.class);
            other.rollback();
        }
        assertThat(ended(rebuild).get("state").asString()).isEqualTo("done");
    }

    @Test
    void thePauseCannotBeEndedInTheDatabase_whatWasStoppedHereRunsAllTheSame() {
        LiveGroups cutOff = new LiveGroups(
                new JdbcTemplate(new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/none")), groups, clock);
        assertThatThrownBy(() -> cutOff.pause(ordersProjection(), "rebuild_0")).isInstanceOf(DataAccessException.class);
        assertThat(projection("orders").isRunning()).isFalse();
        assertThatThrownBy(() -> cutOff.resume(ordersProjection(), "rebuild_0"))
                .isInstanceOf(DataAccessException.class);
        assertThat(projection("orders").isRunning()).isTrue();
    }

    @Test
    void whatWasStoppedForARebuildThatIsNoLongerHeld_isStartedByTheRunner() {
        live.pause(ordersProjection(), "rebuild_0");
        soon().until(() -> projection("orders").isRunning());
        live.resume(ordersProjection(), "rebuild_0");
        append(placed(id(1, 1)));
        caughtUp();
        assertThat(version(id(1, 1))).isZero();
    }

    private void claim(int segment) {
        transactions.executeInTransaction(() -> another.tokens.fetchToken("orders", segment));
    }
}
