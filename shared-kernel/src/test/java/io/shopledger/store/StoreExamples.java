package io.shopledger.store;

import static io.shopledger.order.OrderExamples.MONDAY;
import static io.shopledger.order.OrderExamples.TUESDAY;

import io.shopledger.StoreId;
import io.shopledger.store.StoreEvent.AccessRenewed;
import io.shopledger.store.StoreEvent.Drift;
import io.shopledger.store.StoreEvent.ScopesChanged;
import io.shopledger.store.StoreEvent.Shop;
import io.shopledger.store.StoreEvent.ShopDetailsChanged;
import io.shopledger.store.StoreEvent.StoreConnected;
import io.shopledger.store.StoreEvent.StoreDisconnected;
import io.shopledger.store.StoreEvent.StoreRedacted;
import io.shopledger.store.StoreEvent.WebhooksDrifted;
import io.shopledger.store.StoreEvent.WebhooksRepaired;
import io.shopledger.store.StoreEvent.WebhooksSubscribed;
import java.util.List;

/** One store, and one event of each type that tells something of it. */
public final class StoreExamples {
    private static final StoreId ID = new StoreId(7);
    private static final Shop UNASKED = new Shop("demo.myshopify.com", null, null, null, null);
    private static final Shop DEMO = new Shop("demo.myshopify.com", 690933842L, "Demo", "EUR", "Europe/Berlin");

    private StoreExamples() {}

    /** One event of each type, each with all that it can hold. */
    public static List<StoreEvent> oneOfEach() {
        return List.of(
                new StoreConnected(ID, DEMO, List.of("read_orders", "write_products"), 2, MONDAY),
                new AccessRenewed(ID, TUESDAY),
                new ShopDetailsChanged(ID, UNASKED, DEMO, TUESDAY),
                new ScopesChanged(ID, List.of(), List.of("read_orders"), TUESDAY),
                new WebhooksSubscribed(
                        ID, "https://ledger.example/webhooks", List.of("orders/create", "orders/paid"), TUESDAY),
                new WebhooksDrifted(
                        ID,
                        List.of(
                                new Drift("orders/create", "missing", MONDAY, null),
                                new Drift("customers/create", "missing", MONDAY, "This app is not approved")),
                        TUESDAY),
                new WebhooksRepaired(ID, "https://ledger.example", List.of("orders/create"), MONDAY, TUESDAY),
                new StoreDisconnected(ID, "uninstalled", 2, TUESDAY),
                new StoreRedacted(ID, 2, TUESDAY));
    }
}
