package io.shopledger.shopify.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.shopledger.Sealed;
import io.shopledger.StoreId;
import io.shopledger.shopify.DataFiles;
import io.shopledger.shopify.RealPostgres;
import io.shopledger.shopify.governor.SettableTime;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever has the disk, and looks for the bytes of a key that was destroyed. */
class DestroyedBytesTest {
    private static final String ZOE = "customer/1/5";

    /** So many that what a vacuum leaves of them is more than what it happens to overwrite. */
    private static final List<String> FORGOTTEN = IntStream.rangeClosed(1, 60)
            .mapToObj(number -> "customer/1/" + number)
            .toList();

    private HikariDataSource database;
    private JdbcTemplate jdbc;
    private OpenVault vault;
    private StoreId store;
    private DataFiles disk;

    @BeforeEach
    void hundredKeys() {
        database = RealPostgres.database(3);
        jdbc = new JdbcTemplate(database);
        vault = OpenVault.on(jdbc);
        store = new StoreId(Objects.requireNonNull(jdbc.queryForObject(
                "insert into ledger.store (domain) values ('a.myshopify.com') returning id", Long.class)));
        vault.storeKeys().create(store);
        disk = new DataFiles(jdbc);
        IntStream.rangeClosed(1, 100).forEach(number -> seal("customer/1/" + number, "zoe@example.com"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void destroyedKeys_andTheirContacts_areInNoFile_onceTheirTablesAreWrittenAnew() {
        List<byte[]> keys = all("select wrapped_key from ledger.subject_key where subject = any(?)");
        List<byte[]> contacts =
                all("select convert_to(fingerprint, 'UTF8') from ledger.contact where subject = any(?)");
        List<byte[]> others = all("select wrapped_key from ledger.subject_key where not subject = any(?)");
        assertThat(disk.found(keys)).as("what is looked for can be found").isEqualTo(keys.size());
        assertThat(disk.found(contacts)).isEqualTo(FORGOTTEN.size());

        destroy();
        assertThat(disk.found(keys)).as("destroyed, and there all the same").isEqualTo(keys.size());
        cleaned();
        disk.useTheLogAgain();

        assertThat(disk.found(keys)).isZero();
        assertThat(disk.found(contacts)).isZero();
        assertThat(disk.found(others)).isEqualTo(others.size());
        SubjectKeys restarted = OpenVault.on(jdbc).subjectKeys();
        assertThat(restarted.find(ZOE)).matches(tombstone -> tombstone != null && tombstone.key() == null);
        assertThat(restarted.find("customer/1/100")).matches(living -> living != null && living.key() != null);
    }

    @Test
    void keysOfAShopThatWasRedacted_areInNoFileEither() {
        byte[] own = bytes("select wrapped_key from ledger.store where id = ?", store.value());
        byte[] key = bytes("select wrapped_key from ledger.subject_key where subject = ?", ZOE);
        vault.bodies().seal(store.value(), new byte[] {'{', '}'});
        byte[] ofTheDay = bytes("select wrapped_key from ledger.body_key where store_id = ?", store.value());
        vault.secrets().put(store, StoreSecrets.Kind.ACCESS_TOKEN, "shpat_token");
        byte[] token = bytes("select secret from ledger.store_secret where store_id = ?", store.value());
        List<byte[]> all = List.of(own, key, ofTheDay, token);
        assertThat(disk.found(all)).isEqualTo(all.size());

        jdbc.update("update ledger.store set status = 'disconnected', redacted_generation = generation");
        transaction().executeWithoutResult(status -> vault.storeKeys().destroy(store, 1));
        cleaned();
        disk.useTheLogAgain();

        assertThat(disk.found(all)).isZero();
    }

    /** It keeps what somebody may still read, also where it is written anew. */
    @Test
    void whileSomebodyLooksAtTheDatabaseAsItWas_nothingIsWrittenAnew() throws SQLException {
        byte[] key = bytes("select wrapped_key from ledger.subject_key where subject = ?", ZOE);
        try (Connection before = database.getConnection();
                Statement looking = before.createStatement()) {
            before.setAutoCommit(false);
            before.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            looking.execute("select from ledger.store");
            destroy();
            vault.destroyed().clean();
            assertThat(unclean()).isPositive();
            looking.execute("select from ledger.subject_key where wrapped_key is not null and subject = '" + ZOE + "'");
            assertThat(looking.getResultSet().next()).isTrue();
            before.rollback();
        }
        cleaned();
        disk.useTheLogAgain();
        assertThat(disk.has(key)).isFalse();
    }

    @Test
    void tableInUse_isLeftToOthersForAWhile_andThenWrittenAnew() throws SQLException {
        SettableTime clock = new SettableTime();
        DestroyedBytes destroyed = new DestroyedBytes(jdbc, clock);
        try (Connection other = database.getConnection();
                Statement using = other.createStatement()) {
            destroy();
            other.setAutoCommit(false);
            using.execute("select from ledger.subject_key"); // its lock outlives its snapshot
            await().until(() -> Boolean.TRUE.equals(jdbc.queryForObject(
                    "select bool_and(destroyed_by < pg_snapshot_xmin(pg_current_snapshot())) from ledger.unclean",
                    Boolean.class)));
            destroyed.clean();
            other.rollback();
        }
        destroyed.clean();
        assertThat(unclean()).as("too soon").isPositive();

        clock.pass(Duration.ofMinutes(1));
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            destroyed.clean();
            return unclean() == 0;
        });
    }

    /** Transactions of other databases on this server may be older, for a moment. */
    private void cleaned() {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            vault.destroyed().clean();
            return unclean() == 0;
        });
    }

    private long unclean() {
        return Objects.requireNonNull(jdbc.queryForObject("select count(*) from ledger.unclean", Long.class));
    }

    private void destroy() {
        List<String> destroyed = transaction()
                .execute(status -> vault.subjectKeys()
                        .destroy(FORGOTTEN.stream()
                                .map(subject -> new SubjectKeys.Subject(store, subject))
                                .toList()));
        assertThat(destroyed).containsExactlyInAnyOrderElementsOf(FORGOTTEN);
    }

    private TransactionTemplate transaction() {
        return new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    private List<byte[]> all(String query) {
        return jdbc.queryForList(query, byte[].class, (Object) FORGOTTEN.toArray(String[]::new));
    }

    private byte[] bytes(String query, Object parameter) {
        return Objects.requireNonNull(jdbc.queryForObject(query, byte[].class, parameter));
    }

    private Sealed seal(String subject, String email) {
        SubjectKeys.Ring ring = vault.subjectKeys().ring();
        ring.load(List.of(subject));
        Sealed sealed = vault.personal()
                .seal(
                        ring,
                        store,
                        subject,
                        "{\"email\":\"%s\"}".formatted(email).getBytes(StandardCharsets.UTF_8));
        ring.store();
        ring.keep();
        return sealed;
    }
}
