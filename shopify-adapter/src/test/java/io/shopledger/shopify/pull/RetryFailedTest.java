package io.shopledger.shopify.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.StoreId;
import io.shopledger.shopify.AdapterApplication.Decider;
import io.shopledger.shopify.AdapterOnSimulator;
import io.shopledger.shopify.ShopifyData;
import io.shopledger.shopify.SimulatedShopify;
import io.shopledger.shopify.SimulatedShopify.Between;
import io.shopledger.shopify.SimulatedShopify.Domain;
import io.shopledger.shopify.SimulatedShopify.Said;
import io.shopledger.shopify.store.ConnectedStores;
import io.shopledger.shopify.store.StoreRegistry;
import io.shopledger.sync.PullCommand.PullStep;
import io.shopledger.sync.Step;
import io.shopledger.sync.SyncCommand.FailedItem;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Two customers of the first page cannot be read: one says a time that is none, one does not say its id. */
@AdapterOnSimulator
class RetryFailedTest {
    @Autowired
    private StoreRegistry stores;

    @Autowired
    private PullCommands commands;

    @Autowired
    private Decider decider;

    @Autowired
    private JdbcTemplate jdbc;

    private Domain shopify;
    private StoreId store;
    private long spoilt;

    @BeforeEach
    void connect() {
        shopify = SimulatedShopify.domain();
        store = ConnectedStores.connect(stores, shopify.name, SimulatedShopify.TOKEN, "secret");
        spoilt = SimulatedShopify.truth("customers").get(3).get("id").asLong();
    }

    private Pulling ask(PullStep command) {
        await().until(() -> count("select count(*) from ledger.pull_job where store_id = ?") == 0);
        commands.handle(command);
        return new Pulling(command.syncId(), command.store(), command.step(), decider);
    }

    private int count(String sql) {
        return jdbc.queryForObject(sql, Integer.class, store.value());
    }

    private int failedItems() {
        return count("select count(*) from ledger.failed_item where store_id = ?");
    }

    private static Between changing(String pointer, Consumer<List<ObjectNode>> change) {
        return (asked, shopify) -> {
            Said said = shopify.answer();
            JsonNode answer = ShopifyData.JSON.readTree(said.body());
            change.accept(
                    answer.at(pointer).valueStream().map(ObjectNode.class::cast).toList());
            return new Said(said.status(), answer.toString());
        };
    }

    private void spoil(List<ObjectNode> customers) {
        for (ObjectNode customer : customers) {
            if (customer.get("id").asString().endsWith("/" + spoilt)) {
                customer.put("createdAt", "yesterday");
            }
        }
    }

    private Pulling pulledWithFailures() {
        shopify.on("CustomersPage", changing("/data/customers/nodes", customers -> {
            spoil(customers);
            if (customers.size() > 5) {
                customers.get(5).put("id", "none");
            }
        }));
        Pulling pull = ask(Pulling.everything(store, Step.CUSTOMERS, 250));
        pull.completed();
        shopify.undisturbed();
        return pull;
    }

    @Test
    void unreadable_isNamedAndStopsNoOther() {
        Pulling pull = pulledWithFailures();
        int all = SimulatedShopify.truth("customers").size();
        assertThat(pull.numbers("customer/")).hasSize(all - 2).doesNotContain(spoilt);
        assertThat(pull.completed().failed())
                .extracting(FailedItem::id)
                .containsExactly("customer/" + store.value() + "/" + spoilt, "without id");
        assertThat(pull.completed().failed().get(0).reason())
                .contains("createdAt")
                .doesNotContain("yesterday");
    }

    @Test
    void again_readsWhatFailedAndNothingElse() {
        pulledWithFailures();
        Pulling again = ask(Pulling.failed(store, Step.CUSTOMERS));
        assertThat(again.completed().failed()).isEmpty();
        assertThat(again.numbers("customer/")).containsExactly(spoilt);
        assertThat(shopify.asked("CustomersById")).hasSize(1);
        assertThat(shopify.asked("CustomersPage")).hasSize(1);
        assertThat(failedItems()).isEqualTo(1); // the one that nobody can ask for
    }

    @Test
    void stillUnreadable_staysFailed() {
        pulledWithFailures();
        shopify.on("CustomersById", changing("/data/nodes", this::spoil));
        Pulling again = ask(Pulling.failed(store, Step.CUSTOMERS));
        assertThat(again.completed().failed())
                .extracting(FailedItem::id)
                .containsExactly("customer/" + store.value() + "/" + spoilt);
        assertThat(again.numbers("customer/")).isEmpty();
    }

    @Test
    void notShown_staysFailedAndSaysSo() {
        pulledWithFailures();
        shopify.on("CustomersById", (asked, store) -> new Said(200, "{\"data\":{\"nodes\":[null]}}"));
        Pulling again = ask(Pulling.failed(store, Step.CUSTOMERS));
        assertThat(again.completed().failed())
                .extracting(FailedItem::reason)
                .containsExactly("Shopify does not show it");
    }

    @Test
    void everythingReadAnew_leavesNoOldFailure() {
        pulledWithFailures();
        Pulling anew = ask(Pulling.everything(store, Step.CUSTOMERS, 250));
        assertThat(anew.completed().failed()).isEmpty();
        await().until(() -> failedItems() == 0);
    }
}
