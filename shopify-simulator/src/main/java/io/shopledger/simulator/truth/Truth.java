package io.shopledger.simulator.truth;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the store holds, and how it came to be: seed, journal, changes. */
public final class Truth implements AutoCloseable {
    private static final List<Kind> KINDS = List.of(Kind.PRODUCT, Kind.CUSTOMER, Kind.ITEM, Kind.LEVEL, Kind.ORDER);

    private final Consumer<Change> subscribers;
    private final Store store;
    private final Happenings happenings;
    private final @Nullable Journal journal;
    private Seed seed;

    /**
     * @param seed what to begin with; where the journal has begun already, its own seed stays in force
     * @param journal file to go on from and to append to
     * @param subscribers are told of each change in the order of the changes
     */
    public Truth(Seed seed, Clock clock, @Nullable Path journal, Consumer<Change> subscribers) {
        this.subscribers = subscribers;
        this.seed = seed;
        this.store = new Store(clock, this::changed);
        this.happenings = new Happenings(store, seed.shop());
        this.journal = journal == null ? null : Journal.open(journal, this::beginFrom, this::repeat);
        if (this.journal == null || this.journal.isEmpty()) {
            store.plant(seed);
            keepJournalShort(true);
        }
        store.beginChance(this.seed.seed());
    }

    /** The seed in force: the journal's, where there is one. */
    public Seed seed() {
        return seed;
    }

    public synchronized int size(Kind kind) {
        return store.shelf(kind).size();
    }

    /** All of a kind as of one moment, by id. */
    public synchronized List<Entity> snapshot(Kind kind) {
        return store.shelf(kind).all();
    }

    /** Looks at the store while nothing changes, or changes it while nobody looks. */
    public synchronized <T> T with(Function<Store, T> use) {
        return use.apply(store);
    }

    /**
     * Everything of some kinds as it would have to be told to someone who knows nothing, or missed some of it.
     *
     * @param before runs at that very moment: no change falls between the two
     */
    public synchronized List<Change> retell(Set<Kind> kinds, Runnable before) {
        before.run();
        List<Change> told = new ArrayList<>();
        for (Kind kind : KINDS) {
            if (kinds.contains(kind)) {
                store.shelf(kind).all().forEach(entity -> told.add(new Change(entity, List.of(Retold.is(entity)))));
                store.shelf(kind)
                        .removed()
                        .forEach(removed -> told.add(new Change(removed.entity(), List.of(Retold.gone(kind)))));
            }
        }
        return told;
    }

    /** Something happens to something. */
    public synchronized void change() {
        happenings.next(store.random());
    }

    /** The merchant throws the app out. */
    public synchronized void uninstall() {
        PackedJson body = PackedJson.of(Shop.webhook(seed.shop()));
        Entity shop = new Removed(Kind.SHOP, Shop.ID, store.trigger(), body).entity();
        subscribers.accept(new Change(shop, List.of(Topic.APP_UNINSTALLED)));
    }

    /**
     * Shopify demands something for the sake of privacy.
     *
     * @param customer whom it is about; absent of a whole shop
     * @return what apps are told; nothing of it changes the store
     */
    public synchronized Change demand(Topic topic, @Nullable Long customer) {
        PackedJson body = PackedJson.of(Demand.body(store, seed.shop(), topic, customer));
        return new Change(new Removed(Kind.SHOP, Shop.ID, store.trigger(), body).entity(), List.of(topic));
    }

    /**
     * Puts a text wherever something personal of a customer stands: their name, e-mail and note, and those of their orders.
     *
     * @return whether there is such a customer
     */
    public synchronized boolean write(long customer, String text) {
        return happenings.write(customer, text);
    }

    /** Back to the seed. Ids handed out since are not used again. */
    public synchronized void reset() {
        store.plant(seed);
        happenings.forget();
        keepJournalShort(true);
    }

    @Override
    public synchronized void close() {
        if (journal != null) {
            journal.close();
        }
    }

    private void changed(Journal.Entry entry, List<Topic> topics) {
        if (journal != null) {
            journal.append(entry);
            keepJournalShort(false);
        }
        Entity entity = entry.entity();
        if (entity != null && !topics.isEmpty()) {
            subscribers.accept(new Change(entity, topics));
        }
    }

    private void beginFrom(Seed written) {
        if (!written.shop().equals(seed.shop())) {
            throw new IllegalStateException(
                    "The journal is of the shop %s, not of %s".formatted(written.shop(), seed.shop()));
        }
        seed = written;
        store.plant(seed);
    }

    private void repeat(Journal.Entry entry) {
        store.ids().skipTo(entry.lastId(), entry.followingNumber());
        Entity entity = entry.entity();
        if (entity == null) {
            return;
        }
        if (entry.removed()) {
            store.drop(new Removed(entity.kind(), entity.id(), entity.triggeredAt(), entity.body()));
        } else {
            store.keep(entity);
        }
    }

    private void keepJournalShort(boolean now) {
        if (journal == null || !now && !journal.isMostlyPast(store.size())) {
            return;
        }
        Ids ids = store.ids();
        List<Journal.Entry> entries = new ArrayList<>();
        entries.add(new Journal.Entry(null, false, ids.lastId(), ids.followingNumber()));
        for (Kind kind : KINDS) {
            for (Entity entity : store.shelf(kind).all()) {
                if (entity.changed()) {
                    entries.add(new Journal.Entry(entity, false, ids.lastId(), ids.followingNumber()));
                }
            }
            for (Removed removed : store.shelf(kind).removed()) {
                entries.add(new Journal.Entry(removed.entity(), true, ids.lastId(), ids.followingNumber()));
            }
        }
        journal.rewrite(seed, entries);
    }
}
