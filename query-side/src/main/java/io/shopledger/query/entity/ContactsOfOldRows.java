package io.shopledger.query.entity;

import io.shopledger.Role;
import io.shopledger.Sealed;
import io.shopledger.StoreId;
import io.shopledger.stored.StoredJson;
import io.shopledger.vault.Contacts;
import jakarta.persistence.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/**
 * Has what was sealed by builds before the search by e-mail address and telephone number be found by it too: once for each kind,
 * some hundred rows at a time, going on where it was after a kill. Several processes at it do no harm.
 */
@Component
class ContactsOfOldRows implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(ContactsOfOldRows.class);
    private static final int AT_A_TIME = 500;
    private static final long PAUSE_MILLIS = 5_000;

    private final List<Shown<?>> kinds;
    private final Contacts contacts;
    private final JdbcTemplate jdbc;
    private final TransactionOperations transaction;
    private final boolean worker;
    private final Thread thread = new Thread(this::work, "contacts-of-old-rows");

    /** A row's record as JSON. */
    private record Old(StoreId store, long id, String record) {}

    ContactsOfOldRows(
            List<Shown<?>> kinds,
            Contacts contacts,
            JdbcTemplate jdbc,
            TransactionOperations transaction,
            @Value("${shopledger.roles:}") String roles) {
        this.kinds =
                kinds.stream().filter(shown -> shown.listing().hasContacts()).toList();
        this.contacts = contacts;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.worker = Role.WORKER.isIn(roles);
        thread.setDaemon(true);
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (worker) {
            thread.start();
        }
    }

    @Override
    public void destroy() {
        thread.interrupt();
    }

    private void work() {
        for (Shown<?> kind : kinds) {
            boolean more = true;
            while (more && !Thread.currentThread().isInterrupted()) {
                try {
                    more = Boolean.TRUE.equals(transaction.execute(status -> some(kind)));
                } catch (RuntimeException failure) {
                    LOG.info(
                            "The addresses of older {} are read later: {}",
                            kind.kind(),
                            failure.getClass().getSimpleName());
                    pause();
                }
            }
        }
    }

    /** @return whether there are more */
    boolean some(Shown<?> kind) {
        jdbc.update("insert into public.contacts_learnt values (?, 0, 0, false) on conflict do nothing", kind.kind());
        Map<String, Object> at =
                jdbc.queryForMap("select * from public.contacts_learnt where kind = ? for update", kind.kind());
        if (Boolean.TRUE.equals(at.get("done"))) {
            return false;
        }
        List<Old> rows = jdbc.query(
                "select store_id, id, record from %s where (store_id, id) > (?, ?) order by store_id, id limit ?"
                        .formatted(kind.row().getAnnotation(Table.class).name()),
                (row, n) -> new Old(new StoreId(row.getLong(1)), row.getLong(2), row.getString(3)),
                at.get("store_id"),
                at.get("id"),
                AT_A_TIME);
        Map<StoreId, Map<String, Sealed>> sealed = new HashMap<>();
        for (Old row : rows) {
            Sealed personal = personal(row);
            if (personal != null) {
                sealed.computeIfAbsent(row.store(), none -> new HashMap<>())
                        .put(kind.stream(row.store(), row.id()), personal);
            }
        }
        sealed.forEach(contacts::learn);
        if (rows.isEmpty()) {
            jdbc.update("update public.contacts_learnt set done = true where kind = ?", kind.kind());
            return false;
        }
        Old last = Objects.requireNonNull(rows.get(rows.size() - 1));
        jdbc.update(
                "update public.contacts_learnt set store_id = ?, id = ? where kind = ?",
                last.store().value(),
                last.id(),
                kind.kind());
        return true;
    }

    private static @Nullable Sealed personal(Old row) {
        try {
            JsonNode part = StoredJson.MAPPER.readTree(row.record()).path("personal");
            return part.isObject() ? StoredJson.MAPPER.treeToValue(part, Sealed.class) : null;
        } catch (RuntimeException unreadable) {
            return null; // lists pass over it, and say so
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
