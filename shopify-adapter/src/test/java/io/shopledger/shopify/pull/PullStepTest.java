package io.shopledger.shopify.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.StoreId;
import io.shopledger.observation.Observation;
import io.shopledger.product.ProductCommand.ObserveProduct;
import io.shopledger.shopify.AdapterApplication.Decider;
import io.shopledger.shopify.AdapterOnSimulator;
import io.shopledger.shopify.SimulatedShopify;
import io.shopledger.shopify.SimulatedShopify.Domain;
import io.shopledger.shopify.store.ConnectedStores;
import io.shopledger.shopify.store.StoreRegistry;
import io.shopledger.sync.PullCommand.PullStep;
import io.shopledger.sync.Step;
import io.shopledger.sync.SyncCommand.CompleteStep;
import io.shopledger.sync.SyncCommand.ImportPage;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@AdapterOnSimulator
class PullStepTest {
    @Autowired
    private StoreRegistry stores;

    @Autowired
    private PullCommands commands;

    @Autowired
    private PullWorker worker;

    @Autowired
    private PageReader reader;

    @Autowired
    private NodesById byId;

    @Autowired
    private Observed observed;

    @Autowired
    private Decider decider;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private DataSource dataSource;

    private Domain shopify;
    private StoreId store;

    @BeforeEach
    void connect() {
        shopify = SimulatedShopify.domain();
        store = ConnectedStores.connect(stores, shopify.name, SimulatedShopify.TOKEN, "secret");
    }

    private Pulling ask(PullStep command) {
        commands.handle(command);
        return pulling(command);
    }

    private Pulling pulling(PullStep command) {
        return new Pulling(command.syncId(), command.store(), command.step(), decider);
    }

    private static List<Long> ids(String kind) {
        return ids(SimulatedShopify.truth(kind));
    }

    private static List<Long> ids(List<JsonNode> things) {
        return things.stream().map(thing -> thing.get("id").asLong()).sorted().toList();
    }

    private int count(String sql, Object... given) {
        return jdbc.queryForObject(sql, Integer.class, given);
    }

    private int jobs(Pulling pull) {
        return count(
                "select count(*) from ledger.pull_job where sync_id = ?",
                pull.sync().value());
    }

    @ParameterizedTest
    @CsvSource({
        "PRODUCTS,  products,  product/,  ProductsPage",
        "INVENTORY, inventory, item/,     InventoryItemsPage",
        "CUSTOMERS, customers, customer/, CustomersPage",
        "ORDERS,    orders,    order/,    OrdersPage"
    })
    void everything_isReadOnceAndCounted(Step step, String kind, String word, String page) {
        Pulling pull = ask(Pulling.everything(store, step, 40));
        CompleteStep complete = pull.completed();
        List<Long> truth = ids(kind);
        assertThat(pull.numbers(word)).isEqualTo(truth);
        assertThat(complete.failed()).isEmpty();
        assertThat(pull.pages()).extracting(ImportPage::page).isEqualTo(upTo(pages(truth)));
        assertThat(pull.pages()).extracting(ImportPage::expected).containsOnly((long) truth.size());
        assertThat(pull.pages().stream().mapToLong(ImportPage::items).sum()).isEqualTo(truth.size());
        assertThat(shopify.asked(page)).hasSize(pages(truth));
        await().until(() -> jobs(pull) == 0);
    }

    private static int pages(List<Long> truth) {
        return (truth.size() + 39) / 40;
    }

    private static List<Integer> upTo(int pages) {
        return IntStream.rangeClosed(1, pages).boxed().toList();
    }

    @Test
    void levels_comeWithTheirItems() {
        Pulling pull = ask(Pulling.everything(store, Step.INVENTORY, 250));
        pull.completed();
        List<String> truth = new ArrayList<>();
        SimulatedShopify.truth("inventory")
                .forEach(item -> item.get("levels")
                        .forEach(level -> truth.add("stock/" + store.value() + "/"
                                + level.get("inventory_item_id").asLong() + "/"
                                + level.get("location_id").asLong())));
        assertThat(pull.decided("stock/")).extracting(Observation::stream).containsExactlyInAnyOrderElementsOf(truth);
    }

    @Test
    void askedForTwice_isReadOnce() {
        PullStep command = Pulling.everything(store, Step.CUSTOMERS, 40);
        commands.handle(command);
        commands.handle(command);
        Pulling pull = pulling(command);
        pull.completed();
        assertThat(pull.numbers("customer/")).isEqualTo(ids("customers"));
    }

    /** Who decides a page needs its partitions' rows: while they are locked, nothing is decided. */
    @Test
    void stepIsComplete_whenTheLastOfItIsDecided() throws SQLException {
        Pulling pull;
        try (Connection lock = dataSource.getConnection();
                Statement sql = lock.createStatement()) {
            lock.setAutoCommit(false);
            sql.execute("select partition from ledger.partition_lease for update");
            pull = ask(Pulling.everything(store, Step.CUSTOMERS, 40));
            // A worker that looks again tells the last page again: it has looked often, and waits.
            await().until(() ->
                    pull.told(ImportPage.class).size() > pull.pages().size() + 2);
            assertThat(pull.told(CompleteStep.class)).isEmpty();
            assertThat(pull.decided("customer/")).isEmpty();
            lock.rollback();
        }
        pull.completed();
        assertThat(pull.numbers("customer/")).isEqualTo(ids("customers"));
    }

    @Test
    void abandonedAfterTwoPages_isGoneOnWithByAnother() {
        PullStep command = Pulling.everything(store, Step.ORDERS, 50);
        worker.stop();
        PullJobs abandoned = new PullJobs(jdbc);
        PullPage pages = new PullPage(reader, byId, observed, abandoned);
        abandoned.add(command, 50);
        PullJob third = pages.read(pages.read(abandoned.claim().orElseThrow()).orElseThrow())
                .orElseThrow();
        assertThat(new PullJobs(jdbc).claim()).isEmpty(); // it is still under lease
        jdbc.update("update ledger.pull_job set leased_until = now() where worker is not null");
        worker.start();
        Pulling pull = pulling(command);
        pull.completed();
        assertThat(pages.read(third)).isEmpty(); // the silent one wakes up and keeps nothing
        assertThat(pull.numbers("order/")).isEqualTo(ids("orders"));
        assertThat(shopify.asked("OrdersPage"))
                .filteredOn(asked -> asked.path("after").isNull())
                .hasSize(1);
    }

    @Test
    void since_findsWhatChangedAndNothingElse() {
        SimulatedShopify.TIME.pass(Duration.ofHours(2));
        Instant since = SimulatedShopify.TIME.instant().truncatedTo(ChronoUnit.SECONDS);
        SimulatedShopify.TIME.pass(Duration.ofMinutes(5));
        SimulatedShopify.live(60);
        Pulling pull = ask(Pulling.changes(store, Step.ORDERS, since.plusMillis(250)));
        pull.completed();
        assertThat(shopify.asked("OrdersPage").get(0).get("query").asString())
                .isEqualTo("updated_at:>='" + since + "'")
                .endsWith("Z'");
        assertThat(pull.numbers("order/")).isNotEmpty().isEqualTo(changedSince(since, "orders"));
        assertThat(pull.pages()).extracting(ImportPage::expected).containsOnly((long)
                pull.numbers("order/").size());
    }

    private static List<Long> changedSince(Instant since, String kind) {
        return ids(SimulatedShopify.truth(kind).stream()
                .filter(thing -> !OffsetDateTime.parse(thing.get("updated_at").asString())
                        .toInstant()
                        .isBefore(since))
                .toList());
    }

    @Test
    void withoutSince_goesOnWhereTheLastCompleteOneEnded() {
        Instant readTo =
                ask(Pulling.everything(store, Step.ORDERS, 250)).completed().readTo();
        SimulatedShopify.TIME.pass(Duration.ofHours(2));
        SimulatedShopify.live(40);
        await().until(() -> jobsOf(store) == 0);
        int pages = shopify.asked("OrdersPage").size();
        Pulling pull = ask(Pulling.changes(store, Step.ORDERS, null));
        pull.completed();
        Instant asked = readTo.truncatedTo(ChronoUnit.SECONDS);
        assertThat(shopify.asked("OrdersPage").get(pages).get("query").asString())
                .contains(asked.toString());
        assertThat(pull.numbers("order/")).isNotEmpty().isEqualTo(changedSince(asked, "orders"));
    }

    private int jobsOf(StoreId whose) {
        return count("select count(*) from ledger.pull_job where store_id = ?", whose.value());
    }

    /** What changed between the last complete step and a later since was not read by anyone. */
    @Test
    void laterSince_leavesNoGapForTheNextStep() {
        Instant readTo =
                ask(Pulling.everything(store, Step.CUSTOMERS, 250)).completed().readTo();
        await().until(() -> jobsOf(store) == 0);
        ask(Pulling.changes(store, Step.CUSTOMERS, readTo.plus(Duration.ofMinutes(1))))
                .completed();
        await().until(() -> jobsOf(store) == 0);
        ask(Pulling.changes(store, Step.CUSTOMERS, null)).completed();
        assertThat(shopify.asked("CustomersPage").get(2).get("query").asString())
                .contains(readTo.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    @Test
    void productWith130Variants_comesWhole() {
        JsonNode made = productWith(130);
        Pulling pull = ask(Pulling.everything(store, Step.PRODUCTS, 250));
        pull.completed();
        long id = Long.parseLong(made.at("/productSet/product/id").asString().replaceAll("\\D", ""));
        ObserveProduct whole = pull.decided("product/").stream()
                .map(ObserveProduct.class::cast)
                .filter(one -> one.productId().shopifyId() == id)
                .findFirst()
                .orElseThrow();
        assertThat(whole.record().variants())
                .hasSize(130)
                .extracting("title")
                .doesNotHaveDuplicates()
                .contains("N 0", "N 129");
        assertThat(whole.partial()).isFalse();
        assertThat(shopify.asked("ProductVariants"))
                .filteredOn(asked -> asked.get("id").asString().endsWith("/" + id))
                .hasSize(1);
    }

    private static JsonNode productWith(int variants) {
        List<Map<String, Object>> values = new ArrayList<>();
        List<Map<String, Object>> all = new ArrayList<>();
        for (int i = 0; i < variants; i++) {
            values.add(Map.of("name", "N " + i));
            all.add(Map.of("optionValues", List.of(Map.of("optionName", "Number", "name", "N " + i)), "price", "1.50"));
        }
        return SimulatedShopify.ask(
                "mutation Make($input: ProductSetInput!) { productSet(input: $input) { product { id } userErrors { message } } }",
                Map.of(
                        "input",
                        Map.of(
                                "title",
                                "Beads",
                                "productOptions",
                                List.of(Map.of("name", "Number", "values", values)),
                                "variants",
                                all)));
    }
}
