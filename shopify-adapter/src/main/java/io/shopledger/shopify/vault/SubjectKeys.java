package io.shopledger.shopify.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.shopledger.StoreId;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** The keys of customers and orders, each wrapped by its store's key. A destroyed key never comes back. */
public class SubjectKeys {
    private static final int CACHED = 50_000;
    /** A key that another process destroyed is forgotten here after this time. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private static final int IDS_A_BLOCK = 500;

    /** By a join, since each subject then looks in its own part of the table alone. */
    private static final String FIND = """
            select k.id, k.store_id, k.subject, k.wrapped_key
              from unnest(?) asked(subject) join ledger.subject_key k using (subject)
            """;

    /** Waits for a page that is making the subject's key at this moment. */
    private static final String TOMBSTONE = """
            insert into ledger.subject_key (subject, id, store_id, wrapped_key, destroyed_at)
            values (?, ?, ?, null, now()) on conflict do nothing
            """;

    private static final String DESTROY = """
            update ledger.subject_key set wrapped_key = null, destroyed_at = now()
             where subject = ? and wrapped_key is not null returning tableoid::regclass::text
            """;

    private static final String FORGET_CONTACTS = """
            with gone as (delete from ledger.contact where subject = any(?) returning tableoid)
            select distinct tableoid::regclass::text from gone
            """;

    private final JdbcTemplate jdbc;
    private final StoreKeys storeKeys;
    private final Cache<String, SubjectKey> cache = Caffeine.newBuilder()
            .maximumSize(CACHED)
            .expireAfterWrite(REMEMBERED)
            .build();
    private final Deque<Long> freeIds = new ArrayDeque<>();
    private final BlindIndex contacts;
    private final DestroyedBytes destroyed;

    /** By subject, the fingerprint of what is in the index already: most of what comes tells the same address again. */
    private final Cache<String, String> indexed =
            Caffeine.newBuilder().maximumSize(CACHED).build();

    SubjectKeys(JdbcTemplate jdbc, StoreKeys storeKeys, BlindIndex contacts, DestroyedBytes destroyed) {
        this.jdbc = jdbc;
        this.storeKeys = storeKeys;
        this.contacts = contacts;
        this.destroyed = destroyed;
    }

    /**
     * @param key absent when it was destroyed
     * @param wrappedBy the store's key: where the store has another one by now, this one is lost
     */
    record SubjectKey(long id, StoreId store, String subject, byte @Nullable [] key, byte @Nullable [] wrappedBy) {}

    /** The keys that one page needs: those there are, and new ones that are stored with the page. */
    public final class Ring {
        private final Map<String, SubjectKey> keys = new HashMap<>();
        private final List<SubjectKey> made = new ArrayList<>();
        private final List<BlindIndex.Entry> told = new ArrayList<>();

        /** Loads the keys of all these subjects at once. */
        public void load(Collection<String> subjects) {
            List<String> missing = new ArrayList<>();
            for (String subject : subjects) {
                SubjectKey known = cache.getIfPresent(subject);
                if (known != null && isCurrent(known)) {
                    keys.put(subject, known);
                } else {
                    missing.add(subject);
                }
            }
            if (!missing.isEmpty()) {
                find(missing).forEach(found -> keys.put(found.subject(), found));
            }
        }

        SubjectKey of(StoreId store, String subject) {
            return keys.computeIfAbsent(subject, fresh -> {
                SubjectKey key =
                        new SubjectKey(nextId(), store, fresh, Aes.random(Aes.KEY_BYTES), storeKeys.of(store.value()));
                made.add(key);
                return key;
            });
        }

        /** The addresses and numbers among these fields, which were sealed, can be looked for once the page is committed. */
        void told(StoreId store, String subject, String fingerprint, byte[] fields) {
            if (!fingerprint.equals(indexed.getIfPresent(subject))) {
                told.addAll(contacts.entries(store, subject, fingerprint, fields));
            }
        }

        /** Stores the keys made for this page, and what can be looked for, in its transaction. */
        public void store() {
            if (!made.isEmpty()) {
                jdbc.batchUpdate(
                        "insert into ledger.subject_key (id, store_id, subject, wrapped_key) values (?, ?, ?, ?)",
                        made,
                        made.size(),
                        (insert, key) -> {
                            insert.setLong(1, key.id());
                            insert.setLong(2, key.store().value());
                            insert.setString(3, key.subject());
                            insert.setBytes(4, wrapped(key));
                        });
            }
            if (!told.isEmpty()) {
                contacts.store(told);
            }
        }

        /** Call when the page's transaction is committed, and only then. */
        public void keep() {
            keys.forEach(cache::put);
            told.forEach(entry -> indexed.put(entry.subject(), entry.fingerprint()));
        }
    }

    public Ring ring() {
        return new Ring();
    }

    /** @return the subject's key as it is stored now, or null where there is none */
    @Nullable
    SubjectKey find(String subject) {
        List<SubjectKey> found = find(List.of(subject));
        return found.isEmpty() ? null : found.get(0);
    }

    /** What a key's destruction is written down for. @param store whose the subject is */
    public record Subject(StoreId store, String name) {}

    /**
     * Destroys the keys of these subjects, in the caller's transaction. Their rows stay, and who had none gets one: by these
     * nobody makes a new key.
     *
     * @return those that had a key until now
     */
    public List<String> destroy(Collection<Subject> subjects) {
        List<Subject> all =
                subjects.stream().sorted(Comparator.comparing(Subject::name)).toList();
        List<String> had = new ArrayList<>();
        List<String> tables = new ArrayList<>();
        for (Subject subject : all) {
            jdbc.update(TOMBSTONE, subject.name(), nextId(), subject.store().value());
            List<String> table = jdbc.queryForList(DESTROY, String.class, subject.name());
            if (!table.isEmpty()) {
                had.add(subject.name());
                tables.addAll(table);
            }
        }
        List<String> names = all.stream().map(Subject::name).toList();
        tables.addAll(jdbc.queryForList(FORGET_CONTACTS, String.class, (Object) names.toArray(String[]::new)));
        destroyed.are(tables);
        cache.invalidateAll(names);
        return had;
    }

    /** @return those there are, as they are stored now */
    List<SubjectKey> find(List<String> subjects) {
        List<SubjectKey> found = new ArrayList<>();
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            Array names = connection.createArrayOf("text", subjects.toArray());
            try (PreparedStatement query = connection.prepareStatement(FIND)) {
                query.setArray(1, names);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        StoreId store = new StoreId(rows.getLong(2));
                        byte[] wrapped = rows.getBytes(4);
                        byte[] by = wrapped == null ? null : storeKeys.of(store.value());
                        found.add(new SubjectKey(
                                rows.getLong(1),
                                store,
                                rows.getString(3),
                                by == null ? null : Aes.open(by, wrapped, rows.getString(3)),
                                by));
                    }
                }
            }
            return null;
        });
        return found;
    }

    private boolean isCurrent(SubjectKey key) {
        return key.wrappedBy() == null || storeKeys.is(key.store().value(), key.wrappedBy());
    }

    private byte[] wrapped(SubjectKey key) {
        return Aes.seal(storeKeys.of(key.store().value()), java.util.Objects.requireNonNull(key.key()), key.subject());
    }

    private synchronized long nextId() {
        if (freeIds.isEmpty()) {
            Long first = jdbc.queryForObject("select nextval('ledger.subject_key_id')", Long.class);
            for (int i = 0; i < IDS_A_BLOCK; i++) {
                freeIds.add(java.util.Objects.requireNonNull(first) + i);
            }
        }
        return freeIds.remove();
    }
}
