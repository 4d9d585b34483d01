package io.shopledger.shopify.webhook;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shopledger.StoreId;
import io.shopledger.observation.PageDecider;
import io.shopledger.shopify.RealPostgres;
import io.shopledger.shopify.privacy.Forgotten;
import io.shopledger.shopify.staging.Leases;
import io.shopledger.shopify.staging.StagedPages;
import io.shopledger.shopify.store.ConnectedStores;
import io.shopledger.shopify.store.StoreRegistry;
import io.shopledger.shopify.vault.OpenVault;
import io.shopledger.webhook.DeliveryLedger;
import io.shopledger.webhook.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The way in on a database of its own, put together as the service does it, with one connected shop. */
final class WayIn implements AutoCloseable {
    static {
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
    }

    static final String SHOP = "demo.myshopify.com";
    static final String SECRET = "demo-secret";
    static final String CREATED = "orders/create";
    static final int MAX_BYTES = 100_000;

    final HikariDataSource database = RealPostgres.database(20);
    final JdbcTemplate jdbc = new JdbcTemplate(database);
    final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    final OpenVault vault = OpenVault.on(jdbc);
    final StoreRegistry stores = ConnectedStores.registry(jdbc, vault);
    final StoreId store = ConnectedStores.connect(stores, SHOP, "shpat_demo", SECRET);
    final WebhookSettings settings = new WebhookSettings("app-secret", "old-app-secret", MAX_BYTES, 14, false, "");
    final InboxSignal signal = new InboxSignal(database);
    final DeliveryCounts counts = new DeliveryCounts(jdbc);
    final InboxTable table = new InboxTable(jdbc, transaction, counts, new TopicPriorities(""));
    final Rush rush = new Rush();
    final Inbox inbox = new Inbox(table, signal);
    final InboxIds ids = new InboxIds(jdbc);
    final DeliveryIntake intake = new DeliveryIntake(vault.bodies(), ids, new Forgotten(jdbc));
    final DeadLetters letters =
            new DeadLetters(jdbc, transaction, table, ids, vault.bodies(), counts, signal, Clock.systemUTC());
    final PostgresDeliveryLedger ledger = new PostgresDeliveryLedger(jdbc);

    final OddFields odd =
            new OddFields(new OddFieldTable(jdbc, transaction), new SimpleMeterRegistry(), Clock.systemUTC());

    private final List<Dispatcher> dispatchers = new ArrayList<>();

    /** What comes with a body; whatever is not said is absent. */
    record Said(
            long store,
            String topic,
            @Nullable String webhookId,
            @Nullable String eventId,
            @Nullable Instant triggeredAt) {
        Said webhook(String id) {
            return new Said(store, topic, id, eventId, triggeredAt);
        }

        Said event(String id) {
            return new Said(store, topic, webhookId, id, triggeredAt);
        }

        Said topic(String other) {
            return new Said(store, other, webhookId, eventId, triggeredAt);
        }

        Said ofUnknownShop() {
            return new Said(0, topic, webhookId, eventId, triggeredAt);
        }
    }

    Said said() {
        return new Said(store.value(), CREATED, null, null, null);
    }

    Delivery delivery(Said said, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return intake.delivery(
                new DeliveryIntake.Envelope(
                        said.store(),
                        said.store() == 0 ? "unknown.myshopify.com" : SHOP,
                        said.topic(),
                        said.webhookId(),
                        said.eventId(),
                        null,
                        "2026-07",
                        said.triggeredAt(),
                        Instant.now(),
                        Signed.by(SECRET, bytes)),
                read(bytes),
                MAX_BYTES);
    }

    void keep(Said said, String body) {
        inbox.keep(delivery(said, body));
    }

    /** A dispatcher as another process has it: with a vault and a registry of its own. It is not started yet. */
    Dispatcher dispatcher(PageDecider decider) {
        OpenVault own = OpenVault.on(jdbc);
        DeliveryReader reader = new DeliveryReader(
                own.bodies(), own.personal(), own.subjectKeys(), ConnectedStores.registry(jdbc, own), odd);
        Leases leases = new Leases(jdbc, transaction, decider);
        Dispatcher dispatcher = new Dispatcher(
                jdbc,
                reader,
                new Acting(null, null, null), // no test here uninstalls or demands
                own.subjectKeys(),
                decider,
                new OutcomeTables(jdbc, new DeliveryCounts(jdbc), Clock.systemUTC()),
                signal,
                leases,
                new StagedPages(jdbc, decider, leases),
                rush,
                settings);
        dispatchers.add(dispatcher);
        return dispatcher;
    }

    long count(String sql, Object... parameters) {
        return Objects.requireNonNull(jdbc.queryForObject(sql, Long.class, parameters));
    }

    long waiting() {
        return count("select count(*) from ledger.waiting");
    }

    long count(String topic, Outcome outcome) {
        return ledger.of(store).stream()
                .filter(row -> row.topic().equals(topic))
                .mapToLong(row -> row.count(outcome))
                .sum();
    }

    static boolean addsUp(DeliveryLedger.Row row) {
        return row.received()
                == row.outcomes().values().stream().mapToLong(Long::longValue).sum();
    }

    /** @return an order that tells all that is personal */
    static String order(long id) {
        return """
                {"id":%1$d,"name":"#%1$d","updated_at":"2026-01-01T00:00:00Z","email":"e%1$d@example.com","phone":null,"note":null,
                "note_attributes":[],"browser_ip":null,"order_status_url":null,"billing_address":null,"shipping_address":null,
                "line_items":[],"refunds":[],"fulfillments":[]}""".formatted(id);
    }

    private static boolean inSignalsClose(Thread thread) {
        return thread.getState() == Thread.State.TIMED_WAITING
                && Arrays.stream(thread.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(InboxSignal.class.getName()));
    }

    private static IncomingBody read(byte[] bytes) {
        try {
            return IncomingBody.read(new ByteArrayInputStream(bytes), new HmacVerifier(List.of()), 64 << 20);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        dispatchers.stream().filter(Dispatcher::isRunning).forEach(Dispatcher::stop);
        Thread quiet = new Thread(() -> {
            try {
                inbox.close();
                signal.close();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });
        quiet.start();
        odd.close();
        // the signals' threads look up once a second, or as soon as their connection is closed
        await().until(() -> !quiet.isAlive() || inSignalsClose(quiet));
        database.close();
        await().until(() -> !quiet.isAlive());
    }
}
