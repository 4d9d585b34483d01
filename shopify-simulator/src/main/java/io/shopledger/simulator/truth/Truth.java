package io.shopledger.simulator.truth;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What the store holds, and how it came to be: seed, journal, changes. */
public final class Truth implements AutoCloseable {
    private static final double NEW_ORDERS = 0.15;
    private static final double DELETED_ORDERS = 0.01;
    /** Chance that the order changed last changes again: several changes within one second are what is hard to follow. */
    private static final double AGAIN = 0.1;

    private final Clock clock;
    private final Consumer<Change> subscribers;
    private final @Nullable Journal journal;
    private Seed seed;
    private final Orders orders = new Orders();
    private Ids ids = new Ids();
    private Random random;
    private NewOrders newOrders;
    private Instant lastTriggered = Instant.EPOCH;
    private @Nullable OrderState lastChanged;

    /**
     * @param seed what to begin with; where the journal has begun already, its own seed stays in force
     * @param journal file to go on from and to append to
     * @param subscribers are told of each change in the order of the changes
     */
    public Truth(Seed seed, Clock clock, @Nullable Path journal, Consumer<Change> subscribers) {
        this.clock = clock;
        this.subscribers = subscribers;
        this.seed = seed;
        this.journal = journal == null ? null : Journal.open(journal, this::beginFrom, this::repeat);
        if (this.journal == null || this.journal.isEmpty()) {
            plant();
            keepJournalShort(true);
        }
        this.newOrders = this.seed.newOrders();
        this.random = new Random(this.seed.seed() ^ ids.lastId());
    }

    /** The seed in force: the journal's, where there is one. */
    public Seed seed() {
        return seed;
    }

    public synchronized int size() {
        return orders.size();
    }

    /** All orders as of one moment. */
    public synchronized List<OrderState> snapshot() {
        return orders.all();
    }

    /**
     * Everything as it would have to be told to someone who knows nothing, or missed some of it.
     *
     * @param before runs at that very moment: no change falls between the two
     */
    public synchronized List<Change> retell(Runnable before) {
        before.run();
        List<Change> told = new ArrayList<>(orders.size());
        for (OrderState order : orders.all()) {
            told.add(new Change(order, List.of(order.changed() ? Topic.ORDERS_UPDATED : Topic.ORDERS_CREATE)));
        }
        orders.removed().forEach(removed -> told.add(new Change(removed.told(), List.of(Topic.ORDERS_DELETE))));
        return told;
    }

    /** Something happens to some order. */
    public synchronized void change() {
        double chance = random.nextDouble();
        if (orders.isEmpty() || chance < NEW_ORDERS) {
            place();
        } else if (chance < NEW_ORDERS + DELETED_ORDERS) {
            remove(orders.any(random));
        } else {
            goOn(lastChanged != null && random.nextDouble() < AGAIN ? lastChanged : orders.any(random));
        }
    }

    /** Back to the seed. Ids handed out since are not used again. */
    public synchronized void reset() {
        plant();
        keepJournalShort(true);
    }

    @Override
    public synchronized void close() {
        if (journal != null) {
            journal.close();
        }
    }

    private void place() {
        ObjectNode order = newOrders.place(moment(Instant.EPOCH));
        boolean paid = Step.isOneOf(order, "financial_status", "paid");
        commit(order, paid ? List.of(Topic.ORDERS_CREATE, Topic.ORDERS_PAID) : List.of(Topic.ORDERS_CREATE));
    }

    private void goOn(OrderState known) {
        ObjectNode order = known.body().tree();
        List<Topic> topics = new ArrayList<>(
                Life.goOn(order, moment(OffsetDateTime.parse(known.updatedAt()).toInstant())));
        topics.add(Topic.ORDERS_UPDATED);
        commit(order, topics);
    }

    private void commit(ObjectNode order, List<Topic> topics) {
        OrderState state = new OrderState(
                order.get("id").asLong(), order.get("updated_at").asString(), trigger(), true, PackedJson.of(order));
        write(state, false);
        orders.put(state);
        keepJournalShort(false);
        lastChanged = state;
        subscribers.accept(new Change(state, topics));
    }

    private void remove(OrderState order) {
        RemovedOrder removed = new RemovedOrder(order.id(), trigger());
        write(removed.told(), true);
        orders.remove(removed);
        keepJournalShort(false);
        if (lastChanged != null && lastChanged.id() == order.id()) {
            lastChanged = null;
        }
        subscribers.accept(new Change(removed.told(), List.of(Topic.ORDERS_DELETE)));
    }

    /** Now, but never before {@code least}: an order's {@code updated_at} does not go back when a clock does. */
    private Moment moment(Instant least) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new Moment(random, now.isBefore(least) ? least : now, ids);
    }

    private Instant trigger() {
        Instant now = clock.instant();
        lastTriggered = now.isAfter(lastTriggered) ? now : lastTriggered.plusNanos(1);
        return lastTriggered;
    }

    private void plant() {
        Ids used = ids;
        ids = new Ids();
        orders.clear();
        lastChanged = null;
        for (OrderState order : seed.grow(ids)) {
            orders.put(order);
            heard(order.triggeredAt());
        }
        ids.skipTo(used.lastId(), used.followingNumber());
    }

    private void beginFrom(Seed written) {
        if (!written.shop().equals(seed.shop())) {
            throw new IllegalStateException(
                    "The journal is of the shop %s, not of %s".formatted(written.shop(), seed.shop()));
        }
        seed = written;
        plant();
    }

    private void repeat(Journal.Entry entry) {
        ids.skipTo(entry.lastId(), entry.followingNumber());
        OrderState order = entry.order();
        if (order == null) {
            return;
        }
        heard(order.triggeredAt());
        if (entry.removed()) {
            orders.remove(new RemovedOrder(order.id(), order.triggeredAt()));
        } else {
            orders.put(order);
        }
    }

    private void heard(Instant triggered) {
        if (triggered.isAfter(lastTriggered)) {
            lastTriggered = triggered;
        }
    }

    private void write(OrderState order, boolean removed) {
        if (journal != null) {
            journal.append(new Journal.Entry(order, removed, ids.lastId(), ids.followingNumber()));
        }
    }

    private void keepJournalShort(boolean now) {
        if (journal == null || !now && !journal.isMostlyPast(orders.size())) {
            return;
        }
        List<Journal.Entry> entries = new ArrayList<>();
        entries.add(new Journal.Entry(null, false, ids.lastId(), ids.followingNumber()));
        for (OrderState order : orders.all()) {
            if (order.changed()) {
                entries.add(new Journal.Entry(order, false, ids.lastId(), ids.followingNumber()));
            }
        }
        for (RemovedOrder removed : orders.removed()) {
            entries.add(new Journal.Entry(removed.told(), true, ids.lastId(), ids.followingNumber()));
        }
        journal.rewrite(seed, entries);
    }
}
