package io.shopledger.shopify.vault;

import io.shopledger.StoreId;
import io.shopledger.stored.StoredJson;
import io.shopledger.vault.Contacts;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/**
 * E-mail addresses and telephone numbers as HMACs under a key derived from their store's. Without that key nobody can try an
 * address; with it, who can ask for an entity by its address anyway.
 */
public final class BlindIndex implements Contacts {
    private static final String PURPOSE = "contacts";

    /** Of 32: enough to tell addresses apart. */
    private static final int BYTES = 16;

    /**
     * Only what is not there, and only for subjects whose key is. That is locked to the page's end: an erasure waits for it, and
     * deletes what the page has written.
     */
    private static final String INSERT = """
            with told as materialized (
                select * from unnest(?, ?, ?, ?) as all_told (store_id, hash, subject, fingerprint)
                where not exists (select from ledger.contact c where c.store_id = all_told.store_id
                    and c.hash = all_told.hash and c.subject = all_told.subject and c.fingerprint = all_told.fingerprint)),
            alive as (select subject from ledger.subject_key
                where subject in (select subject from told) and wrapped_key is not null order by subject for share)
            insert into ledger.contact (store_id, hash, subject, fingerprint)
            select told.store_id, told.hash, told.subject, told.fingerprint from told join alive using (subject)
            on conflict do nothing""";

    private static final String HOLDERS = """
            select c.subject, c.fingerprint from ledger.contact c join ledger.subject_key k using (subject)
            where c.store_id = ? and c.hash = ? and k.wrapped_key is not null order by 1, 2""";

    private final StoreKeys keys;
    private final JdbcTemplate jdbc;

    BlindIndex(StoreKeys keys, JdbcTemplate jdbc) {
        this.keys = keys;
        this.jdbc = jdbc;
    }

    /** One address or number of a subject. */
    record Entry(StoreId store, byte[] hash, String subject, String fingerprint) {}

    /** @param fields a subject's personal fields as JSON */
    List<Entry> entries(StoreId store, String subject, String fingerprint, byte[] fields) {
        JsonNode all = StoredJson.MAPPER.readTree(fields);
        List<Entry> entries = new ArrayList<>();
        for (String field : List.of("email", "contact_email", "phone")) {
            String value = all.path(field).asString("");
            What what = field.equals("phone") ? What.PHONE : What.EMAIL;
            if (!plain(what, value).isEmpty()) {
                entries.add(new Entry(store, hash(store, what, value), subject, fingerprint));
            }
        }
        return entries;
    }

    /** In the caller's transaction. */
    void store(List<Entry> entries) {
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            Array stores = connection.createArrayOf(
                    "bigint",
                    entries.stream().map(entry -> entry.store().value()).toArray());
            Array hashes = connection.createArrayOf(
                    "bytea", entries.stream().map(Entry::hash).toArray(byte[][]::new));
            Array subjects = connection.createArrayOf(
                    "text", entries.stream().map(Entry::subject).toArray());
            Array prints = connection.createArrayOf(
                    "text", entries.stream().map(Entry::fingerprint).toArray());
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                insert.setArray(1, stores);
                insert.setArray(2, hashes);
                insert.setArray(3, subjects);
                insert.setArray(4, prints);
                insert.executeUpdate();
            }
            return null;
        });
    }

    @Override
    public List<Holder> holders(StoreId store, What what, String value) {
        if (!keys.has(store.value()) || plain(what, value).isEmpty()) {
            return List.of();
        }
        return jdbc.query(
                HOLDERS,
                (row, n) -> new Holder(row.getString(1), row.getString(2)),
                store.value(),
                hash(store, what, value));
    }

    private byte[] hash(StoreId store, What what, String value) {
        byte[] text = (what + " " + plain(what, value)).getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(Aes.hmac(Aes.derived(keys.of(store.value()), PURPOSE), text), BYTES);
    }

    /** However it is written: an address in capitals, a number with spaces. */
    private static String plain(What what, String value) {
        return what == What.EMAIL ? value.strip().toLowerCase(Locale.ROOT) : value.replaceAll("[^+0-9]", "");
    }
}
