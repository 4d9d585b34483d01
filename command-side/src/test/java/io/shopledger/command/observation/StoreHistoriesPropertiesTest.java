package io.shopledger.command.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.CanonicalRecord;
import io.shopledger.StoreId;
import io.shopledger.history.Step;
import io.shopledger.history.StoreHistory;
import io.shopledger.history.TrueEntity;
import io.shopledger.observation.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/**
 * The law for a whole store: whatever of its history comes in whatever order, late, twice or not at all, a last sync leaves
 * the ledger with the truth, and nothing that comes after it takes that back. How many histories is the setting
 * {@code jqwik.tries.default}: 1,000 unless another is given.
 */
class StoreHistoriesPropertiesTest {
    private static final StoreId STORE = new StoreId(7);
    private static final int STEPS = 400;

    private static final WholeStore LEDGER = new WholeStore();

    @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void anyHistoryOfAStore_endsInTheTruth(@ForAll("histories") List<Step> steps) {
        Smaller.check(steps, StoreHistoriesPropertiesTest::endsInTheTruth);
    }

    /** An event that no history tells is one of which the law says nothing. Shopify gives an id once: none comes back. */
    @Test
    void histories_tellEveryEventThatThereIs_saveReturns() {
        Set<String> told = new TreeSet<>();
        for (int seed = 0; seed < 40; seed++) {
            endsInTheTruth(Step.some(seed, STEPS / 2));
            told.addAll(LEDGER.told());
        }
        Set<String> events = LEDGER.events();
        events.removeIf(event -> event.endsWith("Returned"));
        assertThat(told).isEqualTo(events);
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return Arbitraries.randomValue(Step::any)
                .list()
                .ofMaxSize(STEPS)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    /** As many observations to a page as there may be of one partition when much has come at once. */
    static void endsInTheTruth(List<Step> steps) {
        LEDGER.empty();
        StoreHistory history = StoreHistory.of(STORE, steps);
        Random chance = new Random(Step.seed(steps));

        decide(history.beforeTheSync(), chance);
        history.entities().stream().filter(TrueEntity::isWellTold).forEach(entity -> knownOrInDoubt(entity));
        decide(history.lastSync(LEDGER.heardOf()), chance);
        assertThat(LEDGER.inDoubt()).as("in doubt after the sync").isEmpty();
        history.entities().forEach(entity -> is(entity, entity::differencesAfterTheSync));

        Set<String> settled = new TreeSet<>(LEDGER.heardOf());
        decide(history.afterTheSync(), chance);
        Set<String> open = new TreeSet<>(LEDGER.heardOf()); // what is heard of for the first time may be gone already
        open.removeAll(settled);
        open.addAll(LEDGER.inDoubt());
        for (TrueEntity<?> entity : history.entities()) {
            if (!open.contains(entity.stream())) {
                is(entity, entity::differencesAtTheEnd);
            }
        }
        decide(history.reads(open), chance);
        assertThat(LEDGER.inDoubt()).as("in doubt after all").isEmpty();
        history.entities().forEach(entity -> is(entity, entity::differencesAtTheEnd));
    }

    private static void decide(List<Observation> observations, Random chance) {
        List<Observation> rest = new ArrayList<>(observations);
        while (!rest.isEmpty()) {
            int size = Math.min(rest.size(), 1 + chance.nextInt(12));
            List<Observation> page = rest.subList(0, size);
            LEDGER.decide(List.copyOf(page));
            page.clear();
        }
    }

    /** Each of its webhooks has come, so a read is needed only where they leave a doubt. */
    private static void knownOrInDoubt(TrueEntity<?> entity) {
        Watermark mark = LEDGER.mark(entity.stream()).orElseThrow();
        if (!mark.unsettled()) {
            is(entity, entity::differencesBeforeTheSync);
        }
    }

    private static void is(TrueEntity<?> entity, Function<CanonicalRecord<?>, Set<String>> differences) {
        boolean known =
                LEDGER.mark(entity.stream()).filter(mark -> !mark.removed()).isPresent();
        assertThat(known).as(() -> told("is there", entity)).isEqualTo(entity.isAlive());
        CanonicalRecord<?> record = LEDGER.known(entity.stream());
        if (known) {
            assertThat(differences.apply(Objects.requireNonNull(record)))
                    .as(() -> told("fields that are not as they truly are", entity))
                    .isEmpty();
        }
    }

    private static String told(String what, TrueEntity<?> entity) {
        return "%s: %s, truly %s%n%s".formatted(entity.stream(), what, entity, LEDGER.story(entity.stream()));
    }
}
