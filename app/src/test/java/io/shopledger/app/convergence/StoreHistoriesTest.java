package io.shopledger.app.convergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.CanonicalRecord;
import io.shopledger.Role;
import io.shopledger.StoreId;
import io.shopledger.app.Service;
import io.shopledger.app.ServiceSettings;
import io.shopledger.app.postgres.UnpackedOnce;
import io.shopledger.history.Step;
import io.shopledger.history.StoreHistory;
import io.shopledger.history.TrueEntity;
import io.shopledger.observation.Decision;
import io.shopledger.observation.Observation;
import io.shopledger.observation.Page;
import io.shopledger.observation.PageDecider;
import io.shopledger.query.entity.EntityReader;
import io.shopledger.query.order.OrderRow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Histories of many stores at once through the service as it is, with all that it keeps in Postgres: afterwards events, rows
 * and the truth are equal. {@code shopledger.histories} says how many stores.
 */
class StoreHistoriesTest {
    private static final int STORES = Integer.getInteger("shopledger.histories", 50);
    private static final long SEED = Long.getLong("shopledger.histories.seed", 20_261_128L);
    private static final int STEPS = 200;
    private static final int MOST_OF_A_PAGE = 250;

    @TempDir(cleanup = CleanupMode.NEVER) // the database in it ends with this process
    static Path data;

    private static ConfigurableApplicationContext service;

    private final JdbcTemplate jdbc = service.getBean(JdbcTemplate.class);
    private final PageDecider decider = service.getBean(PageDecider.class);
    private final ReadModels rows = new ReadModels(jdbc, service.getBean(EventStore.class));
    private final Map<StoreId, StoreHistory> stores = new HashMap<>();
    private final Random chance = new Random(SEED);

    private record OnePage(List<Observation> observations, List<Decision> decisions) implements Page {
        @Override
        public void claim() {}

        @Override
        public void finish(List<Decision> decided) {
            decisions.addAll(decided);
        }
    }

    @BeforeAll
    static void start() {
        Service whole = new Service(new ServiceSettings(
                0,
                "127.0.0.1",
                UnpackedOnce.forThe(data),
                EnumSet.allOf(Role.class),
                Map.of("LOG_LEVEL", "WARNING"),
                List.of()));
        service = whole.start(whole.prepare(), progress -> {});
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void anyHistoryOfAnyStore_endsInTheTruth_inEventsAndRows() {
        for (int i = 0; i < STORES; i++) {
            StoreId store = new StoreId(1_000 + i);
            stores.put(store, StoreHistory.of(store, Step.some(SEED + i, STEPS)));
        }

        decide(StoreHistory::beforeTheSync);
        decide(history -> history.lastSync(streams("true")));
        assertThat(streams("unsettled")).as("in doubt after the sync").isEmpty();
        Set<String> settled = streams("true");
        decide(StoreHistory::afterTheSync);
        Set<String> open = streams("true"); // what is heard of for the first time may be gone already
        open.removeAll(settled);
        open.addAll(streams("unsettled"));
        decide(history -> history.reads(open));

        assertThat(streams("unsettled")).as("in doubt after all").isEmpty();
        await().atMost(Duration.ofMinutes(3)).until(rows::areUpToDate);
        stores.values().forEach(this::isTheTruth);
    }

    private void isTheTruth(StoreHistory history) {
        for (TrueEntity<?> entity : history.entities()) {
            ReadModels.Row row = rows.of(entity.stream()).orElse(null);
            assertThat(row != null && !row.removed())
                    .as("%s is there (seed %d)", entity.stream(), SEED)
                    .isEqualTo(entity.isAlive());
            if (row != null) {
                CanonicalRecord<?> folded = rows.folded(entity.stream());
                assertThat((Object) row.record())
                        .as("row of %s", entity.stream())
                        .isEqualTo(folded);
            }
            if (row != null && entity.isAlive()) {
                assertThat(entity.differencesAtTheEnd(row.record()))
                        .as("fields of %s that are not as they truly are (seed %d)", entity.stream(), SEED)
                        .isEmpty();
            }
        }
        StoreId store = stores.entrySet().stream()
                .filter(entry -> entry.getValue() == history)
                .findFirst()
                .orElseThrow()
                .getKey();
        assertThat(service.getBean(EntityReader.class).count(OrderRow.class, store))
                .as("orders that the query side counts")
                .isEqualTo(history.entities().stream()
                        .filter(entity -> entity.isAlive() && entity.stream().startsWith("order/"))
                        .count());
    }

    /** Of every store in its order, one store's among the others': as many in a page as there may be. */
    private void decide(Function<StoreHistory, List<Observation>> part) {
        List<List<Observation>> waiting = new ArrayList<>();
        for (StoreHistory history : stores.values()) {
            List<Observation> its = part.apply(history);
            if (!its.isEmpty()) {
                waiting.add(new ArrayList<>(its));
            }
        }
        List<Observation> page = new ArrayList<>();
        while (!waiting.isEmpty()) {
            List<Observation> one = waiting.get(chance.nextInt(waiting.size()));
            for (int i = 0; i <= chance.nextInt(4) && !one.isEmpty(); i++) {
                page.add(one.remove(0));
            }
            waiting.removeIf(List::isEmpty);
            if (page.size() > MOST_OF_A_PAGE - 5 || waiting.isEmpty()) {
                OnePage decided = new OnePage(List.copyOf(page), new ArrayList<>());
                decider.decide(decided);
                assertThat(decided.decisions()).hasSameSizeAs(page);
                page.clear();
            }
        }
    }

    /** @return what we have heard of and of which that is true */
    private Set<String> streams(String condition) {
        return new TreeSet<>(jdbc.queryForList("select stream from ledger.watermark where " + condition, String.class));
    }
}
