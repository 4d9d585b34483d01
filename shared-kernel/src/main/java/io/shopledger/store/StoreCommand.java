package io.shopledger.store;

import io.shopledger.StoreId;
import io.shopledger.store.StoreEvent.Drift;
import io.shopledger.store.StoreEvent.Shop;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What may be asked of a store. */
public sealed interface StoreCommand {

    StoreId storeId();

    /** @return the key of the store's event stream, such as {@code store/7} */
    @TargetAggregateIdentifier
    default String stream() {
        return "store/" + storeId();
    }

    /**
     * Connects a store, or tells what is different of a connected one. The store's number comes from the registry.
     *
     * @param renewed whether its token or secret is a new one
     * @param generation counts the installations, from 1
     */
    record ConnectStore(StoreId storeId, Shop shop, List<String> scopes, boolean renewed, int generation)
            implements StoreCommand {}

    /** Tells which topics are in force at {@code address}. */
    record ReportSubscriptions(StoreId storeId, String address, List<String> topics) implements StoreCommand {}

    /** Tells which topics are not as they were put in force; what was told before changes nothing. */
    record ReportDrift(StoreId storeId, List<Drift> topics) implements StoreCommand {}

    /**
     * Tells that topics of which drift was reported are in force again at {@code address}; others change nothing.
     *
     * @param blindFrom when they were last known to be in force
     */
    record ReportRepair(StoreId storeId, String address, List<String> topics, Instant blindFrom)
            implements StoreCommand {}

    /**
     * Ends a connection; one of another installation is not concerned.
     *
     * @param reason {@code uninstalled} or {@code asked}
     */
    record DisconnectStore(StoreId storeId, String reason, int generation) implements StoreCommand {}

    /**
     * Shopify demands that what is personal be erased, after an uninstall. A store that is connected again is not concerned.
     *
     * @param generation of the installation that is over
     */
    record RedactStore(StoreId storeId, int generation) implements StoreCommand {}
}
