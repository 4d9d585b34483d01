package io.shopledger.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.StoreId;
import io.shopledger.observation.Observation;
import io.shopledger.observation.Redaction;
import io.shopledger.observation.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the law is tried on does occur: each thing that may happen in a store, and each way in which it may come to be told or
 * not, in at least every tenth history of the size in which they go through Postgres. It is seen in what comes out, not in
 * what was meant to be made.
 */
class StoreHistoryTest {
    private static final int HISTORIES = 60;
    private static final int STEPS = 200;

    private static final Set<String> HAPPENINGS = Set.of(
            "created",
            "edited",
            "priced",
            "variants changed",
            "variant edited",
            "stocked",
            "paid",
            "fulfilled",
            "refunded",
            "cancelled",
            "closed",
            "deleted",
            "connected again",
            "created again under the same handle",
            "as before, A B A",
            "two states of one second",
            "saved as it was");

    private static final Set<String> TELLINGS = Set.of(
            "webhook",
            "page of a sweep",
            "read by id",
            "row of a bulk file",
            "last sync",
            "read that finds nothing",
            "hint",
            "webhook that is lost",
            "webhook that comes twice",
            "webhook out of turn",
            "webhook of an hour ago",
            "webhook after the last sync",
            "webhook merged with the next",
            "webhook without the time it was sent off",
            "part only",
            "withheld by a webhook",
            "withheld by a read",
            "sweep that a webhook overtakes",
            "bulk file that a webhook overtakes",
            "read of what is no longer so");

    private static final Set<String> REDACTIONS = Set.of(
            "customer demanded",
            "order demanded",
            "demanded twice",
            "demanded before it was heard of",
            "demanded when it was gone",
            "demanded after the last sync",
            "sealed before the demand, decided after",
            "redacted webhook",
            "redacted page or row or read");

    private final Counts counts = new Counts();
    private final HappeningsCounted happened = new HappeningsCounted(counts);
    private final TellingsCounted told = new TellingsCounted(counts);

    @Test
    void histories_haveAllThatMayHappen_andAllWaysOfBeingTold() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            count(StoreHistory.of(new StoreId(7), Step.some(seed, STEPS)));
            counts.nextHistory();
        }

        assertOften(HAPPENINGS);
        assertOften(TELLINGS);
        assertOften(REDACTIONS);
        assertThat(counts.names())
                .containsExactlyInAnyOrderElementsOf(Stream.of(HAPPENINGS, TELLINGS, REDACTIONS)
                        .flatMap(Set::stream)
                        .toList());
    }

    /** An id is for good, and so is what a variant was made with. */
    @Test
    void histories_changeEveryFieldThatThereIs() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            StoreHistory.of(new StoreId(7), Step.some(seed, STEPS)).entities().forEach(happened::of);
        }

        assertThat(happened.neverChanged())
                .containsExactlyInAnyOrder("variant id", "variant inventory_item_id", "variant created_at");
    }

    private void assertOften(Set<String> names) {
        for (String name : names) {
            assertThat(counts.of(name)).as("histories with: %s", name).isGreaterThanOrEqualTo(HISTORIES / 10);
        }
    }

    private void count(StoreHistory history) {
        Map<String, TrueEntity<?>> entities = new HashMap<>();
        history.entities().forEach(entity -> entities.put(entity.stream(), entity));
        history.entities().forEach(happened::of);
        happened.handles(history);
        List<Observation> all = new ArrayList<>(history.beforeTheSync());
        all.addAll(history.lastSync(entities.keySet()));
        for (Observation late : history.afterTheSync()) {
            counts.countIf(late instanceof Redaction, "demanded after the last sync");
            counts.countIf(late instanceof Seen<?>, "webhook after the last sync");
            all.add(late);
        }
        Map<String, List<Observation>> byStream = new HashMap<>();
        all.forEach(one ->
                byStream.computeIfAbsent(one.stream(), key -> new ArrayList<>()).add(one));
        byStream.forEach((stream, observations) -> told.of(entities.get(stream), observations));
    }
}
