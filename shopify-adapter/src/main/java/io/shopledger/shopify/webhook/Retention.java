package io.shopledger.shopify.webhook;

import jakarta.annotation.PreDestroy;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Forgets, hourly and in small steps: bodies after {@code SHOPLEDGER_INBOX_DAYS}, save those of a store's dead letters; delivery
 * keys after 8 days. With the bodies of a day go the keys that sealed them.
 */
@Component
class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final int ROWS_A_STEP = 5_000;

    /** Shopify's last retry comes within 4 hours; a week more is for what was held back. */
    private static final int KEY_DAYS = 8;

    private static final String OLD_DELIVERIES = """
            with old as (select id from ledger.inbox i where received_at < now() - make_interval(days => ?)
                            and not exists (select from ledger.waiting w where w.id = i.id)
                            and not exists (select from ledger.dead_letter d where d.inbox_id = i.id) limit ?),
                 gone as (delete from ledger.outcome where inbox_id in (select id from old))
            delete from ledger.inbox where id in (select id from old)
            """;

    /** A dead letter stays to be seen. A store may yet retry its own; of a shop that nobody connected nobody can erase it. */
    private static final String OLD_BODIES_OF_STRANGERS = """
            update ledger.inbox set body = null
             where id in (select id from ledger.inbox where store_id = 0 and body is not null
                             and received_at < now() - make_interval(days => ?) limit ?)
            """;

    private static final String OLD_KEYS = """
            delete from ledger.delivery_key where key in
                   (select key from ledger.delivery_key where received_at < now() - make_interval(days => ?) limit ?)
            """;

    private final JdbcTemplate jdbc;
    private final FormerKeys formerKeys;
    private final int inboxDays;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "retention");
        thread.setDaemon(true);
        return thread;
    });

    Retention(JdbcTemplate jdbc, FormerKeys formerKeys, WebhookSettings settings) {
        this.jdbc = jdbc;
        this.formerKeys = formerKeys;
        this.inboxDays = settings.inboxDays();
        clockwork.scheduleWithFixedDelay(this::forget, 1, 60, TimeUnit.MINUTES);
    }

    void forget() {
        try {
            repeat(OLD_DELIVERIES, inboxDays);
            repeat(OLD_BODIES_OF_STRANGERS, inboxDays);
            repeat(OLD_KEYS, KEY_DAYS);
            formerKeys.destroy(inboxDays);
        } catch (RuntimeException failure) {
            LOG.warn("Old deliveries stay until the next try: {}", failure.getMessage());
        }
    }

    private void repeat(String statement, int days) {
        while (jdbc.update(statement, days, ROWS_A_STEP) == ROWS_A_STEP) {
            LOG.debug("Forgot {} rows", ROWS_A_STEP);
        }
    }

    @PreDestroy
    void close() {
        clockwork.shutdownNow();
    }
}
