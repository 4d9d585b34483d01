package io.shopledger.command.eventstore;

import io.shopledger.audit.Checkpoint;
import io.shopledger.audit.LedgerProof;
import io.shopledger.audit.Proof;
import io.shopledger.vault.CheckpointSignature;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The proof over events and their seals: both in one Postgres, or the seals in the ledger's and the events in Axon Server. */
final class SealedHistory implements LedgerProof {
    private final JdbcTemplate seals;
    private final StoredEvents events;
    private final CheckpointSignature signature;

    /** @param seals the database that they are in */
    SealedHistory(JdbcTemplate seals, StoredEvents events, CheckpointSignature signature) {
        this.seals = seals;
        this.events = events;
        this.signature = signature;
    }

    @Override
    public Proof verify(@Nullable Checkpoint given, Consumer<Progress> progress) {
        if (given != null && given.hmac() != null && !isOurs(given, given.hmac())) {
            throw new IllegalArgumentException(
                    "The checkpoint's hmac was not made by this ledger of its ordinal and hash,"
                            + " or its master key is another one. Leave hmac out to compare all the same.");
        }
        return new SealWalk(new SealedRows(seals, events), events, given).walk(progress);
    }

    private boolean isOurs(Checkpoint given, String hmac) {
        return MessageDigest.isEqual(
                signature.of(given.ordinal(), given.hash()).getBytes(StandardCharsets.UTF_8),
                hmac.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<Checkpoint> newest() {
        return seals
                .query(
                        "select ordinal, hash, sealed_at from events.seal order by ordinal desc limit 1",
                        (row, number) ->
                                checkpoint(row.getLong(1), row.getBytes(2), row.getObject(3, OffsetDateTime.class)))
                .stream()
                .findFirst();
    }

    private Checkpoint checkpoint(long ordinal, byte[] hash, OffsetDateTime sealedAt) {
        String text = HexFormat.of().formatHex(hash);
        return new Checkpoint(ordinal, text, sealedAt.toInstant(), signature.of(ordinal, text));
    }

    @Override
    public OptionalLong lastSequence(String stream, Instant then) {
        return events.lastSequence(stream, sealedBy(then));
    }

    @Override
    public OptionalLong position(Instant then) {
        return events.token(sealedBy(then));
    }

    /**
     * The last position that was sealed by a moment. Seals are in the order of their times, so they are halved until the one is
     * found: an index on the time would be written with every append.
     */
    private long sealedBy(Instant then) {
        OffsetDateTime moment = then.atOffset(ZoneOffset.UTC);
        long from = 0;
        long to = new SealedRows(seals, events).seals();
        while (from < to) { // the seal with number from is of then or before, those after to are later
            long middle = from + (to - from + 1) / 2;
            Boolean before = seals.queryForObject(
                    "select exists (select from events.seal where ordinal = ? and sealed_at <= ?)",
                    Boolean.class,
                    middle,
                    moment);
            if (Boolean.TRUE.equals(before)) {
                from = middle;
            } else {
                to = middle - 1;
            }
        }
        List<Long> last = seals.queryForList("select last_index from events.seal where ordinal = ?", Long.class, from);
        return last.isEmpty() ? 0 : last.get(0);
    }
}
