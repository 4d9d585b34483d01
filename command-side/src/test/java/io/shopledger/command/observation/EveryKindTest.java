package io.shopledger.command.observation;

import static io.shopledger.command.order.OrderFacts.MONDAY;
import static io.shopledger.command.order.OrderFacts.MONDAY_NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.command.CommandSide;
import io.shopledger.command.customer.CustomerFacts;
import io.shopledger.command.inventory.StockFacts;
import io.shopledger.command.order.OrderFacts;
import io.shopledger.command.product.ProductFacts;
import io.shopledger.customer.CustomerCommand.ObserveCustomer;
import io.shopledger.inventory.InventoryItemCommand.ObserveInventoryItem;
import io.shopledger.inventory.StockLevelCommand.ObserveStockLevel;
import io.shopledger.inventory.StockLevelCommand.ObserveStockLevelRemoval;
import io.shopledger.observation.Decision;
import io.shopledger.observation.Observation;
import io.shopledger.observation.Page;
import io.shopledger.observation.PageDecider;
import io.shopledger.order.OrderCommand.ObserveOrder;
import io.shopledger.product.ProductCommand.ObserveProduct;
import io.shopledger.webhook.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page decider as the program wires it. */
class EveryKindTest {
    private static final List<Observation> ONE_OF_EACH = List.of(
            new ObserveProduct(ProductFacts.ID, ProductFacts.HATS, MONDAY_NOON, null, MONDAY, false),
            new ObserveOrder(OrderFacts.ID, OrderFacts.PENDING, MONDAY_NOON, null, MONDAY),
            new ObserveCustomer(CustomerFacts.ID, CustomerFacts.REGULAR, MONDAY_NOON, null, MONDAY),
            new ObserveInventoryItem(StockFacts.ITEM, StockFacts.HAT, MONDAY_NOON, null, MONDAY),
            new ObserveStockLevel(StockFacts.LEVEL, StockFacts.available(5L), MONDAY_NOON, null, MONDAY),
            new ObserveStockLevelRemoval(StockFacts.LEVEL, "inventory_levels/disconnect", null, MONDAY));

    private record Seen(List<Observation> observations, List<Decision> decisions) implements Page {
        @Override
        public void claim() {}

        @Override
        public void finish(List<Decision> decided) {
            decisions.addAll(decided);
        }
    }

    @Test
    void pageOfEveryKind_isDecidedByItsOwnAggregates() throws Exception {
        CommandSide side = CommandSide.shared();
        Seen page = new Seen(ONE_OF_EACH, new ArrayList<>());

        side.bean(PageDecider.class).decide(page);

        assertThat(page.decisions()).hasSize(6).containsOnly(Decision.of(Outcome.APPLIED));
        assertThat(side.jdbc()
                        .queryForList(
                                "select type || ' ' || payload_type from events.domain_event"
                                        + " where aggregate_identifier ~ '^(product|order|customer|item|stock)/'",
                                String.class))
                .containsExactlyInAnyOrder(
                        "Product product.ProductListed",
                        "Order order.OrderPlaced",
                        "Customer customer.CustomerJoined",
                        "InventoryItem item.InventoryItemListed",
                        "StockLevel stock.StockLevelConnected",
                        "StockLevel stock.StockLevelDisconnected");
        Seen again = new Seen(ONE_OF_EACH.subList(0, 4), new ArrayList<>());
        side.bean(PageDecider.class).decide(again);
        assertThat(again.decisions()).containsOnly(Decision.of(Outcome.UNCHANGED));
    }
}
