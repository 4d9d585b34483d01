package io.shopledger.command.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.CanonicalRecord;
import io.shopledger.command.customer.Customers;
import io.shopledger.command.inventory.InventoryItems;
import io.shopledger.command.inventory.StockLevels;
import io.shopledger.command.order.Orders;
import io.shopledger.command.product.Products;
import io.shopledger.customer.CustomerEvent;
import io.shopledger.customer.CustomerFold;
import io.shopledger.inventory.InventoryItemEvent;
import io.shopledger.inventory.InventoryItemFold;
import io.shopledger.inventory.StockLevelEvent;
import io.shopledger.inventory.StockLevelFold;
import io.shopledger.observation.Decision;
import io.shopledger.observation.Observation;
import io.shopledger.observation.ObservedEvent;
import io.shopledger.observation.Page;
import io.shopledger.observation.Redaction;
import io.shopledger.observation.Seen;
import io.shopledger.order.OrderEvent;
import io.shopledger.order.OrderFold;
import io.shopledger.product.ProductEvent;
import io.shopledger.product.ProductFold;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides on a store, as it is in the program, save that events and watermarks are kept in memory. After
 * each page it looks whether what was decided is consistent.
 */
final class WholeStore {
    private final EventsByStream engine = new EventsByStream();
    private final EventStore store =
            EmbeddedEventStore.builder().storageEngine(engine).build();
    private final AggregateCache cache = new AggregateCache(10_000);
    private final Map<String, OfKind<?, ?>> kinds = Map.of(
            "product", new OfKind<>(Products.on(store, cache), ProductFold::after, ProductEvent.class),
            "order", new OfKind<>(Orders.on(store, cache), OrderFold::after, OrderEvent.class),
            "customer", new OfKind<>(Customers.on(store, cache), CustomerFold::after, CustomerEvent.class),
            "item", new OfKind<>(InventoryItems.on(store, cache), InventoryItemFold::after, InventoryItemEvent.class),
            "stock", new OfKind<>(StockLevels.on(store, cache), StockLevelFold::after, StockLevelEvent.class));
    private final WatermarksInMemory watermarks = new WatermarksInMemory();
    private final PageUnitOfWork decider = new PageUnitOfWork(
            NoTransactionManager.instance(),
            watermarks,
            Appends.TOGETHER,
            kinds.values().stream()
                    .<Kind<?, ?>>map(kind -> kind.entities().kind())
                    .toList(),
            cache);
    private final Map<String, Story> stories = new HashMap<>();
    private final Map<String, List<Heard>> heard = new HashMap<>();

    /** One kind's aggregates, and how its events are folded. */
    private record OfKind<R extends Record & CanonicalRecord<R>, E extends ObservedEvent>(
            Entities<R, ?, E> entities, OneEntity.Fold<R, E> fold, Class<E> events) {

        CanonicalRecord<?> after(@Nullable CanonicalRecord<?> before, Object event) {
            return fold.after(cast(before), events.cast(event));
        }

        byte[] fingerprint(CanonicalRecord<?> record) {
            return RecordFingerprint.of(Objects.requireNonNull(cast(record)));
        }

        @SuppressWarnings("unchecked")
        private @Nullable R cast(@Nullable CanonicalRecord<?> record) {
            return (R) record;
        }
    }

    private record Heard(Observation observation, Decision decision) {}

    /** What an entity's events have told so far. */
    private static final class Story {
        int events;

        @Nullable
        CanonicalRecord<?> record;

        boolean gone;
        boolean forgotten;

        @Nullable
        Watermark mark;
    }

    /** Events as lists by stream, since the engine of the framework looks through all for each. */
    private static final class EventsByStream extends InMemoryEventStorageEngine {
        private final Map<String, List<DomainEventMessage<?>>> streams = new HashMap<>();

        @Override
        public void appendEvents(List<? extends EventMessage<?>> events) {
            for (EventMessage<?> event : events) {
                DomainEventMessage<?> of = (DomainEventMessage<?>) event;
                List<DomainEventMessage<?>> stream =
                        streams.computeIfAbsent(of.getAggregateIdentifier(), key -> new ArrayList<>());
                assertThat(of.getSequenceNumber()).isEqualTo(stream.size());
                stream.add(of);
            }
        }

        @Override
        public DomainEventStream readEvents(String stream, long first) {
            return DomainEventStream.of(of(stream).stream().skip(first));
        }

        List<DomainEventMessage<?>> of(String stream) {
            return streams.getOrDefault(stream, List.of());
        }
    }

    private static final class WatermarksInMemory extends Watermarks {
        private final Map<String, Watermark> all = new HashMap<>();

        @SuppressWarnings("NullAway")
        WatermarksInMemory() {
            super(null);
        }

        @Override
        Map<String, Watermark> of(Collection<String> streams) {
            Map<String, Watermark> found = new HashMap<>(all);
            found.keySet().retainAll(Set.copyOf(streams));
            return found;
        }

        @Override
        void store(Collection<Watermark> changed) {
            changed.forEach(mark -> all.put(mark.stream(), mark));
        }
    }

    private record OnePage(List<Observation> observations, List<Decision> decisions) implements Page {
        @Override
        public void claim() {}

        @Override
        public void finish(List<Decision> decided) {
            decisions.addAll(decided);
        }
    }

    void empty() {
        engine.streams.clear();
        watermarks.all.clear();
        stories.clear();
        heard.clear();
        cache.removeAll();
    }

    /** Decides a page, and looks at each entity in it. */
    void decide(List<Observation> page) {
        OnePage decided = new OnePage(page, new ArrayList<>());
        decider.decide(decided);
        assertThat(decided.decisions()).hasSameSizeAs(page);
        for (int i = 0; i < page.size(); i++) {
            heard.computeIfAbsent(page.get(i).stream(), key -> new ArrayList<>())
                    .add(new Heard(page.get(i), decided.decisions().get(i)));
        }
        Map<String, Observation> byOrigin = new HashMap<>();
        page.forEach(observation -> byOrigin.put(observation.origin().id(), observation));
        page.stream().map(Observation::stream).distinct().forEach(stream -> isConsistent(stream, byOrigin));
        for (int i = 0; i < page.size(); i++) {
            staysForgotten(page.get(i), decided.decisions().get(i));
        }
    }

    /** From the moment that a demand was decided on of what we know, nothing brings back what was personal of it. */
    private void staysForgotten(Observation observed, Decision decision) {
        Story story = Objects.requireNonNull(stories.get(observed.stream()));
        CanonicalRecord<?> record = story.record;
        if (record == null) {
            return;
        }
        story.forgotten |= observed instanceof Redaction && !"never-seen".equals(decision.reason());
        if (story.forgotten) {
            assertThat((Object) record)
                    .as("%s after it was forgotten", observed.stream())
                    .isEqualTo(record.redacted());
        }
    }

    /** @return the names of all events that there are */
    Set<String> events() {
        return kinds.values().stream()
                .flatMap(kind -> Stream.of(kind.events().getPermittedSubclasses()))
                .map(Class::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** @return the names of all events that were told */
    Set<String> told() {
        return engine.streams.values().stream()
                .flatMap(List::stream)
                .map(event -> event.getPayloadType().getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** @return the streams of everything that was ever heard of */
    Set<String> heardOf() {
        return watermarks.all.keySet();
    }

    Set<String> inDoubt() {
        return watermarks.all.values().stream()
                .filter(Watermark::unsettled)
                .map(Watermark::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Optional<Watermark> mark(String stream) {
        return Optional.ofNullable(watermarks.all.get(stream));
    }

    /** @return what is known of it; null where nothing ever happened to it that we heard of */
    @Nullable
    CanonicalRecord<?> known(String stream) {
        Story story = stories.get(stream);
        return story == null ? null : story.record;
    }

    /** @return what was heard of it in turn, and what was decided: for people who look for what went wrong */
    String story(String stream) {
        return heard.getOrDefault(stream, List.of()).stream()
                .map(one -> "%s by %s, updated %s, sent off %s, heard %s%n   -> %s"
                        .formatted(
                                one.observation() instanceof Seen<?> seen
                                        ? seen.record()
                                        : one.observation().getClass().getSimpleName(),
                                one.observation().origin().id(),
                                one.observation().updatedAt(),
                                one.observation().triggeredAt(),
                                one.observation().origin().heardAt(),
                                one.decision()))
                .collect(Collectors.joining("\n"));
    }

    /** Its new events tell what changed and nothing else; they lead to what the aggregate knows and the watermark says. */
    private void isConsistent(String stream, Map<String, Observation> byOrigin) {
        OfKind<?, ?> kind = Objects.requireNonNull(kinds.get(stream.substring(0, stream.indexOf('/'))));
        Story story = stories.computeIfAbsent(stream, key -> new Story());
        List<DomainEventMessage<?>> events = engine.of(stream);
        Watermark mark = mark(stream).orElse(null);
        if (story.events == events.size() && story.mark == mark) {
            return; // nothing was decided but that nothing is new
        }
        story.mark = mark;
        for (; story.events < events.size(); story.events++) {
            ObservedEvent event = (ObservedEvent) events.get(story.events).getPayload();
            CanonicalRecord<?> after = kind.after(story.record, event);
            story.gone = ToldChanges.check(story.record, event, after, story.gone);
            if (byOrigin.get(event.origin().id()) instanceof Seen<?> seen) {
                ToldChanges.isToldBy(seen.record(), story.record, event, after);
            }
            story.record = after;
        }
        if (mark == null) {
            assertThat(events).as(stream).isEmpty();
            return;
        }
        assertThat(mark.sequence()).as(stream).isEqualTo(events.size() - 1L);
        if (story.record == null) {
            return;
        }
        assertThat(mark.removed()).as("%s is gone", stream).isEqualTo(story.gone);
        assertThat(mark.fingerprint()).as(stream).isEqualTo(kind.fingerprint(story.record));
        assertThat((Object) kind.entities().known(stream)).as(stream).isEqualTo(story.record);
        if (!mark.removed()) {
            assertThat(mark.untold().fields().keySet())
                    .as("what %s does not know was not told by the newest observation", stream)
                    .containsAll(unknownTo(story.record));
        }
    }

    private static Set<String> unknownTo(CanonicalRecord<?> record) {
        return record.fields().entityFields().stream()
                .filter(field -> !record.knows(field))
                .collect(Collectors.toSet());
    }
}
