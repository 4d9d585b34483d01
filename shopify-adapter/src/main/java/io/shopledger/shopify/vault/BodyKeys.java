package io.shopledger.shopify.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The keys of bodies, wrapped by their store's key: one for each store and day, so that it can be destroyed when no body of that
 * day is kept any more. What was dropped before and still lies somewhere on the disk goes with it.
 */
final class BodyKeys {
    private static final String TABLE = "ledger.body_key";

    private static final String MAKE = """
            insert into ledger.body_key as known (store_id, day, wrapped_key) values (?, ?, ?)
            on conflict (store_id, day) do update set wrapped_key = excluded.wrapped_key where known.wrapped_key = ?
            """;

    /** As long as a store's key is, so that who destroyed it need not tell. */
    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    private final StoreKeys stores;
    private final DestroyedBytes destroyed;
    private final JdbcTemplate jdbc;

    /** A new key is there for good, whatever becomes of the transaction in which it is first used. */
    private final JdbcTemplate beside;

    private final Clock clock;
    private final Cache<Day, Key> open =
            Caffeine.newBuilder().expireAfterWrite(REMEMBERED).build();

    BodyKeys(StoreKeys stores, DestroyedBytes destroyed, JdbcTemplate jdbc, Clock clock) {
        this.stores = stores;
        this.destroyed = destroyed;
        this.jdbc = jdbc;
        this.beside = new JdbcTemplate(new DelegatingDataSource(Objects.requireNonNull(jdbc.getDataSource())));
        this.clock = clock;
    }

    /** @param date in UTC */
    record Day(long store, LocalDate date) {
        private String belongsTo() {
            return "bodies/" + store + "/" + date;
        }
    }

    private record Key(byte[] bytes, byte[] wrappedBy) {}

    /** @return under which what comes now is sealed */
    Day today(long store) {
        return new Day(store, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    /** Of today: made where there is none yet, or none any more that opens. */
    byte[] made(Day day) {
        byte[] lost = null;
        try {
            byte[] known = find(day);
            if (known != null) {
                return known;
            }
        } catch (Aes.WrongKey madeAsTheStoresKeyWasDestroyed) {
            lost = wrapped(day);
        }
        beside.update(
                MAKE,
                day.store(),
                day.date(),
                Aes.seal(stores.of(day.store()), Aes.random(Aes.KEY_BYTES), day.belongsTo()),
                lost);
        return Objects.requireNonNull(find(day));
    }

    /** @return null where it was destroyed */
    byte @Nullable [] find(Day day) {
        Key key = open.get(day, this::unwrapped);
        if (key != null && !stores.is(day.store(), key.wrappedBy())) {
            open.invalidate(day);
            key = open.get(day, this::unwrapped);
        }
        return key == null ? null : key.bytes();
    }

    private @Nullable Key unwrapped(Day day) {
        byte[] wrapped = wrapped(day);
        if (wrapped == null) {
            return null;
        }
        try {
            return opened(day, wrapped);
        } catch (Aes.WrongKey another) { // the store's key may be another one by now
            stores.forget(day.store());
            return opened(day, wrapped);
        }
    }

    private Key opened(Day day, byte[] wrapped) {
        byte[] by = stores.of(day.store());
        return new Key(Aes.open(by, wrapped, day.belongsTo()), by);
    }

    private byte @Nullable [] wrapped(Day day) {
        List<byte[]> found = beside.queryForList(
                "select wrapped_key from ledger.body_key where store_id = ? and day = ?",
                byte[].class,
                day.store(),
                day.date());
        return found.isEmpty() ? null : found.get(0);
    }

    boolean areThereBefore(LocalDate day) {
        return Boolean.TRUE.equals(
                jdbc.queryForObject("select exists (select from ledger.body_key where day < ?)", Boolean.class, day));
    }

    /** In a transaction. */
    void destroyBefore(LocalDate day) {
        if (jdbc.update("delete from ledger.body_key where day < ?", day) > 0) {
            destroyed.are(List.of(TABLE));
        }
        open.invalidateAll();
    }
}
