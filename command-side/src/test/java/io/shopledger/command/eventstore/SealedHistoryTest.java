package io.shopledger.command.eventstore;

import static io.shopledger.command.eventstore.StoredOrders.append;
import static io.shopledger.command.eventstore.StoredOrders.paid;
import static io.shopledger.command.eventstore.StoredOrders.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopledger.audit.Checkpoint;
import io.shopledger.audit.LedgerProof;
import io.shopledger.audit.Proof;
import io.shopledger.audit.Proof.What;
import io.shopledger.stored.SealHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

class SealedHistoryTest {
    /** More than are read at a time. */
    private static final int MANY = SealedRows.SEALS_AT_A_TIME * 2 + 7;

    private static EventStoreOnPostgres postgres;

    private final LedgerProof proof = proofOf(postgres.jdbc(), true);

    @BeforeAll
    static void start() throws Exception {
        postgres = EventStoreOnPostgres.start();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    /** Positions 1 to 2; a hole at 3; 4 to 8; 9. */
    @BeforeEach
    void threeAppendsAndAHole() {
        postgres.empty();
        append(postgres, placed(1), paid(1));
        assertThatThrownBy(() -> postgres.transactions().executeInTransaction(() -> {
                    postgres.engine().appendEvents(placed(9));
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        append(postgres, placed(2), placed(3), paid(2), paid(3), placed(4));
        append(postgres, paid(4));
    }

    @Test
    void historyAsItWasWritten_holds() {
        List<LedgerProof.Progress> told = new ArrayList<>();

        Proof found = proof.verify(null, told::add);

        assertThat(found.finding()).isNull();
        assertThat(found.holds()).isTrue();
        assertThat(found.seals()).isEqualTo(3);
        assertThat(found.events()).isEqualTo(8);
        assertThat(found.lastOrdinal()).isEqualTo(3);
        assertThat(found.lastHash()).isEqualTo(proof.newest().orElseThrow().hash());
        assertThat(told).containsExactly(new LedgerProof.Progress(3, 8, 3));
    }

    @Test
    void nothingWritten_holds() {
        postgres.empty();

        assertThat(verify().holds()).isTrue();
        assertThat(proof.newest()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payload = set_byte(payload, 20, get_byte(payload, 20) # 1)",
                "meta_data = '{\"a\":1}'",
                "event_identifier = 'another'",
                "type = 'Forged'",
                "type = null",
                "payload_type = 'order.OrderFulfilled'",
                "payload_revision = '2'",
                "time_stamp = '2026-10-05T08:00:00Z'"
            })
    void oneEventOfAnAppendAltered_isNamed(String change) {
        sql("update events.domain_event set " + change + " where global_index = 6");

        assertThat(verify().finding()).satisfies(found -> {
            assertThat(found.what()).isEqualTo(What.ALTERED);
            assertThat(found.position()).isEqualTo(6);
            assertThat(found.stream()).isEqualTo("order/7/2");
            assertThat(found.sequence()).isEqualTo(1);
            assertThat(found.ordinal()).isEqualTo(2);
        });
    }

    @Test
    void theFirstOfSeveral_isNamed() {
        sql("update events.domain_event set payload_revision = '2' where global_index in (2, 5, 9)");
        sql("delete from events.domain_event where global_index = 7");

        assertThat(verify().finding().position()).isEqualTo(2);
        assertThat(verify().seals()).isZero();
    }

    @Test
    void eventOfAnOlderBuildsAppendAltered_isNamedByItsAppend() {
        sql("update events.seal set marks = null");
        assertThat(verify().holds()).isTrue();

        sql("update events.domain_event set payload_revision = '2' where global_index = 6");

        assertThat(verify().finding()).satisfies(found -> {
            assertThat(found.what()).isEqualTo(What.ALTERED);
            assertThat(found.position()).isEqualTo(4);
            assertThat(found.detail()).contains("one of the 4 after it");
        });
    }

    @Test
    void eventRemoved_isNamedByItsPlaceInItsStream() {
        sql("delete from events.domain_event where global_index = 5");

        assertThat(verify().finding()).satisfies(found -> {
            assertThat(found.what()).isEqualTo(What.REMOVED);
            assertThat(found.position()).isEqualTo(5);
            assertThat(found.stream()).isEqualTo("order/7/3");
            assertThat(found.sequence()).isZero();
        });
    }

    @Test
    void lastEventRemoved_isNamedByItsPosition() {
        sql("delete from events.domain_event where global_index = 9");

        assertThat(verify().finding()).satisfies(found -> {
            assertThat(found.what()).isEqualTo(What.REMOVED);
            assertThat(found.position()).isEqualTo(9);
            assertThat(found.stream()).isNull();
        });
    }

    @Test
    void lastEventsOfAStreamRemoved_areNamedByItsWatermark() {
        sql("insert into ledger.watermark (stream, heard_at, fingerprint, sequence) values"
                + " ('order/7/4', now(), '', 1), ('order/7/3', now(), '', 1)");
        sql("delete from events.domain_event where aggregate_identifier = 'order/7/4'");

        assertThat(verify().finding()).satisfies(found -> {
            assertThat(found.what()).isEqualTo(What.REMOVED);
            assertThat(found.position()).isEqualTo(8);
            assertThat(found.stream()).isEqualTo("order/7/4");
            assertThat(found.sequence()).isZero();
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {-4, 3, 12})
    void eventInserted_isNamed(long position) {
        sql("insert into events.domain_event select " + position
                + ", 'forged', 'order/7/4711', 0, type, time_stamp, payload_type, payload_revision, payload, meta_data"
                + " from events.domain_event where global_index = 1");

        assertThat(verify().finding()).satisfies(found -> {
            assertThat(found.what()).isEqualTo(What.INSERTED);
            assertThat(found.position()).isEqualTo(position);
            assertThat(found.stream()).isEqualTo("order/7/4711");
            assertThat(found.sequence()).isZero();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hash = set_byte(hash, 3, get_byte(hash, 3) # 1)",
                "marks = set_byte(marks, 3, get_byte(marks, 3) # 1)",
                "sealed_at = sealed_at - interval '1 year'",
                "sealed_at = sealed_at + interval '1 microsecond'",
                "sealed_at = '-infinity'",
                "events = 4",
                "last_index = 7, events = 4"
            })
    void sealAltered_isNamed(String change) {
        sql("update events.seal set " + change + " where ordinal = 2");

        assertThat(verify().holds()).isFalse();
        assertThat(verify().finding().ordinal()).isEqualTo(2);
    }

    @Test
    void sealRemoved_isNamed() {
        sql("delete from events.seal where ordinal = 2");

        assertThat(verify().finding().what()).isEqualTo(What.SEAL_REMOVED);
        assertThat(verify().finding().ordinal()).isEqualTo(2);
    }

    @Test
    void alteredAndSealedAnew_isFoundByACheckpointFromOutsideOnly() {
        Checkpoint kept = proof.newest().orElseThrow();
        assertThat(proof.verify(kept, told -> {}).holds()).isTrue();
        sql("update events.domain_event set payload_revision = '2' where global_index = 6");
        sealAnew();

        assertThat(verify().holds()).as("by itself").isTrue();
        assertThat(proof.verify(kept, told -> {}).finding()).satisfies(found -> {
            assertThat(found.what()).isEqualTo(What.RESEALED);
            assertThat(found.ordinal()).isEqualTo(3);
        });
    }

    @Test
    void timesMovedAndSealedAnew_areFoundByACheckpointFromOutsideOnly() {
        Checkpoint kept = proof.newest().orElseThrow();
        sql("update events.seal set sealed_at = sealed_at - interval '1 year'");
        assertThat(verify().finding().what()).isEqualTo(What.SEAL_ALTERED);
        sealAnew();

        assertThat(verify().holds()).as("by itself").isTrue();
        assertThat(proof.verify(kept, told -> {}).finding().what()).isEqualTo(What.RESEALED);
    }

    @Test
    void endCutOff_isFoundByACheckpointFromOutsideOnly() {
        Checkpoint kept = proof.newest().orElseThrow();
        sql("delete from events.domain_event where global_index > 2");
        sql("delete from events.seal where ordinal > 1");

        assertThat(verify().holds()).as("by itself").isTrue();
        assertThat(proof.verify(kept, told -> {}).finding().what()).isEqualTo(What.TRUNCATED);
    }

    @Test
    void checkpointWithAnHmacOfSomebodyElse_isRefused() {
        Checkpoint kept = proof.newest().orElseThrow();
        Checkpoint forged = new Checkpoint(2, kept.hash(), kept.sealedAt(), kept.hmac());

        assertThatThrownBy(() -> proof.verify(forged, told -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hmac");
    }

    @Test
    void moreThanAreReadAtATime_areAllWalked() {
        for (int order = 100; order < 100 + MANY; order++) {
            append(postgres, placed(order));
        }
        assertThat(verify().seals()).isEqualTo(3 + MANY);
        assertThat(verify().holds()).isTrue();

        sql("update events.domain_event set payload_revision = '2' where global_index = " + (9 + MANY));

        assertThat(verify().finding().position()).isEqualTo(9 + MANY);
        assertThat(verify().finding().stream()).isEqualTo("order/7/" + (99 + MANY));
    }

    @Test
    void eventsInADatabaseOfTheirOwn_areProvenThere() throws Exception {
        try (EventStoreOnPostgres apart = EventStoreOnPostgres.startApart()) {
            JdbcTemplate events = ((ForeignPostgres) apart.foreign()).jdbc();
            LedgerProof there = proofOf(events, false);
            append(apart, placed(1), paid(1));
            assertThat(there.verify(null, told -> {}).events()).isEqualTo(2);

            events.update("update events.domain_event set payload_revision = '2' where sequence_number = 1");

            assertThat(there.verify(null, told -> {}).finding().position()).isEqualTo(2);
            events.update("delete from events.domain_event where sequence_number = 0");
            assertThat(there.verify(null, told -> {}).finding().stream()).isEqualTo("order/7/1");
        }
    }

    @Test
    void whatWasKnownWhen_isToldByTheSeals() {
        sql(
                "update events.seal set sealed_at = '2026-10-05T08:00:00Z'::timestamptz + (ordinal - 1) * interval '1 hour'");
        Instant first = Instant.parse("2026-10-05T08:00:00Z");

        assertThat(proof.lastSequence("order/7/4", first.plusSeconds(3_600))).isEqualTo(OptionalLong.of(0));
        assertThat(proof.lastSequence("order/7/4", first.plusSeconds(7_199))).isEqualTo(OptionalLong.of(0));
        assertThat(proof.lastSequence("order/7/4", first.plusSeconds(7_200))).isEqualTo(OptionalLong.of(1));
        assertThat(proof.lastSequence("order/7/4", first)).isEqualTo(OptionalLong.of(-1));
        assertThat(proof.lastSequence("order/7/1", first)).isEqualTo(OptionalLong.of(1));
        assertThat(proof.lastSequence("order/7/1", first.minusMillis(1))).isEqualTo(OptionalLong.of(-1));
        assertThat(proof.position(first.minusMillis(1))).isEqualTo(OptionalLong.of(0));
        for (int ordinal = 1; ordinal <= 3; ordinal++) {
            assertThat(proof.position(first.plusSeconds((ordinal - 1) * 3_600L)))
                    .hasValue(postgres.jdbc()
                            .queryForObject(
                                    "select last_index from events.seal where ordinal = ?", Long.class, ordinal));
        }
    }

    @Test
    void checkpointsLeaveTheDatabase_oneALineWhereSomethingWasSealed(@TempDir Path directory) {
        CheckpointFile file = new CheckpointFile(proof, directory.resolve("data/checkpoints.ndjson"));
        file.write();
        file.write();
        append(postgres, placed(50));
        file.write();

        Checkpoint newest = proof.newest().orElseThrow();
        assertThat(lines(directory.resolve("data/checkpoints.ndjson")))
                .hasSize(2)
                .last()
                .isEqualTo("{\"ordinal\":4,\"hash\":\"%s\",\"sealed_at\":\"%s\",\"hmac\":\"%s\"}"
                        .formatted(newest.hash(), newest.sealedAt(), newest.hmac()));
    }

    private static LedgerProof proofOf(JdbcTemplate events, boolean besideLedger) {
        return new SealedHistory(
                events, new EventRows(events, besideLedger), (ordinal, hash) -> "signed " + ordinal + ":" + hash);
    }

    private Proof verify() {
        return proof.verify(null, told -> {});
    }

    private static void sql(String statement) {
        postgres.jdbc().update(statement);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What somebody does who can write to the database and knows how seals are made. */
    private static void sealAnew() {
        byte[] previous = SealHash.BEGINNING;
        for (var seal : postgres.jdbc()
                .queryForList("select ordinal, first_index, last_index, sealed_at from events.seal order by 1")) {
            SealHash hash = new SealHash(previous, (Long) seal.get("ordinal"));
            ByteBuffer marks = ByteBuffer.allocate(10_000);
            postgres.jdbc()
                    .query(
                            "select aggregate_identifier, sequence_number, event_identifier, type, payload_type,"
                                    + " payload_revision, time_stamp, payload, meta_data from events.domain_event"
                                    + " where global_index between ? and ? order by global_index",
                            row -> {
                                marks.put(hash.add(
                                                row.getString(1),
                                                row.getLong(2),
                                                row.getString(3),
                                                row.getString(4),
                                                row.getString(5),
                                                row.getString(6),
                                                row.getString(7),
                                                row.getBytes(8),
                                                row.getBytes(9))
                                        .mark());
                            },
                            seal.get("first_index"),
                            seal.get("last_index"));
            byte[] all = new byte[marks.position()];
            marks.flip().get(all);
            previous = hash.value(((Timestamp) seal.get("sealed_at")).toInstant());
            postgres.jdbc()
                    .update(
                            "update events.seal set hash = ?, marks = ? where ordinal = ?",
                            previous,
                            all,
                            seal.get("ordinal"));
        }
    }
}
