package io.shopledger.command.inventory;

import static io.shopledger.command.inventory.StockFacts.LEVEL;
import static io.shopledger.command.inventory.StockFacts.available;
import static io.shopledger.command.order.OrderFacts.MONDAY;
import static io.shopledger.command.order.OrderFacts.TUESDAY;
import static io.shopledger.command.order.OrderFacts.TUESDAY_NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.change.DetailChange;
import io.shopledger.command.observation.Entities;
import io.shopledger.inventory.InventoryExamples;
import io.shopledger.inventory.StockLevelCommand.ObserveStockLevel;
import io.shopledger.inventory.StockLevelCommand.ObserveStockLevelRemoval;
import io.shopledger.inventory.StockLevelEvent.StockLevelChanged;
import io.shopledger.inventory.StockLevelEvent.StockLevelConnected;
import io.shopledger.inventory.StockLevelEvent.StockLevelDetailsChanged;
import io.shopledger.inventory.StockLevelEvent.StockLevelDisconnected;
import io.shopledger.inventory.StockLevelEvent.StockLevelLearned;
import io.shopledger.inventory.StockLevelEvent.StockLevelReconnected;
import io.shopledger.inventory.StockLevelRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;

class StockLevelTest {
    private static final StockLevelRecord FIVE = available(5L);

    private final AggregateTestFixture<StockLevel> level = new AggregateTestFixture<>(StockLevel.class);

    {
        level.registerAnnotatedCommandHandler(new Observer(level.getRepository()));
    }

    private record Observer(Repository<StockLevel> all) {
        @CommandHandler
        void handle(ObserveStockLevel seen) {
            Entities.observe(all, StockLevel::new, seen);
        }

        @CommandHandler
        void handle(ObserveStockLevelRemoval seen) {
            Entities.remove(all, StockLevel::new, seen);
        }
    }

    @Test
    void seenFirst_isConnectedWhole() {
        level.givenNoPriorActivity()
                .when(seen(FIVE))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new StockLevelConnected(LEVEL, FIVE, TUESDAY));
    }

    @Test
    void equalToWhatIsKnown_changesNothing() {
        when(FIVE, FIVE).expectNoEvents();
    }

    @Test
    void sold_tellsFromAndTo() {
        when(FIVE, available(4L)).expectEvents(new StockLevelChanged(LEVEL, 5L, 4L, TUESDAY));
    }

    @Test
    void notStockedAnyMore_isAbsentAndNotZero() {
        when(FIVE, available(null)).expectEvents(new StockLevelChanged(LEVEL, 5L, null, TUESDAY));
        when(available(null), available(0L)).expectEvents(new StockLevelChanged(LEVEL, null, 0L, TUESDAY));
    }

    @Test
    void gone_isToldOnce_andKeepsItsRecord() {
        var gone = new ObserveStockLevelRemoval(LEVEL, "inventory_levels/disconnect", TUESDAY_NOON, TUESDAY);

        level.given(known(FIVE))
                .when(gone)
                .expectEvents(new StockLevelDisconnected(LEVEL, "inventory_levels/disconnect", TUESDAY))
                .expectNotMarkedDeleted()
                .expectState(now -> assertThat(now.known()).isEqualTo(FIVE));
        level.given(known(FIVE), new StockLevelDisconnected(LEVEL, "inventory_levels/disconnect", MONDAY))
                .when(gone)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void foundAgain_isBack_andOnlyWhatIsDifferentIsTold() {
        level.given(known(FIVE), new StockLevelDisconnected(LEVEL, "inventory_levels/disconnect", MONDAY))
                .when(seen(FIVE))
                .expectEvents(new StockLevelReconnected(LEVEL, TUESDAY));
    }

    @Test
    void otherQuantities_areDetails() {
        StockLevelRecord whole = InventoryExamples.WHOLE_LEVEL;

        when(whole, whole.with(Map.of("committed", 3L, "available", 4L, "location_name", "Annexe")))
                .expectEvents(
                        new StockLevelChanged(LEVEL, 5L, 4L, TUESDAY),
                        new StockLevelDetailsChanged(
                                LEVEL,
                                List.of(
                                        new DetailChange("committed", "2", "3"),
                                        new DetailChange("location_name", "Main Warehouse", "Annexe")),
                                TUESDAY));
    }

    @Test
    void historyOfTheOlderMapping_isLearnedNotChanged() {
        StockLevelRecord today = InventoryExamples.WHOLE_LEVEL;
        Set<String> since = new TreeSet<>(StockLevelRecord.FIELDS.entityFields());
        since.remove("available");

        level.given(known(InventoryExamples.FIVE))
                .when(seen(today))
                .expectEvents(new StockLevelLearned(LEVEL, today.only(since), TUESDAY))
                .expectState(now -> assertThat(now.known()).isEqualTo(today));
    }

    private static StockLevelConnected known(StockLevelRecord record) {
        return new StockLevelConnected(LEVEL, record, MONDAY);
    }

    private static ObserveStockLevel seen(StockLevelRecord record) {
        return new ObserveStockLevel(LEVEL, record, TUESDAY_NOON, TUESDAY_NOON, TUESDAY);
    }

    private ResultValidator<StockLevel> when(StockLevelRecord before, StockLevelRecord now) {
        return level.given(known(before)).when(seen(now)).expectSuccessfulHandlerExecution();
    }
}
