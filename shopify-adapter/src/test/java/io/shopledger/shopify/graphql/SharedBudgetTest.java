package io.shopledger.shopify.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shopledger.StoreId;
import io.shopledger.shopify.RealPostgres;
import io.shopledger.shopify.ShopifyData;
import io.shopledger.shopify.governor.Governor;
import io.shopledger.shopify.governor.Governors;
import io.shopledger.shopify.governor.Priority;
import io.shopledger.shopify.graphql.ShopifyFailure.Throttled;
import io.shopledger.simulator.Plan;
import io.shopledger.simulator.Simulator;
import io.shopledger.simulator.SimulatorSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import tools.jackson.databind.JsonNode;

/**
 * Three processes call one store, each with workers of its own, and know of each other by the database alone. Shopify's side,
 * which refuses whoever asks for more than there is, is the simulated store's.
 */
class SharedBudgetTest {
    private static final StoreId STORE = new StoreId(1);
    private static final int PROCESSES = 3;
    private static final int WORKERS = 3;

    /** In a few seconds of a machine that others use, too; a whole minute is measured by itself. */
    private static final double ABOUT_ALL = 0.85;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final HikariDataSource database = RealPostgres.database(20);
    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final List<Thread> workers = new ArrayList<>();
    private Simulator shopify;
    private int pageSize = 10;

    @BeforeEach
    void start() {
        shopify = Simulator.start(SimulatorSettings.builder()
                .port(0)
                .products(60)
                .orders(120)
                .customers(30)
                .plan(Plan.STANDARD)
                .build());
    }

    @AfterEach
    void stop() throws InterruptedException {
        running.set(false);
        for (Thread worker : workers) {
            worker.interrupt();
            worker.join();
        }
        shopify.close();
        database.close();
    }

    @Test
    void steadyPull_spendsWhatFlowsIn_andIsNeverThrottled() {
        limits(2_000, 400);
        pulls(PROCESSES);
        assertThat(spentOfRestored(Duration.ofSeconds(4), 400)).isGreaterThanOrEqualTo(ABOUT_ALL);
        assertThat(stats().get("throttled").asInt()).isZero();
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNLIMITED")
    void minuteOfEachPlan_spendsWhatFlowsIn_andIsNeverThrottled(Plan plan) {
        int rate =
                Map.of(Plan.STANDARD, 100, Plan.ADVANCED, 200, Plan.PLUS, 1_000).get(plan);
        limits(20 * rate, rate);
        pageSize = Math.min(20, rate / 10); // 40 would cost more than one call may
        pulls(PROCESSES);
        assertThat(spentOfRestored(Duration.ofSeconds(60), rate)).isGreaterThanOrEqualTo(0.98);
        assertThat(stats().get("throttled").asInt()).isZero();
    }

    @Test
    void anotherClientThatTakesHalf_leavesTheRest_andIsNoStorm() {
        limits(2_000, 400);
        pulls(PROCESSES);
        steady();
        worker(() -> {
            spend(200);
            Thread.sleep(1_000);
        });
        int before = stats().get("throttled").asInt();
        assertThat(spentOfRestored(Duration.ofSeconds(4), 400))
                .as("nobody stands still")
                .isGreaterThanOrEqualTo(0.6);
        assertThat(stats().get("throttled").asInt() - before)
                .as("of some dozens of calls")
                .isLessThanOrEqualTo(3);
    }

    @Test
    void limitsThatAreLowered_areLearntWithTheNextAnswer_andIsNoStorm() {
        limits(2_000, 400);
        pulls(PROCESSES);
        steady();
        limits(1_500, 200);
        await().until(() -> rateKnown() == 200);
        int before = stats().get("throttled").asInt();
        assertThat(before).as("those that were under way").isLessThanOrEqualTo(PROCESSES * WORKERS);
        assertThat(spentOfRestored(Duration.ofSeconds(4), 200))
                .as("nobody stands still")
                .isGreaterThanOrEqualTo(0.6);
        assertThat(stats().get("throttled").asInt()).isEqualTo(before);
    }

    @Test
    void whatAKilledProcessHadTaken_comesBack_andIsNoStorm() throws InterruptedException {
        limits(3_000, 400);
        Governor killed = Governors.another(jdbc, new JdbcTransactionManager(database));
        for (int call = 0; call < 2; call++) {
            killed.reserve(STORE, "its-page/250", true, Priority.BACKGROUND);
            killed.told(STORE, 3_000, 3_000, 400);
        }
        assertThat(killed.of(STORE).orElseThrow().remaining()).isEqualTo(1_000);
        pulls(PROCESSES);
        steady();
        assertThat(spentOfRestored(Duration.ofSeconds(6), 400)).isGreaterThanOrEqualTo(ABOUT_ALL);
        assertThat(stats().get("throttled").asInt()).isZero();
        assertThat(jdbc.queryForObject("select count(*) from ledger.budget_use where points = 1000", Integer.class))
                .as("they have run out")
                .isZero();
    }

    /** Once the bucket is down to what is kept for people, what is spent is what flows in. */
    private double spentOfRestored(Duration time, int rate) {
        steady();
        long began = System.nanoTime();
        long before = stats().get("points").asLong();
        await().pollInterval(Duration.ofMillis(20))
                .atMost(time.plusSeconds(60))
                .until(() -> System.nanoTime() - began >= time.toNanos());
        double spent = stats().get("points").asLong() - before;
        return spent / ((System.nanoTime() - began) / 1e9 * rate);
    }

    private void steady() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Boolean.TRUE.equals(jdbc.queryForObject(
                        "select coalesce(bool_and(available < 0.2 * maximum + 50 and told_at is not null), false) from ledger.budget",
                        Boolean.class)));
    }

    private double rateKnown() {
        return jdbc.queryForObject("select restore_rate from ledger.budget", Double.class);
    }

    private void pulls(int processes) {
        for (int process = 0; process < processes; process++) {
            GraphQlClient client = client();
            for (int worker = 0; worker < WORKERS; worker++) {
                worker(() -> client.ask(
                        STORE,
                        Call.of("orders-page", Priority.BACKGROUND, "sync-orders")
                                .with("first", pageSize)));
            }
        }
    }

    private interface Work {
        void once() throws Exception;
    }

    private void worker(Work work) {
        Thread worker = new Thread(() -> {
            while (running.get()) {
                try {
                    work.once();
                } catch (Throttled pause) {
                    // it is asked again
                } catch (Exception failure) {
                    if (running.get()) {
                        throw new IllegalStateException(failure);
                    }
                }
            }
        });
        workers.add(worker);
        worker.start();
    }

    private GraphQlClient client() {
        ShopifySettings settings = new ShopifySettings(shopify.address() + "/{shop}", "2026-10");
        Clock clock = Clock.systemUTC();
        Targets targets = new Targets() {
            @Override
            public Target of(StoreId store) {
                return new Target("demo.myshopify.com", "shpat_demo");
            }

            @Override
            public boolean renew(StoreId store, Target refused) {
                return false;
            }

            @Override
            public void parked(StoreId store, ParkedReason reason) {}
        };
        return new GraphQlClient(
                targets,
                new Exchange(
                        new GraphQlWiring().shopifyHttp(),
                        settings,
                        new ApiVersionWatch(settings, new SimpleMeterRegistry()),
                        new Reach(clock),
                        clock),
                Governors.another(jdbc, new JdbcTransactionManager(database)),
                new Repetition(duration -> Thread.sleep(duration.toMillis())));
    }

    private void limits(int maximum, int restoreRate) {
        send("/__sim/limits", "{\"maximum\":%d,\"restore_rate\":%d}".formatted(maximum, restoreRate));
    }

    /** Another app's calls, past our governor. */
    private void spend(int points) {
        String call = ShopifyData.JSON.writeValueAsString(
                Map.of("query", "query Other { products(first: 20) { nodes { id options { id } } } }"));
        for (int spent = 0; spent < points; ) {
            JsonNode answer = ShopifyData.JSON.readTree(send("/admin/api/2026-10/graphql.json", call));
            spent += Math.max(1, answer.at("/extensions/cost/actualQueryCost").asInt(0));
        }
    }

    private JsonNode stats() {
        return ShopifyData.JSON.readTree(send("/__sim/stats", null));
    }

    private String send(String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(shopify.address() + path))
                .header("X-Shopify-Access-Token", "shpat_demo")
                .header("Content-Type", "application/json");
        try {
            return HTTP.send(
                            (body == null ? request.GET() : request.POST(BodyPublishers.ofString(body))).build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (java.io.IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }
}
