package io.shopledger.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.CanonicalRecord;
import io.shopledger.Sealed;
import io.shopledger.StoreId;
import io.shopledger.history.TrueEntity.State;
import io.shopledger.observation.Hint;
import io.shopledger.observation.Observation;
import io.shopledger.observation.Redaction;
import io.shopledger.observation.Removal;
import io.shopledger.observation.Seen;
import io.shopledger.order.OrderRecord;
import io.shopledger.product.ProductRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
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

    private final Map<String, Set<Integer>> counted = new TreeMap<>();
    private int history;

    @Test
    void histories_haveAllThatMayHappen_andAllWaysOfBeingTold() {
        for (history = 0; history < HISTORIES; history++) {
            StoreHistory store = StoreHistory.of(new StoreId(7), Step.some(history, STEPS));
            Map<String, TrueEntity<?>> entities = new HashMap<>();
            store.entities().forEach(entity -> entities.put(entity.stream(), entity));
            store.entities().forEach(this::happened);
            handles(store);
            List<Observation> told = new ArrayList<>(store.beforeTheSync());
            List<Observation> sync = store.lastSync(entities.keySet());
            List<Observation> after = store.afterTheSync();
            told.addAll(sync);
            told.addAll(after);
            after.stream().filter(one -> !one.isRead()).forEach(one -> {
                count(one instanceof Redaction ? "demanded after the last sync" : "webhook after the last sync");
            });
            Map<String, List<Observation>> byStream = new HashMap<>();
            told.forEach(one -> byStream.computeIfAbsent(one.stream(), key -> new ArrayList<>())
                    .add(one));
            byStream.forEach((stream, observations) -> toldOf(entities.get(stream), observations));
        }

        assertOften(HAPPENINGS);
        assertOften(TELLINGS);
        assertOften(REDACTIONS);
        assertThat(counted.keySet())
                .containsExactlyInAnyOrderElementsOf(Stream.of(HAPPENINGS, TELLINGS, REDACTIONS)
                        .flatMap(Set::stream)
                        .toList());
    }

    private void assertOften(Set<String> names) {
        for (String name : names) {
            assertThat(counted.getOrDefault(name, Set.of()))
                    .as("histories with: %s", name)
                    .hasSizeGreaterThanOrEqualTo(HISTORIES / 10);
        }
    }

    private void count(String name) {
        counted.computeIfAbsent(name, key -> new HashSet<>()).add(history);
    }

    private void countIf(boolean so, String name) {
        if (so) {
            count(name);
        }
    }

    private void happened(TrueEntity<?> entity) {
        count("created");
        for (int i = 1; i < entity.states.size(); i++) {
            State<?> was = entity.states.get(i - 1);
            State<?> is = entity.states.get(i);
            CanonicalRecord<?> before = (CanonicalRecord<?>) was.record();
            CanonicalRecord<?> now = (CanonicalRecord<?>) is.record();
            countIf(was.alive() && !is.alive(), "deleted");
            countIf(!was.alive() && is.alive(), "connected again");
            countIf(was.updatedAt().equals(is.updatedAt()) && !before.equals(now), "two states of one second");
            countIf(is.alive() && was.alive() && before.equals(now), "saved as it was");
            countIf(
                    i > 1
                            && is.alive()
                            && !before.equals(now)
                            && entity.states.get(i - 2).record().equals(now),
                    "as before, A B A");
            if (is.alive() && was.alive() && !before.equals(now)) {
                count("edited");
                countIf(entity.kind == StoreKind.STOCK, "stocked");
                if (now instanceof OrderRecord order) {
                    OrderRecord earlier = (OrderRecord) before;
                    became(order.financialStatus(), earlier.financialStatus(), "PAID", "paid");
                    became(order.financialStatus(), earlier.financialStatus(), "REFUNDED", "refunded");
                    became(order.fulfillmentStatus(), earlier.fulfillmentStatus(), "FULFILLED", "fulfilled");
                    became(order.cancelReason(), earlier.cancelReason(), "CUSTOMER", "cancelled");
                    countIf(
                            order.closedAt() != null && !Objects.equals(order.closedAt(), earlier.closedAt()),
                            "closed");
                }
                if (now instanceof ProductRecord product) {
                    variants((ProductRecord) before, product);
                }
            }
        }
    }

    private void became(Object now, Object before, String word, String name) {
        countIf(word.equals(now) && !word.equals(before), name);
    }

    private void variants(ProductRecord before, ProductRecord now) {
        List<Long> were = before.variants().stream().map(one -> one.id()).toList();
        List<Long> are = now.variants().stream().map(one -> one.id()).toList();
        countIf(!were.equals(are), "variants changed");
        countIf(were.equals(are) && !before.variants().equals(now.variants()), "priced");
    }

    private void handles(StoreHistory store) {
        List<TrueEntity<?>> products = store.entities().stream()
                .<TrueEntity<?>>map(entity -> entity)
                .filter(entity -> entity.kind == StoreKind.PRODUCT)
                .toList();
        for (TrueEntity<?> later : products) {
            for (TrueEntity<?> earlier : products) {
                State<?> first = later.states.get(0);
                countIf(
                        earlier != later
                                && !earlier.isAlive()
                                && !earlier.now().since().isAfter(first.since())
                                && handle(earlier.now()).equals(handle(first)),
                        "created again under the same handle");
            }
        }
    }

    private static String handle(State<?> product) {
        return String.valueOf(((ProductRecord) product.record()).handle());
    }

    private void toldOf(TrueEntity<?> entity, List<Observation> observations) {
        Set<Object> contents = new HashSet<>();
        boolean seenBefore = false;
        boolean demanded = false;
        Instant latestSentOff = Instant.MIN;
        for (int i = 0; i < observations.size(); i++) {
            Observation one = observations.get(i);
            how(one);
            if (one instanceof Redaction) {
                count(entity.kind == StoreKind.ORDER ? "order demanded" : "customer demanded");
                countIf(demanded, "demanded twice");
                countIf(!seenBefore, "demanded before it was heard of");
                countIf(!entity.at(Objects.requireNonNull(one.triggeredAt())).alive(), "demanded when it was gone");
                demanded = true;
            } else if (one instanceof Seen<?> seen) {
                told(entity, seen);
                redacted(seen, demanded);
                seenBefore = true;
                if (!one.isRead() && one.triggeredAt() != null) {
                    countIf(!contents.add(one.triggeredAt()), "webhook that comes twice");
                    countIf(one.triggeredAt().isBefore(latestSentOff), "webhook out of turn");
                    latestSentOff = one.triggeredAt().isAfter(latestSentOff) ? one.triggeredAt() : latestSentOff;
                } else if (one.isRead()) {
                    overtaken(one, observations.subList(0, i));
                }
            }
        }
        for (State<?> state : entity.states) {
            countIf(
                    state.alive()
                            && observations.stream()
                                    .noneMatch(one -> !one.isRead()
                                            && one.triggeredAt() != null
                                            && !one.triggeredAt().isBefore(state.since())
                                            && one.triggeredAt()
                                                    .isBefore(state.since().plusMillis(5))),
                    "webhook that is lost");
        }
    }

    private void how(Observation one) {
        String by = one.origin().id();
        countIf(one instanceof Hint, "hint");
        countIf(one instanceof Removal && one.isRead(), "read that finds nothing");
        countIf(by.startsWith("sync-"), "last sync");
        if (one instanceof Seen<?>) {
            countIf(by.startsWith("webhook-"), "webhook");
            countIf(by.startsWith("page-"), "page of a sweep");
            countIf(by.startsWith("read-"), "read by id");
            countIf(by.startsWith("bulk-"), "row of a bulk file");
        }
    }

    private void told(TrueEntity<?> entity, Seen<?> seen) {
        Set<String> tells = seen.isRead() ? entity.kind.toldByReads() : entity.kind.toldByWebhooks();
        boolean withheld = tells.stream().anyMatch(field -> !seen.record().knows(field));
        countIf(seen.partial(), "part only");
        assertThat(seen.record().fields().entityFields().stream().filter(seen.record()::knows))
                .as("what its source tells of %s", seen.stream())
                .isSubsetOf(tells);
        if (seen.isRead()) {
            countIf(withheld, "withheld by a read");
            State<?> then = entity.at(seen.origin().heardAt());
            countIf(
                    then != null
                            && !then.updatedAt().equals(seen.updatedAt())
                            && then.updatedAt().isAfter(Objects.requireNonNull(seen.updatedAt())),
                    "read of what is no longer so");
        } else {
            Instant sentOff = seen.triggeredAt();
            countIf(withheld && !seen.partial(), "withheld by a webhook");
            countIf(sentOff == null, "webhook without the time it was sent off");
            if (sentOff != null) {
                countIf(seen.origin().heardAt().isAfter(sentOff.plusSeconds(3_600)), "webhook of an hour ago");
                countIf(
                        entity.states.stream()
                                .anyMatch(state -> state.since().isAfter(sentOff)
                                        && state.updatedAt().equals(seen.updatedAt())
                                        && !state.updatedAt()
                                                .equals(Objects.requireNonNull(entity.at(sentOff))
                                                        .updatedAt())),
                        "webhook merged with the next");
            }
        }
    }

    private void redacted(Seen<?> seen, boolean demanded) {
        for (String field : seen.record().fields().entityFields()) {
            if (seen.record().get(field) instanceof Sealed part) {
                boolean forgotten = part.equals(Sealed.REDACTED);
                countIf(forgotten, seen.isRead() ? "redacted page or row or read" : "redacted webhook");
                countIf(!forgotten && demanded, "sealed before the demand, decided after");
            }
        }
    }

    /** A webhook that was heard after the read was sent is decided on before it. */
    private void overtaken(Observation read, List<Observation> before) {
        boolean overtaken = before.stream()
                .anyMatch(one -> one instanceof Seen<?>
                        && !one.isRead()
                        && one.origin().heardAt().isAfter(read.origin().heardAt()));
        countIf(overtaken && read.origin().id().startsWith("page-"), "sweep that a webhook overtakes");
        countIf(overtaken && read.origin().id().startsWith("bulk-"), "bulk file that a webhook overtakes");
    }
}
