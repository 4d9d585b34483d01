package io.shopledger.shopify.webhook;

import static io.shopledger.shopify.SimulatedShopify.dropSubscriptions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.shopledger.StoreId;
import io.shopledger.shopify.AdapterApplication;
import io.shopledger.shopify.AdapterOnSimulator;
import io.shopledger.shopify.SimulatedShopify;
import io.shopledger.shopify.SimulatedShopify.Domain;
import io.shopledger.shopify.SimulatedShopify.Said;
import io.shopledger.shopify.store.Connecting;
import io.shopledger.shopify.store.Connection;
import io.shopledger.store.StoreCommand.ReportDrift;
import io.shopledger.store.StoreCommand.ReportRepair;
import io.shopledger.store.StoreEvent.Drift;
import io.shopledger.sync.Step;
import io.shopledger.sync.SyncCommand.RequestSync;
import io.shopledger.webhook.SubscriptionWatch;
import io.shopledger.webhook.SubscriptionWatch.State;
import io.shopledger.webhook.SubscriptionWatch.Watched;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Subscriptions that Shopify lost or somebody changed, against the simulator. */
@AdapterOnSimulator
class SubscriptionDriftTest {
    private static final HttpUrl BASE = HttpUrl.get("https://ledger.example");
    private static final List<String> TOPICS =
            List.of("orders/create", "orders/paid", "customers/update", "app/uninstalled");
    private static final String PAID_AT = "https://ledger.example/webhooks/orders-paid";

    @Autowired
    private Subscriptions subscriptions;

    @Autowired
    private SubscriptionCheck check;

    @Autowired
    private SubscriptionWatch watch;

    @Autowired
    private Connecting connecting;

    @Autowired
    private JdbcTemplate jdbc;

    private Domain shopify;
    private StoreId store;

    @BeforeEach
    void registered() {
        jdbc.update("delete from ledger.wanted_topic");
        jdbc.update("delete from ledger.owed_pull");
        jdbc.update(
                "update ledger.store set shop_gid = null"); // one shop is one store, and each test has one of its own
        dropSubscriptions();
        shopify = SimulatedShopify.domain();
        store = connecting
                .connect(new Connection(shopify.name, SimulatedShopify.TOKEN, null, "secret", false))
                .store();
        subscriptions.register(store, BASE, SubscribedTopics.named(TOPICS));
        AdapterApplication.SENT.clear();
    }

    @AfterEach
    void approved() {
        SimulatedShopify.approved();
        AdapterApplication.REFUSED.clear();
    }

    @Test
    void nothingChanged_nothingIsToldOrAsked() {
        Instant before = seenAt("orders/paid");
        check();
        check();
        assertThat(AdapterApplication.SENT).isEmpty();
        assertThat(shopify.asked("WebhookSubscriptionCreate")).hasSize(TOPICS.size());
        assertThat(shopify.asked("WebhookSubscriptionUpdate")).isEmpty();
        assertThat(seenAt("orders/paid")).isAfter(before);
        assertThat(states()).containsOnly(State.IN_FORCE);
    }

    @Test
    void missingTopics_areTold_madeAnew_andWhatTheyDidNotTellIsReadOnce() {
        Instant paid = seenAt("orders/paid");
        dropSubscriptions("orders/paid", "customers/update", "app/uninstalled");
        check();
        assertThat(told(ReportDrift.class).topics())
                .extracting(Drift::topic, Drift::what, Drift::refusal)
                .containsExactly(
                        tuple("app/uninstalled", "missing", null),
                        tuple("customers/update", "missing", null),
                        tuple("orders/paid", "missing", null));
        assertThat(told(ReportDrift.class).topics().get(2).inForceUntil()).isEqualTo(paid);
        ReportRepair repair = told(ReportRepair.class);
        assertThat(repair.address()).isEqualTo("https://ledger.example");
        assertThat(repair.topics()).containsExactly("app/uninstalled", "customers/update", "orders/paid");
        assertThat(repair.blindFrom()).isBeforeOrEqualTo(paid);
        assertThat(inForce()).hasSize(TOPICS.size());
        assertThat(sent(RequestSync.class))
                .extracting(RequestSync::store, RequestSync::steps, RequestSync::full, RequestSync::requestedBy)
                .containsExactly(
                        tuple(store, List.of(Step.CUSTOMERS), false, "webhooks"),
                        tuple(store, List.of(Step.ORDERS), false, "webhooks"));
        assertThat(sent(RequestSync.class).get(1).since())
                .as("what was retried in vain before Shopify gave up is read, too")
                .isEqualTo(paid.minus(Duration.ofHours(5)));
        AdapterApplication.SENT.clear();
        check();
        assertThat(AdapterApplication.SENT).as("all is told").isEmpty();
        assertThat(states()).containsOnly(State.IN_FORCE);
    }

    @Test
    void movedTopic_isMadeAnewBesideTheOther() {
        change("orders/paid", Map.of("uri", "https://other.example/hooks"));
        check();
        assertThat(told(ReportDrift.class).topics()).extracting(Drift::what).containsExactly("moved");
        assertThat(told(ReportRepair.class).topics()).containsExactly("orders/paid");
        assertThat(subscriptions.all(store).stream()
                        .filter(one -> one.topic().equals("orders/paid"))
                        .map(Subscription::address))
                .as("two services of one app do not take it from each other for ever")
                .containsExactlyInAnyOrder("https://other.example/hooks", PAID_AT);
    }

    @Test
    void narrowedTopic_isMadeWholeAgain() {
        change("orders/paid", Map.of("includeFields", List.of("id")));
        check();
        assertThat(told(ReportDrift.class).topics()).extracting(Drift::what).containsExactly("narrowed");
        assertThat(inForce()).allMatch(Subscription::isWhole);
        assertThat(shopify.asked("WebhookSubscriptionUpdate")).hasSize(1);
    }

    @Test
    void refusedTopic_staysDrifted_isToldWithItsReason_andRepairedOnceShopifyLetsUs() {
        dropSubscriptions("orders/paid", "customers/update");
        SimulatedShopify.unapproved("customers/update");
        check();
        assertThat(told(ReportDrift.class).topics())
                .filteredOn(drift -> drift.topic().equals("customers/update"))
                .singleElement()
                .extracting(Drift::refusal)
                .asString()
                .contains("protected customer data");
        assertThat(told(ReportRepair.class).topics()).containsExactly("orders/paid");
        Watched customers = watched("customers/update");
        assertThat(customers.state()).isEqualTo(State.DRIFTED);
        assertThat(customers.inWords()).startsWith("missing, last in force 20").contains("protected customer data");
        Drift before = told(ReportDrift.class).topics().get(0);
        AdapterApplication.SENT.clear();
        check();
        assertThat(told(ReportDrift.class).topics())
                .as("the same as before, so that the store's history does not grow")
                .containsExactly(before);
        assertThat(sent(ReportRepair.class)).isEmpty();
        assertThat(sent(RequestSync.class)).isEmpty();
        SimulatedShopify.approved();
        check();
        assertThat(told(ReportRepair.class).blindFrom()).isEqualTo(before.inForceUntil());
        assertThat(watched("customers/update").state()).isEqualTo(State.IN_FORCE);
    }

    /** As where it was made by other means than the API, which Shopify does not show. */
    @Test
    void topicThatShopifyCallsTakenAndDoesNotList_isNotToldAsRepairedEachTime() {
        dropSubscriptions("orders/paid");
        shopify.on(
                "WebhookSubscriptionCreate",
                (asked, shop) -> new Said(
                        200,
                        "{\"data\":{\"webhookSubscriptionCreate\":{\"userErrors\":[{\"field\":null,\"message\":"
                                + "\"Address for this topic has already been taken\"}]}}}"));
        check();
        check();
        assertThat(sent(ReportRepair.class)).isEmpty();
        assertThat(sent(RequestSync.class)).isEmpty();
        assertThat(sent(ReportDrift.class)).hasSize(2);
        assertThat(sent(ReportDrift.class).stream().distinct())
                .as("the same, so that one is told")
                .hasSize(1);
    }

    @Test
    void syncThatIsRunning_isWaitedFor() {
        dropSubscriptions("orders/paid");
        AdapterApplication.REFUSED.add(RequestSync.class);
        check();
        assertThat(sent(RequestSync.class)).isEmpty();
        AdapterApplication.REFUSED.clear();
        check.checkDue();
        check.checkDue();
        assertThat(sent(RequestSync.class)).hasSize(1);
    }

    @Test
    void whoeverWasKilledBeforeTelling_isFollowedByTheNextCheck() {
        dropSubscriptions("orders/paid");
        AdapterApplication.REFUSED.add(ReportDrift.class);
        check();
        assertThat(inForce()).hasSize(TOPICS.size());
        assertThat(AdapterApplication.SENT).isEmpty();
        AdapterApplication.REFUSED.clear();
        check();
        assertThat(told(ReportDrift.class).topics()).extracting(Drift::what).containsExactly("missing");
        assertThat(told(ReportRepair.class).topics()).containsExactly("orders/paid");
        assertThat(sent(RequestSync.class)).hasSize(1);
    }

    @Test
    void personWhoRegistersAgain_doesNotHideTheGap() {
        Instant paid = seenAt("orders/paid");
        dropSubscriptions("orders/paid");
        subscriptions.register(store, BASE, SubscribedTopics.named(TOPICS));
        check.checkDue();
        assertThat(told(ReportDrift.class).topics()).extracting(Drift::topic).containsExactly("orders/paid");
        assertThat(told(ReportRepair.class).topics()).containsExactly("orders/paid");
        assertThat(told(ReportRepair.class).blindFrom()).isEqualTo(paid);
        assertThat(sent(RequestSync.class)).hasSize(1);
    }

    @Test
    void movedService_isNoDrift() {
        subscriptions.register(store, HttpUrl.get("https://new.example"), SubscribedTopics.named(TOPICS));
        AdapterApplication.SENT.clear();
        check();
        assertThat(AdapterApplication.SENT).isEmpty();
        assertThat(watched("orders/paid").address()).isEqualTo("https://new.example/webhooks/orders-paid");
    }

    @Test
    void removedSubscription_isWantedNoMore() {
        long id = inForce().stream()
                .filter(one -> one.topic().equals("orders/paid"))
                .findFirst()
                .orElseThrow()
                .id();
        subscriptions.remove(store, id);
        check();
        assertThat(AdapterApplication.SENT).isEmpty();
        assertThat(inForce()).extracting(Subscription::topic).doesNotContain("orders/paid");
    }

    @Test
    void topicThatIsForgotten_isNotRepaired() {
        dropSubscriptions("orders/paid");
        assertThat(subscriptions.forget(store, "orders/paid")).isTrue();
        assertThat(subscriptions.forget(store, "orders/paid")).isFalse();
        check();
        assertThat(inForce()).hasSize(TOPICS.size() - 1);
    }

    @Test
    void personWhoActsDuringARepair_goesFirst() {
        dropSubscriptions("customers/update", "orders/paid");
        shopify.on("WebhookSubscriptionCreate", (asked, shop) -> {
            shopify.undisturbed();
            subscriptions.forget(store, "orders/paid");
            return shop.answer();
        });
        check();
        assertThat(inForce()).extracting(Subscription::topic).doesNotContain("orders/paid");
        check();
        assertThat(inForce()).hasSize(TOPICS.size() - 1);
        assertThat(states()).containsOnly(State.IN_FORCE);
    }

    @Test
    void personWhoActsDuringAComparison_goesFirst() {
        dropSubscriptions("orders/paid");
        shopify.on("WebhookSubscriptions", (asked, shop) -> {
            shopify.undisturbed();
            Said before = shop.answer();
            subscriptions.register(store, BASE, SubscribedTopics.named(TOPICS));
            return before;
        });
        check();
        assertThat(shopify.asked("WebhookSubscriptionCreate"))
                .as("by the person alone")
                .hasSize(TOPICS.size() + 1);
    }

    @Test
    void shopifyThatDoesNotAnswer_isNoDrift() {
        Instant before = seenAt("orders/paid");
        shopify.on("WebhookSubscriptions", (asked, shop) -> new Said(503, ""));
        check();
        assertThat(AdapterApplication.SENT).isEmpty();
        assertThat(seenAt("orders/paid")).isEqualTo(before);
        jdbc.update("update ledger.wanted_topic set seen_at = now() - interval '31 minutes'");
        assertThat(states()).containsOnly(State.UNCHECKED);
        assertThat(due()).as("later, and not at once").isFalse();
    }

    @Test
    void storeThatCannotBeCalled_isNotCompared() {
        jdbc.update("update ledger.store set status = 'parked' where id = ?", store.value());
        dropSubscriptions("orders/paid");
        check();
        assertThat(AdapterApplication.SENT).isEmpty();
        assertThat(inForce()).hasSize(TOPICS.size() - 1);
    }

    @Test
    void refusedAtOnce_isNotWanted() {
        SimulatedShopify.unapproved("customers/create");
        subscriptions.register(store, BASE, SubscribedTopics.named(List.of("customers/create")));
        assertThat(watch.of(store)).extracting(Watched::topic).doesNotContain("customers/create");
    }

    private void check() {
        jdbc.update("update ledger.subscription_check set next_at = now() where store_id = ?", store.value());
        check.checkDue();
    }

    private boolean due() {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select next_at <= now() from ledger.subscription_check where store_id = ?",
                Boolean.class,
                store.value()));
    }

    private Instant seenAt(String topic) {
        return Objects.requireNonNull(jdbc.queryForObject(
                        "select seen_at from ledger.wanted_topic where store_id = ? and topic = ?",
                        OffsetDateTime.class,
                        store.value(),
                        topic))
                .toInstant();
    }

    private List<Subscription> inForce() {
        return subscriptions.all(store);
    }

    private List<State> states() {
        return watch.of(store).stream().map(Watched::state).toList();
    }

    private Watched watched(String topic) {
        return watch.of(store).stream()
                .filter(one -> one.topic().equals(topic))
                .findFirst()
                .orElseThrow();
    }

    private void change(String topic, Map<String, ?> to) {
        long id = inForce().stream()
                .filter(one -> one.topic().equals(topic))
                .findFirst()
                .orElseThrow()
                .id();
        SimulatedShopify.ask(
                "mutation ($id: ID!, $to: WebhookSubscriptionInput!) { webhookSubscriptionUpdate(id: $id,"
                        + " webhookSubscription: $to) { userErrors { message } } }",
                Map.of("id", Subscription.gid(id), "to", to));
    }

    private static <T> List<T> sent(Class<T> type) {
        return AdapterApplication.SENT.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The only one. */
    private static <T> T told(Class<T> type) {
        assertThat(sent(type)).hasSize(1);
        return sent(type).get(0);
    }
}
