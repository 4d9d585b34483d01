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

    private final JdbcTemplate jdbc;
    private final StoreKeys storeKeys;
    private final Cache<String, SubjectKey> cache = Caffeine.newBuilder()
            .maximumSize(CACHED)
            .expireAfterWrite(REMEMBERED)
            .build();
    private final Deque<Long> freeIds = new ArrayDeque<>();

    SubjectKeys(JdbcTemplate jdbc, StoreKeys storeKeys) {
        this.jdbc = jdbc;
        this.storeKeys = storeKeys;
    }

    /** @param key absent when it was destroyed */
    record SubjectKey(long id, StoreId store, String subject, byte @Nullable [] key) {}

    /** The keys that one page needs: those there are, and new ones that are stored with the page. */
    public final class Ring {
        private final Map<String, SubjectKey> keys = new HashMap<>();
        private final List<SubjectKey> made = new ArrayList<>();

        /** Loads the keys of all these subjects at once. */
        public void load(Collection<String> subjects) {
            List<String> missing = new ArrayList<>();
            for (String subject : subjects) {
                SubjectKey known = cache.getIfPresent(subject);
                if (known != null) {
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
                SubjectKey key = new SubjectKey(nextId(), store, fresh, Aes.random(Aes.KEY_BYTES));
                made.add(key);
                return key;
            });
        }

        /** Stores the keys made for this page, in its transaction. */
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
        }

        /** Call when the page's transaction is committed, and only then. */
        public void keep() {
            keys.forEach(cache::put);
        }
    }

    public Ring ring() {
        return new Ring();
    }

    /** @return the subject's key, or null where there is none */
    @Nullable
    SubjectKey find(String subject) {
        SubjectKey known = cache.getIfPresent(subject);
        if (known != null) {
            return known;
        }
        List<SubjectKey> found = find(List.of(subject));
        found.forEach(key -> cache.put(subject, key));
        return found.isEmpty() ? null : found.get(0);
    }

    private List<SubjectKey> find(List<String> subjects) {
        List<SubjectKey> found = new ArrayList<>();
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            Array names = connection.createArrayOf("text", subjects.toArray());
            try (PreparedStatement query = connection.prepareStatement(
                    "select id, store_id, subject, wrapped_key from ledger.subject_key where subject = any(?)")) {
                query.setArray(1, names);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        StoreId store = new StoreId(rows.getLong(2));
                        byte[] wrapped = rows.getBytes(4);
                        found.add(new SubjectKey(
                                rows.getLong(1),
                                store,
                                rows.getString(3),
                                wrapped == null
                                        ? null
                                        : Aes.open(storeKeys.of(store.value()), wrapped, rows.getString(3))));
                    }
                }
            }
            return null;
        });
        return found;
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
