package io.shopledger.command.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import io.shopledger.command.CommandSide;
import io.shopledger.command.schedule.Every;
import io.shopledger.store.Stores;
import io.shopledger.sync.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SyncScheduleTest {
    private static final Instant NOON = Instant.parse("2026-10-05T12:00:00Z");

    @Test
    void unset_eachTypeHasItsOwnPause() {
        assertThat(SyncIntervals.of(name -> null).all())
                .containsEntry(Step.PRODUCTS, Duration.ofMinutes(30))
                .containsEntry(Step.ORDERS, Duration.ofMinutes(15))
                .containsEntry(Step.INVENTORY, Duration.ofMinutes(10))
                .containsEntry(Step.CUSTOMERS, Duration.ofMinutes(30));
    }

    @Test
    void setForAll_holdsForTypesWithoutTheirOwn() {
        Map<String, String> set = Map.of("SYNC_INTERVAL_MINUTES", "60", "SHOPLEDGER_SYNC_ORDERS_MINUTES", "0");

        assertThat(SyncIntervals.of(set::get).all())
                .containsEntry(Step.PRODUCTS, Duration.ofHours(1))
                .containsEntry(Step.ORDERS, Duration.ZERO);
    }

    @Test
    void settingThatIsNoNumberOfMinutes_isRefusedByName() {
        for (String wrong : List.of("often", "-1", "1.5", "99999999")) {
            assertThatThrownBy(() -> SyncIntervals.of(Map.of("SHOPLEDGER_SYNC_ORDERS_MINUTES", wrong)::get))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("SHOPLEDGER_SYNC_ORDERS_MINUTES is " + wrong + ";");
        }
    }

    @Test
    void pauses_differByATenthAtMost_andTheFirstIsOneToo() {
        Every hourly = Every.pause(Duration.ofHours(1));
        Set<Instant> next = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            next.add(hourly.getInitialExecutionTime(NOON));
            next.add(hourly.getNextExecutionTime(ExecutionComplete.simulatedSuccess(NOON)));
        }
        assertThat(next)
                .hasSizeGreaterThan(100)
                .allSatisfy(time -> assertThat(time)
                        .isBetween(NOON.plus(Duration.ofMinutes(54)), NOON.plus(Duration.ofMinutes(66))));
        assertThat(Every.pause(Duration.ZERO).isDisabled()).isTrue();
    }

    @Test
    void due_beginsOneForEveryStoreThatCanBeCalled_andSkipsWhereOneRuns() throws Exception {
        CommandSide side = CommandSide.shared();
        SyncSchedule customers = new SyncSchedule(Step.CUSTOMERS, side.bean(Stores.class), side.commands(), NOON);
        try {
            customers.run(NOON.minusSeconds(1));
            assertThat(running(side)).as("due before this process was there").isZero();

            customers.run(NOON);
            assertThat(running(side)).isEqualTo(3);

            customers.run(NOON.plusSeconds(60));
            assertThat(running(side)).isEqualTo(3);
        } finally {
            side.jdbc()
                    .queryForList(
                            "select sync_id from ledger.running_sync where type = 'customers'", java.util.UUID.class)
                    .forEach(id -> side.commands()
                            .sendAndWait(
                                    new io.shopledger.sync.SyncCommand.CancelSync(new io.shopledger.sync.SyncId(id))));
        }
    }

    @Test
    void everyType_isScheduledOnceInTheDatabase() throws Exception {
        CommandSide side = CommandSide.shared();

        assertThat(side.jdbc()
                        .queryForList(
                                "select task_name from ledger.scheduled_tasks where task_name like 'sync-%'"
                                        + " and execution_time > now() and task_instance = 'recurring'",
                                String.class))
                .containsExactlyInAnyOrder("sync-products", "sync-inventory", "sync-customers", "sync-orders");
    }

    private static long running(CommandSide side) {
        return side.jdbc()
                .queryForObject("select count(*) from ledger.running_sync where type = 'customers'", Long.class);
    }
}
