package io.shopledger.shopify.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.shopledger.Sealed;
import io.shopledger.StoreId;
import io.shopledger.shopify.RealPostgres;
import io.shopledger.shopify.vault.Aes.WrongKey;
import io.shopledger.shopify.vault.StoreSecrets.Kind;
import io.shopledger.vault.Contacts.Holder;
import io.shopledger.vault.Contacts.What;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Bodies, personal fields and secrets, sealed under keys that lie in a real database. */
class VaultOnPostgresTest {
    private static final byte[] FIELDS = "{\"email\":\"jon@example.com\"}".getBytes(StandardCharsets.UTF_8);
    private static final String ORDER = "order/1/450789469";

    private static HikariDataSource database;
    private static JdbcTemplate jdbc;
    private static OpenVault shared;
    private static StoreId sharedStore;

    private OpenVault vault;
    private StoreId store;

    @BeforeAll
    @BeforeContainer
    static void start() {
        database = RealPostgres.database(4);
        jdbc = new JdbcTemplate(database);
        shared = OpenVault.on(jdbc);
        sharedStore = newStore(shared);
    }

    @AfterAll
    @AfterContainer
    static void stop() {
        database.close();
    }

    @BeforeEach
    void freshStore() {
        jdbc.update("delete from ledger.subject_key");
        jdbc.update("delete from ledger.contact");
        vault = OpenVault.on(jdbc);
        store = newStore(vault);
    }

    /** On a connection of its own, whatever transaction this thread is in. */
    private static JdbcTemplate beside() {
        return new JdbcTemplate(new DelegatingDataSource(database));
    }

    private static StoreId newStore(OpenVault vault) {
        StoreId store = new StoreId(Objects.requireNonNull(jdbc.queryForObject(
                "insert into ledger.store (domain) values (gen_random_uuid()::text) returning id", Long.class)));
        vault.storeKeys().create(store);
        return store;
    }

    @Test
    void keyThatAPageIsMakingAtThisMoment_isDestroyedAsWell() throws Exception {
        TransactionTemplate page = new TransactionTemplate(new DataSourceTransactionManager(database));
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<List<String>> destroyed = page.execute(status -> {
                SubjectKeys.Ring ring = vault.subjectKeys().ring();
                vault.personal().seal(ring, store, ORDER, FIELDS);
                ring.store();
                Future<List<String>> waiting =
                        other.submit(() -> vault.subjectKeys().destroy(List.of(new SubjectKeys.Subject(store, ORDER))));
                await().until(() -> Boolean.TRUE.equals(beside().queryForObject(
                                "select exists (select from pg_locks where not granted)", Boolean.class)));
                return waiting;
            });
            assertThat(destroyed.get(30, TimeUnit.SECONDS)).containsExactly(ORDER);
        } finally {
            other.shutdownNow();
        }
        assertThat(jdbc.queryForObject(
                        "select wrapped_key is null and destroyed_at is not null from ledger.subject_key where subject = ?",
                        Boolean.class,
                        ORDER))
                .isTrue();
    }

    @Property(tries = 300)
    void body_comesBackAsItWas(@ForAll @Size(max = 20_000) byte[] body) {
        byte[] kept = shared.bodies().seal(sharedStore.value(), body);
        assertThat(shared.bodies().open(sharedStore.value(), kept)).isEqualTo(body);
    }

    @Test
    void emptyAndLargeBodies_comeBack() {
        byte[] large = new byte[3 << 20];
        new java.util.Random(1).nextBytes(large);
        for (byte[] body : List.of(new byte[0], new byte[1], new byte[8_192], new byte[5 << 20], large)) {
            byte[] kept = vault.bodies().seal(store.value(), body);
            assertThat(Arrays.equals(vault.bodies().open(store.value(), kept), body))
                    .as("%d bytes", body.length)
                    .isTrue();
        }
    }

    @Test
    void bodyOfAShopThatWeDoNotKnow_isSealedApart() {
        vault.bodies().seal(store.value(), FIELDS);
        byte[] kept = vault.bodies().seal(0, FIELDS);
        assertThat(OpenVault.on(jdbc).bodies().open(0, kept)).isEqualTo(FIELDS);
        assertThatThrownBy(() -> vault.bodies().open(store.value(), kept)).isInstanceOf(WrongKey.class);
    }

    @Test
    void body_holdsNothingReadable() {
        byte[] kept = vault.bodies().seal(store.value(), FIELDS);
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("jon", "example", "email");
    }

    @Test
    void bodyOfALaterFormat_isSaid() {
        assertThatThrownBy(() -> vault.bodies().open(store.value(), new byte[] {9, 1, 2}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("form that this version does not know");
        assertThatThrownBy(() -> vault.bodies().open(store.value(), new byte[0]))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void storeKey_isMadeOnce() {
        byte[] kept = vault.bodies().seal(store.value(), FIELDS);
        vault.storeKeys().create(store);
        assertThat(OpenVault.on(jdbc).bodies().open(store.value(), kept)).isEqualTo(FIELDS);
    }

    @Test
    void openedFields_areLoggedWithWhoReadThem() {
        Sealed sealed = seal(vault, ORDER, FIELDS);
        jdbc.update("delete from ledger.personal_access");
        vault.personal().open(store, ORDER, sealed, "the shop's accountant");
        assertThat(jdbc.queryForList("select reader, store_id, subject from ledger.personal_access"))
                .containsExactly(
                        Map.of("reader", "the shop's accountant", "store_id", store.value(), "subject", ORDER));
    }

    @Test
    void longFields_areKeptShorterAndComeBack() {
        byte[] fields = ("[" + text(FIELDS) + ("," + text(FIELDS)).repeat(50) + "]").getBytes(StandardCharsets.UTF_8);
        Sealed sealed = seal(vault, ORDER, fields);
        assertThat(sealed.ciphertext().length()).isLessThan(fields.length / 4);
        assertThat(vault.personal().open(store, ORDER, sealed, "a reader")).contains(text(fields));
    }

    @Test
    void fieldsSealedAsTheyAre_openToo() {
        seal(vault, ORDER, FIELDS);
        SubjectKeys.SubjectKey key = Objects.requireNonNull(vault.subjectKeys().find(ORDER));
        byte[] sealed = Aes.seal(Objects.requireNonNull(key.key()), FIELDS, ORDER);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        Sealed before = new Sealed(
                Long.toString(key.id()),
                base64.encodeToString(Arrays.copyOf(sealed, Aes.NONCE_BYTES)),
                base64.encodeToString(Arrays.copyOfRange(sealed, Aes.NONCE_BYTES, sealed.length)),
                "not looked at");
        assertThat(vault.personal().open(store, ORDER, before, "a reader")).contains(text(FIELDS));
    }

    @Test
    void sameFieldsTwice_haveOneFingerprintAndTwoNonces() {
        Sealed first = seal(vault, ORDER, FIELDS);
        Sealed second = seal(vault, ORDER, FIELDS);
        assertThat(first.holdsTheSameAs(second)).isTrue();
        assertThat(first.nonce()).isNotEqualTo(second.nonce());
        assertThat(first.ciphertext()).isNotEqualTo(second.ciphertext());
    }

    @Test
    void sameFieldsAfterARestart_haveTheSameFingerprint() {
        Sealed before = seal(vault, ORDER, FIELDS);
        OpenVault restarted = OpenVault.on(jdbc);
        assertThat(seal(restarted, ORDER, FIELDS).holdsTheSameAs(before)).isTrue();
        assertThat(restarted.personal().open(store, ORDER, before, "a reader")).contains(text(FIELDS));
    }

    @Test
    void otherFields_haveAnotherFingerprint() {
        Sealed first = seal(vault, ORDER, FIELDS);
        assertThat(seal(vault, ORDER, "{}".getBytes(StandardCharsets.UTF_8)).holdsTheSameAs(first))
                .isFalse();
    }

    @Test
    void sameFieldsOfAnotherSubject_haveAnotherFingerprintAndDoNotOpenAsIts() {
        Sealed first = seal(vault, ORDER, FIELDS);
        Sealed other = seal(vault, "order/1/2", FIELDS);
        assertThat(other.fingerprint()).isNotEqualTo(first.fingerprint());
        assertThat(other.key()).isNotEqualTo(first.key());
        assertThat(vault.personal().open(store, ORDER, other, "a reader")).isEmpty();
    }

    @Test
    void sealedPart_tellsNothing() {
        Sealed sealed = seal(vault, ORDER, FIELDS);
        assertThat(sealed.toString()).doesNotContain("jon", "example");
        assertThat(sealed.nonce() + sealed.ciphertext() + sealed.fingerprint()).doesNotContain("=");
    }

    @Test
    void destroyedKey_opensNothingSealsNothingAndIsNotMadeAgain() {
        Sealed before = seal(vault, ORDER, FIELDS);
        destroy(ORDER);
        OpenVault restarted = OpenVault.on(jdbc);
        assertThat(restarted.personal().open(store, ORDER, before, "a reader")).isEmpty();
        assertThat(sealed(restarted, ORDER, FIELDS)).isEqualTo(Sealed.REDACTED);
        assertThat(sealed(restarted, ORDER, FIELDS))
                .as("from what is cached by now")
                .isEqualTo(Sealed.REDACTED);
        assertThat(jdbc.queryForObject(
                        "select count(*) from ledger.subject_key where subject = ? and wrapped_key is null",
                        Long.class,
                        ORDER))
                .isOne();
        assertThat(jdbc.queryForObject("select count(*) from ledger.subject_key where subject = ?", Long.class, ORDER))
                .isOne();
    }

    @Test
    void whoeverHoldsAnAddress_isFoundByIt_asLongAsTheirKeyIsThere() {
        Sealed first = seal(vault, ORDER, contact("Jon@Example.com", "+49 170 / 123"));
        Sealed second = seal(vault, ORDER, contact("tom@example.com", null));
        seal(vault, "customer/1/2", contact("ann@example.com", null));
        assertThat(vault.personal().holders(store, What.EMAIL, " JON@example.com"))
                .containsExactly(new Holder(ORDER, first.fingerprint()));
        assertThat(vault.personal().holders(store, What.PHONE, "+49170123"))
                .containsExactly(new Holder(ORDER, first.fingerprint()));
        assertThat(vault.personal().holders(store, What.EMAIL, "tom@example.com"))
                .containsExactly(new Holder(ORDER, second.fingerprint()));
        assertThat(vault.personal().holders(store, What.PHONE, "tom@example.com"))
                .isEmpty();
        assertThat(vault.personal().holders(newStore(vault), What.EMAIL, "tom@example.com"))
                .as("under another store's key")
                .isEmpty();

        vault.subjectKeys().destroy(List.of(new SubjectKeys.Subject(store, ORDER)));
        sealed(OpenVault.on(jdbc), ORDER, contact("tom@example.com", null));
        sealed(vault, ORDER, contact("tim@example.com", null));
        assertThat(jdbc.queryForList("select subject from ledger.contact", String.class))
                .as("nothing is kept of who was forgotten, and comes again")
                .containsExactly("customer/1/2");
        vault.storeKeys().create(store);
        jdbc.update(
                "update ledger.store set status = 'disconnected', generation = 1, redacted_generation = 1 where id = ?",
                store.value());
        vault.storeKeys().destroy(store, 1);
        assertThat(jdbc.queryForObject("select count(*) from ledger.contact", Long.class))
                .isZero();
        assertThat(vault.personal().holders(store, What.EMAIL, "ann@example.com"))
                .isEmpty();
    }

    @Test
    void anAddressThatAPageIsTelling_whileItsSubjectIsForgotten_isForgottenAsWell() throws Exception {
        seal(vault, ORDER, contact("jon@example.com", null));
        TransactionTemplate page = new TransactionTemplate(new DataSourceTransactionManager(database));
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<List<String>> destroyed = page.execute(status -> {
                sealed(vault, ORDER, contact("tom@example.com", null));
                Future<List<String>> waiting =
                        other.submit(() -> vault.subjectKeys().destroy(List.of(new SubjectKeys.Subject(store, ORDER))));
                await().until(() -> Boolean.TRUE.equals(beside().queryForObject(
                                "select exists (select from pg_locks where not granted)", Boolean.class)));
                return waiting;
            });
            assertThat(destroyed.get(30, TimeUnit.SECONDS)).containsExactly(ORDER);
        } finally {
            other.shutdownNow();
        }
        assertThat(jdbc.queryForObject("select count(*) from ledger.contact", Long.class))
                .isZero();
    }

    @Test
    void whatWasSealedBeforeThereWasTheSearch_isFoundOnceItIsLearnt() {
        Sealed old = seal(vault, ORDER, contact("jon@example.com", null));
        Sealed forgotten = seal(vault, "order/1/2", contact("jon@example.com", null));
        destroy("order/1/2");
        jdbc.update("delete from ledger.contact");
        jdbc.update("delete from ledger.personal_access");
        vault.personal().learn(store, Map.of(ORDER, old, "order/1/2", forgotten, "order/1/3", old));
        assertThat(vault.personal().holders(store, What.EMAIL, "jon@example.com"))
                .containsExactly(new Holder(ORDER, old.fingerprint()));
        assertThat(jdbc.queryForObject("select count(*) from ledger.personal_access", Long.class))
                .as("nobody reads")
                .isZero();
    }

    private static byte[] contact(String email, @Nullable String phone) {
        return "{\"email\":\"%s\",\"phone\":%s}"
                .formatted(email, phone == null ? null : "\"" + phone + "\"")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void keyOfAPageThatWasRolledBack_isForgotten() {
        SubjectKeys.Ring ring = vault.subjectKeys().ring();
        ring.load(List.of(ORDER));
        Sealed lost = Objects.requireNonNull(vault.personal().seal(ring, store, ORDER, FIELDS));
        assertThat(vault.personal().open(store, ORDER, lost, "a reader")).isEmpty();
        Sealed kept = seal(vault, ORDER, FIELDS);
        assertThat(kept.key()).isNotEqualTo(lost.key());
        assertThat(vault.personal().open(store, ORDER, kept, "a reader")).contains(text(FIELDS));
    }

    @Test
    void wrappedKeyMovedToAnotherSubject_doesNotOpen() {
        Sealed first = seal(vault, ORDER, FIELDS);
        jdbc.update("update ledger.subject_key set subject = 'order/1/2' where subject = ?", ORDER);
        assertThatThrownBy(() -> OpenVault.on(jdbc).personal().open(store, "order/1/2", first, "a reader"))
                .isInstanceOf(WrongKey.class);
    }

    @Test
    void newSecret_comesFirstAndTheOldOneStaysForAnHour() {
        vault.secrets().put(store, Kind.APP_SECRET, "first");
        vault.secrets().put(store, Kind.APP_SECRET, "second");
        assertThat(vault.secrets().valid(store, Kind.APP_SECRET)).containsExactly("second", "first");
        assertThat(jdbc.queryForObject(
                        "select valid_until = added.now + interval '30 days' from ledger.store_secret s,"
                                + " (select max(valid_until) - interval '30 days' as now from ledger.store_secret) added"
                                + " where store_id = ? and valid_until is not null",
                        Boolean.class,
                        store.value()))
                .isTrue();
        letAnHourPass();
        assertThat(vault.secrets().valid(store, Kind.APP_SECRET)).containsExactly("second");
    }

    @Test
    void sameSecretAgain_isKeptOnce() {
        vault.secrets().put(store, Kind.APP_SECRET, "first");
        vault.secrets().put(store, Kind.APP_SECRET, "first");
        letAnHourPass();
        assertThat(vault.secrets().valid(store, Kind.APP_SECRET)).containsExactly("first");
        assertThat(secretRows()).isOne();
    }

    @Test
    void backToTheSecretBefore_makesItTheCurrentOneForGood() {
        vault.secrets().put(store, Kind.APP_SECRET, "first");
        vault.secrets().put(store, Kind.APP_SECRET, "second");
        vault.secrets().put(store, Kind.APP_SECRET, "first");
        assertThat(vault.secrets().valid(store, Kind.APP_SECRET)).startsWith("first", "second");
        letAnHourPass();
        assertThat(vault.secrets().valid(store, Kind.APP_SECRET)).containsExactly("first");
    }

    @Test
    void tokensAndAppSecrets_areApart() {
        vault.secrets().put(store, Kind.APP_SECRET, "secret");
        vault.secrets().put(store, Kind.ACCESS_TOKEN, "shpat_token");
        assertThat(vault.secrets().valid(store, Kind.APP_SECRET)).containsExactly("secret");
        assertThat(vault.secrets().valid(store, Kind.ACCESS_TOKEN)).containsExactly("shpat_token");
        jdbc.update("update ledger.store_secret set kind = 'APP_SECRET' where kind = 'ACCESS_TOKEN'");
        assertThatThrownBy(() -> vault.secrets().valid(store, Kind.APP_SECRET)).isInstanceOf(WrongKey.class);
        jdbc.update("delete from ledger.store_secret");
    }

    @Test
    void secrets_areNotReadableInTheDatabase() {
        vault.secrets().put(store, Kind.ACCESS_TOKEN, "shpat_token");
        byte[] row = Objects.requireNonNull(jdbc.queryForObject(
                "select secret from ledger.store_secret where store_id = ?", byte[].class, store.value()));
        assertThat(new String(row, StandardCharsets.ISO_8859_1)).doesNotContain("shpat");
    }

    private long secretRows() {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select count(*) from ledger.store_secret where store_id = ?", Long.class, store.value()));
    }

    private void letAnHourPass() {
        jdbc.update(
                "update ledger.store_secret set valid_until = valid_until - interval '31 days' where store_id = ?",
                store.value());
    }

    private void destroy(String subject) {
        jdbc.update(
                "update ledger.subject_key set wrapped_key = null, destroyed_at = now() where subject = ?", subject);
    }

    private Sealed seal(OpenVault in, String subject, byte[] fields) {
        return Objects.requireNonNull(sealed(in, subject, fields));
    }

    /** As a page does it: load, seal, store, keep. */
    private @Nullable Sealed sealed(OpenVault in, String subject, byte[] fields) {
        SubjectKeys.Ring ring = in.subjectKeys().ring();
        ring.load(List.of(subject));
        Sealed sealed = in.personal().seal(ring, store, subject, fields);
        ring.store();
        ring.keep();
        return sealed;
    }

    private static String text(byte[] fields) {
        return new String(fields, StandardCharsets.UTF_8);
    }
}
