package io.shopledger.sync;

import static io.shopledger.order.OrderExamples.MONDAY;
import static io.shopledger.order.OrderExamples.TUESDAY;

import io.shopledger.StoreId;
import io.shopledger.sync.SyncCommand.FailedItem;
import io.shopledger.sync.SyncEvent.SyncCancelled;
import io.shopledger.sync.SyncEvent.SyncCompleted;
import io.shopledger.sync.SyncEvent.SyncFailed;
import io.shopledger.sync.SyncEvent.SyncPageImported;
import io.shopledger.sync.SyncEvent.SyncRequested;
import io.shopledger.sync.SyncEvent.SyncStepCompleted;
import io.shopledger.sync.SyncEvent.SyncStepFailed;
import io.shopledger.sync.SyncEvent.SyncStepStarted;
import java.util.List;

/** One sync, and one event of each type that tells something of it. */
public final class SyncExamples {
    private static final SyncId ID = SyncId.parse("sync/4f9d7a52-6c1e-4a55-9a3f-0d8f6f6f8a11");
    private static final StoreId STORE = new StoreId(7);

    private SyncExamples() {}

    /** One event of each type, each with all that it can hold. */
    public static List<SyncEvent> oneOfEach() {
        return List.of(
                new SyncRequested(ID, STORE, "full", List.of(Step.values()), true, MONDAY, 50, true, "api", TUESDAY),
                new SyncStepStarted(ID, STORE, Step.PRODUCTS, TUESDAY),
                new SyncPageImported(ID, STORE, Step.INVENTORY, 3, 250, 750, 1000L, TUESDAY),
                new SyncStepCompleted(
                        ID,
                        STORE,
                        Step.CUSTOMERS,
                        750,
                        MONDAY,
                        List.of(new FailedItem("gid://shopify/Customer/207119551", "state is no text")),
                        TUESDAY),
                new SyncStepFailed(ID, STORE, Step.ORDERS, "access-denied", "read_orders is missing", TUESDAY),
                new SyncCompleted(ID, STORE, "full", 3000, TUESDAY),
                new SyncFailed(ID, STORE, "full", "no-progress", "Nothing was imported for a long time", TUESDAY),
                new SyncCancelled(ID, STORE, "full", TUESDAY));
    }
}
