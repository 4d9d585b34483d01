package io.shopledger.query.audit;

import io.shopledger.observation.ObservedEvent;
import io.shopledger.query.customer.CustomerForm;
import io.shopledger.query.customer.CustomerKind;
import io.shopledger.query.inventory.InventoryItemForm;
import io.shopledger.query.inventory.InventoryItemKind;
import io.shopledger.query.inventory.StockLevelForm;
import io.shopledger.query.inventory.StockLevelKind;
import io.shopledger.query.order.OrderForm;
import io.shopledger.query.order.OrderKind;
import io.shopledger.query.product.ProductForm;
import io.shopledger.query.product.ProductKind;
import java.util.List;
import java.util.Optional;

/** How each kind's events are told. */
final class Tellings {
    private static final List<Telling<?, ?>> ALL = List.of(
            new Telling<>(ProductKind.PRODUCTS, ProductForm.FORM, KindsTold::tell),
            new Telling<>(OrderKind.ORDERS, OrderForm.FORM, OrderTold::tell),
            new Telling<>(CustomerKind.CUSTOMERS, CustomerForm.FORM, KindsTold::tell),
            new Telling<>(InventoryItemKind.ITEMS, InventoryItemForm.FORM, KindsTold::tell),
            new Telling<>(StockLevelKind.LEVELS, StockLevelForm.FORM, KindsTold::tell));

    private Tellings() {}

    /** @return empty for what is observed nowhere, or written by a newer version of us */
    static Optional<Told> tell(Object event) {
        return ALL.stream()
                .filter(telling -> telling.kind().events().isInstance(event))
                .findFirst()
                .map(telling -> told(telling, event));
    }

    static Telling<?, ?> of(AuditedKind audited) {
        return ALL.stream()
                .filter(telling -> telling.kind().events() == audited.events())
                .findFirst()
                .orElseThrow();
    }

    record Told(List<Changes.Change> changes, List<HistoryPage.Learned> learned) {}

    private static <E extends ObservedEvent> Told told(Telling<?, E> telling, Object event) {
        E own = telling.kind().events().cast(event);
        return new Told(telling.changes(own), telling.learned(own));
    }
}
