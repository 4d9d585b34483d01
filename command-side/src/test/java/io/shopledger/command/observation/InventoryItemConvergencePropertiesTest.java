package io.shopledger.command.observation;

import static io.shopledger.command.inventory.StockFacts.HAT;
import static io.shopledger.command.inventory.StockFacts.ITEM;

import io.shopledger.Money;
import io.shopledger.Origin;
import io.shopledger.command.inventory.InventoryItems;
import io.shopledger.inventory.InventoryItemCommand.ObserveInventoryItem;
import io.shopledger.inventory.InventoryItemCommand.ObserveInventoryItemRemoval;
import io.shopledger.inventory.InventoryItemEvent;
import io.shopledger.inventory.InventoryItemFold;
import io.shopledger.inventory.InventoryItemRecord;
import io.shopledger.observation.Removal;
import io.shopledger.observation.Seen;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

class InventoryItemConvergencePropertiesTest extends PoorWebhooksProperties<InventoryItemRecord, InventoryItemEvent> {
    private static final List<InventoryItemRecord> CONTENTS = List.of(
            HAT,
            HAT.with(Map.of("cost", new Money("11", null), "weight", "130")),
            HAT.with(Map.of("sku", "HAT-12", "tracked", false, "country_harmonized_system_codes", List.of())));

    @Override
    Set<String> untoldByWebhooks() {
        return Set.of("weight", "weight_unit", "country_harmonized_system_codes");
    }

    @Override
    List<InventoryItemRecord> contents() {
        return CONTENTS;
    }

    @Override
    OneEntity<InventoryItemRecord, InventoryItemEvent> entity() {
        return new OneEntity<>(ITEM, InventoryItems::on, InventoryItemFold::after);
    }

    @Override
    Seen<InventoryItemRecord> seen(
            InventoryItemRecord record,
            @Nullable Instant updatedAt,
            @Nullable Instant triggeredAt,
            Origin origin,
            boolean partial) {
        return new ObserveInventoryItem(ITEM, record, updatedAt, triggeredAt, origin);
    }

    @Override
    Removal removal(String evidence, @Nullable Instant triggeredAt, Origin origin) {
        return new ObserveInventoryItemRemoval(ITEM, evidence, triggeredAt, origin);
    }
}
