package io.shopledger.command.store;

import io.shopledger.StoreId;
import io.shopledger.command.gateway.FixtureStreams;
import io.shopledger.store.StoreCommand;
import io.shopledger.store.StoreCommand.ConnectStore;
import io.shopledger.store.StoreCommand.DisconnectStore;
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
import io.shopledger.store.StoreEvent.WebhooksDrifted;
import io.shopledger.store.StoreEvent.WebhooksRepaired;
import io.shopledger.store.StoreEvent.WebhooksSubscribed;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class StoreTest {
    private static final StoreId ID = new StoreId(7);
    private static final Instant MONDAY = Instant.parse("2026-10-05T12:00:00Z");
    private static final Instant NOW = Instant.parse("2026-10-06T12:00:00Z");
    private static final Shop HATS = new Shop("hats.myshopify.com", 690933842L, "Hats", "EUR", "Europe/Berlin");
    private static final Shop CAPS = new Shop("hats.myshopify.com", 690933842L, "Caps", "EUR", "Europe/Berlin");
    private static final List<String> READ = List.of("read_orders", "read_products");
    private static final List<String> READ_AND_WRITE = List.of("read_orders", "read_products", "write_products");
    private static final String ADDRESS = "https://ledger.example/webhooks";
    private static final StoreConnected CONNECTED = new StoreConnected(ID, HATS, READ, 1, MONDAY);
    private static final StoreDisconnected GONE = new StoreDisconnected(ID, "uninstalled", 1, MONDAY);
    private static final WebhooksSubscribed SUBSCRIBED =
            new WebhooksSubscribed(ID, ADDRESS, List.of("orders/create", "orders/paid"), MONDAY);

    private static final Drift MISSING = new Drift("orders/create", "missing", MONDAY, null);
    private static final WebhooksDrifted DRIFTED = new WebhooksDrifted(ID, List.of(MISSING), MONDAY);
    private static final WebhooksRepaired REPAIRED =
            new WebhooksRepaired(ID, ADDRESS, List.of("orders/create"), MONDAY, NOW);

    private final AggregateTestFixture<Store> store = new AggregateTestFixture<>(Store.class);

    {
        store.registerAnnotatedCommandHandler(new StoreDecisions(
                store.getRepository(), new FixtureStreams(store.getEventStore()), Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    @Test
    void connectedFirst_isConnected() {
        store.givenNoPriorActivity()
                .when(new ConnectStore(ID, HATS, List.of("read_products", "read_orders"), true, 1))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new StoreConnected(ID, HATS, READ, 1, NOW));
    }

    @Test
    void connectedAgainAsItIs_changesNothing() {
        nothingHappens(new ConnectStore(ID, HATS, READ, false, 1), CONNECTED);
    }

    @Test
    void connectedAgainWithEverythingNew_tellsEach() {
        when(new ConnectStore(ID, CAPS, READ_AND_WRITE, true, 1), CONNECTED)
                .expectEvents(
                        new ShopDetailsChanged(ID, HATS, CAPS, NOW),
                        new ScopesChanged(ID, READ, READ_AND_WRITE, NOW),
                        new AccessRenewed(ID, NOW));
    }

    @Test
    void connectedAfterADisconnection_isConnectedAnew() {
        when(new ConnectStore(ID, HATS, READ, true, 2), CONNECTED, GONE)
                .expectEvents(new StoreConnected(ID, HATS, READ, 2, NOW));
    }

    @Test
    void installedAgainUnseen_isConnectedAnew() {
        when(new ConnectStore(ID, HATS, READ, true, 2), CONNECTED)
                .expectEvents(new StoreConnected(ID, HATS, READ, 2, NOW));
    }

    @Test
    void otherTopics_areTold_andTheSameInAnyOrderAreNot() {
        when(new ReportSubscriptions(ID, ADDRESS, List.of("orders/paid", "orders/create")), CONNECTED)
                .expectEvents(new WebhooksSubscribed(ID, ADDRESS, List.of("orders/create", "orders/paid"), NOW));
        nothingHappens(
                new ReportSubscriptions(ID, ADDRESS, List.of("orders/paid", "orders/create")), CONNECTED, SUBSCRIBED);
        when(new ReportSubscriptions(ID, ADDRESS, List.of("orders/paid")), CONNECTED, SUBSCRIBED)
                .expectEvents(new WebhooksSubscribed(ID, ADDRESS, List.of("orders/paid"), NOW));
    }

    @Test
    void otherAddress_isTold() {
        when(new ReportSubscriptions(ID, "https://new.example/webhooks", SUBSCRIBED.topics()), CONNECTED, SUBSCRIBED)
                .expectEvents(new WebhooksSubscribed(ID, "https://new.example/webhooks", SUBSCRIBED.topics(), NOW));
    }

    @Test
    void subscribedOnceMoreAfterAReinstallation_isToldAgain() {
        when(
                        new ReportSubscriptions(ID, ADDRESS, SUBSCRIBED.topics()),
                        CONNECTED,
                        SUBSCRIBED,
                        GONE,
                        new StoreConnected(ID, HATS, READ, 2, MONDAY))
                .expectEvents(new WebhooksSubscribed(ID, ADDRESS, SUBSCRIBED.topics(), NOW));
    }

    @Test
    void drift_isToldOnce_andAgainWhereItIsAnother() {
        when(new ReportDrift(ID, List.of(MISSING)), CONNECTED)
                .expectEvents(new WebhooksDrifted(ID, List.of(MISSING), NOW));
        nothingHappens(new ReportDrift(ID, List.of(MISSING)), CONNECTED, DRIFTED);
        Drift refused = new Drift("orders/create", "missing", MONDAY, "Not approved");
        Drift refusedInOtherWords = new Drift("orders/create", "missing", MONDAY, "Still not approved");
        Drift moved = new Drift("orders/paid", "moved", MONDAY, null);
        when(new ReportDrift(ID, List.of(refused, moved)), CONNECTED, DRIFTED)
                .expectEvents(new WebhooksDrifted(ID, List.of(refused, moved), NOW));
        nothingHappens(
                new ReportDrift(ID, List.of(refusedInOtherWords)),
                CONNECTED,
                DRIFTED,
                new WebhooksDrifted(ID, List.of(refused), MONDAY));
    }

    @Test
    void repair_isToldOnce_ofTopicsThatHadDrifted() {
        when(new ReportRepair(ID, ADDRESS, List.of("orders/create", "orders/paid"), MONDAY), CONNECTED, DRIFTED)
                .expectEvents(REPAIRED);
        nothingHappens(new ReportRepair(ID, ADDRESS, List.of("orders/create"), MONDAY), CONNECTED, DRIFTED, REPAIRED);
        nothingHappens(new ReportDrift(ID, List.of(MISSING)), CONNECTED, DRIFTED, REPAIRED);
        Drift anew = new Drift("orders/create", "missing", NOW, null);
        when(new ReportDrift(ID, List.of(anew)), CONNECTED, DRIFTED, REPAIRED)
                .expectEvents(new WebhooksDrifted(ID, List.of(anew), NOW));
    }

    @Test
    void uninstalled_isDisconnectedOnce() {
        when(new DisconnectStore(ID, "uninstalled", 1), CONNECTED)
                .expectEvents(new StoreDisconnected(ID, "uninstalled", 1, NOW));
        nothingHappens(new DisconnectStore(ID, "asked", 1), CONNECTED, GONE);
    }

    @Test
    void lateWordOfAnEarlierInstallation_endsNothing() {
        nothingHappens(
                new DisconnectStore(ID, "uninstalled", 1),
                CONNECTED,
                GONE,
                new StoreConnected(ID, HATS, READ, 2, MONDAY));
    }

    @Test
    void neverConnected_hasNothingToTellOrToEnd() {
        store.givenNoPriorActivity()
                .when(new ReportSubscriptions(ID, ADDRESS, List.of("orders/paid")))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        store.givenNoPriorActivity()
                .when(new DisconnectStore(ID, "asked", 1))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    private org.axonframework.test.aggregate.ResultValidator<Store> when(StoreCommand asked, StoreEvent... before) {
        return store.given((Object[]) before).when(asked).expectSuccessfulHandlerExecution();
    }

    private void nothingHappens(StoreCommand asked, StoreEvent... before) {
        when(asked, before).expectNoEvents();
    }
}
