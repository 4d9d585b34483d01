package io.shopledger.command.inventory;

import static io.shopledger.command.inventory.StockFacts.HAT;
import static io.shopledger.command.inventory.StockFacts.ITEM;
import static io.shopledger.command.order.OrderFacts.MONDAY;
import static io.shopledger.command.order.OrderFacts.TUESDAY;
import static io.shopledger.command.order.OrderFacts.TUESDAY_NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.Money;
import io.shopledger.change.DetailChange;
import io.shopledger.change.ListChange;
import io.shopledger.command.observation.Entities;
import io.shopledger.inventory.InventoryItemCommand.ObserveInventoryItem;
import io.shopledger.inventory.InventoryItemCommand.ObserveInventoryItemRemoval;
import io.shopledger.inventory.InventoryItemEvent.InventoryItemCostChanged;
import io.shopledger.inventory.InventoryItemEvent.InventoryItemDetailsChanged;
import io.shopledger.inventory.InventoryItemEvent.InventoryItemLearned;
import io.shopledger.inventory.InventoryItemEvent.InventoryItemListed;
import io.shopledger.inventory.InventoryItemEvent.InventoryItemRemoved;
import io.shopledger.inventory.InventoryItemEvent.InventoryItemReturned;
import io.shopledger.inventory.InventoryItemRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;

class InventoryItemTest {
    private final AggregateTestFixture<InventoryItem> item = new AggregateTestFixture<>(InventoryItem.class);

    {
        item.registerAnnotatedCommandHandler(new Observer(item.getRepository()));
    }

    private record Observer(Repository<InventoryItem> all) {
        @CommandHandler
        void handle(ObserveInventoryItem seen) {
            Entities.observe(all, InventoryItem::new, seen);
        }

        @CommandHandler
        void handle(ObserveInventoryItemRemoval seen) {
            Entities.remove(all, InventoryItem::new, seen);
        }
    }

    @Test
    void seenFirst_isListedWhole() {
        item.givenNoPriorActivity()
                .when(seen(HAT))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new InventoryItemListed(ITEM, HAT, TUESDAY));
    }

    @Test
    void equalToWhatIsKnown_changesNothing() {
        when(HAT, HAT).expectNoEvents();
    }

    @Test
    void dearerToBuy_isACostAndNoDetail() {
        when(HAT, HAT.with(Map.of("cost", new Money("10", null))))
                .expectEvents(
                        new InventoryItemCostChanged(ITEM, new Money("9.5", null), new Money("10", null), TUESDAY));
    }

    @Test
    void otherDetails_areToldTogether() {
        when(HAT, HAT.with(Map.of("tracked", false, "weight", "130", "country_harmonized_system_codes", List.of())))
                .expectEvents(new InventoryItemDetailsChanged(
                        ITEM,
                        List.of(new DetailChange("tracked", "true", "false"), new DetailChange("weight", "120", "130")),
                        List.of(new ListChange("country_harmonized_system_codes", List.of("CA:650500"), List.of())),
                        TUESDAY));
    }

    @Test
    void costToldForTheFirstTime_isLearned() {
        when(HAT.only(Set.of("sku", "tracked")), HAT.only(Set.of("sku", "tracked", "cost")))
                .expectEvents(new InventoryItemLearned(ITEM, HAT.only(Set.of("cost")), TUESDAY));
    }

    @Test
    void gone_isToldOnce_andKeepsItsRecord() {
        var gone = new ObserveInventoryItemRemoval(ITEM, "inventory_items/delete", TUESDAY_NOON, TUESDAY);

        item.given(known(HAT))
                .when(gone)
                .expectEvents(new InventoryItemRemoved(ITEM, "inventory_items/delete", TUESDAY))
                .expectNotMarkedDeleted()
                .expectState(now -> assertThat(now.known()).isEqualTo(HAT));
        item.given(known(HAT), new InventoryItemRemoved(ITEM, "inventory_items/delete", MONDAY))
                .when(gone)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void foundAgain_isBack_andOnlyWhatIsDifferentIsTold() {
        item.given(known(HAT), new InventoryItemRemoved(ITEM, "inventory_items/delete", MONDAY))
                .when(seen(HAT))
                .expectEvents(new InventoryItemReturned(ITEM, TUESDAY));
    }

    private static InventoryItemListed known(InventoryItemRecord record) {
        return new InventoryItemListed(ITEM, record, MONDAY);
    }

    private static ObserveInventoryItem seen(InventoryItemRecord record) {
        return new ObserveInventoryItem(ITEM, record, TUESDAY_NOON, TUESDAY_NOON, TUESDAY);
    }

    private ResultValidator<InventoryItem> when(InventoryItemRecord before, InventoryItemRecord now) {
        return item.given(known(before)).when(seen(now)).expectSuccessfulHandlerExecution();
    }
}
