package io.shopledger.command.store;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.shopledger.store.StoreCommand.ConnectStore;
import io.shopledger.store.StoreCommand.DisconnectStore;
import io.shopledger.store.StoreCommand.RedactStore;
import io.shopledger.store.StoreCommand.ReportDrift;
import io.shopledger.store.StoreCommand.ReportRepair;
import io.shopledger.store.StoreCommand.ReportSubscriptions;
import io.shopledger.store.StoreEvent;
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
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** One store: whether it is connected, as which shop, with which scopes, and what is subscribed to. */
@Aggregate
class Store {
    @AggregateIdentifier
    private @Nullable String stream;

    private @Nullable Shop shop;
    private List<String> scopes = List.of();
    private int generation;
    private boolean connected;
    private int redacted;
    private @Nullable String address;
    private List<String> topics = List.of();
    private final Map<String, ToldDrift> drifts = new HashMap<>();

    /** What was told last of a topic's drift: it is not told twice, also not once it is repaired. */
    private record ToldDrift(Drift drift, boolean open) {
        boolean tells(Drift other) {
            return drift.what().equals(other.what())
                    && drift.inForceUntil().equals(other.inForceUntil())
                    && (drift.refusal() == null)
                            == (other.refusal() == null); // Shopify's words may be others each time
        }
    }

    Store() {} // Axon makes it empty, then replays its events

    void connect(ConnectStore asked, Instant now) {
        List<String> granted = sorted(asked.scopes());
        if (shop == null || !connected || asked.generation() > generation) {
            apply(new StoreConnected(asked.storeId(), asked.shop(), granted, asked.generation(), now));
            return;
        }
        if (!shop.equals(asked.shop())) {
            apply(new ShopDetailsChanged(asked.storeId(), shop, asked.shop(), now));
        }
        if (!scopes.equals(granted)) {
            apply(new ScopesChanged(asked.storeId(), scopes, granted, now));
        }
        if (asked.renewed()) {
            apply(new AccessRenewed(asked.storeId(), now));
        }
    }

    void subscribed(ReportSubscriptions told, Instant now) {
        List<String> inForce = sorted(told.topics());
        if (connected && !(told.address().equals(address) && topics.equals(inForce))) {
            apply(new WebhooksSubscribed(told.storeId(), told.address(), inForce, now));
        }
    }

    void drifted(ReportDrift told, Instant now) {
        List<Drift> news = told.topics().stream().filter(this::isNews).toList();
        if (connected && !news.isEmpty()) {
            apply(new WebhooksDrifted(told.storeId(), news, now));
        }
    }

    private boolean isNews(Drift drift) {
        ToldDrift known = drifts.get(drift.topic());
        return known == null || !known.tells(drift);
    }

    void repaired(ReportRepair told, Instant now) {
        List<String> open = sorted(told.topics()).stream()
                .filter(topic -> drifts.containsKey(topic) && drifts.get(topic).open())
                .toList();
        if (connected && !open.isEmpty()) {
            apply(new WebhooksRepaired(told.storeId(), told.address(), open, told.blindFrom(), now));
        }
    }

    void disconnect(DisconnectStore asked, Instant now) {
        if (connected && asked.generation() == generation) {
            apply(new StoreDisconnected(asked.storeId(), asked.reason(), generation, now));
        }
    }

    void redact(RedactStore demand, Instant now) {
        if (!connected && demand.generation() == generation && redacted < generation) {
            apply(new StoreRedacted(demand.storeId(), generation, now));
        }
    }

    @EventSourcingHandler
    void on(StoreEvent event) {
        stream = "store/" + event.storeId();
        if (event instanceof StoreConnected e) {
            connected = true;
            shop = e.shop();
            scopes = sorted(e.scopes());
            generation = e.generation();
        } else if (event instanceof ShopDetailsChanged e) {
            shop = e.to();
        } else if (event instanceof ScopesChanged e) {
            scopes = sorted(e.to());
        } else if (event instanceof WebhooksSubscribed e) {
            address = e.address();
            topics = sorted(e.topics());
        } else if (event instanceof WebhooksDrifted e) {
            e.topics().forEach(drift -> drifts.put(drift.topic(), new ToldDrift(drift, true)));
        } else if (event instanceof WebhooksRepaired e) {
            e.topics()
                    .forEach(topic ->
                            drifts.computeIfPresent(topic, (same, told) -> new ToldDrift(told.drift(), false)));
        } else if (event instanceof StoreDisconnected) {
            connected = false;
            address = null; // Shopify forgets the subscriptions of an app that is gone
            topics = List.of();
        } else if (event instanceof StoreRedacted e) {
            redacted = e.generation();
        }
    }

    private static List<String> sorted(List<String> words) {
        return words.stream().distinct().sorted().toList();
    }
}
