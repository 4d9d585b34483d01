package io.shopledger.shopify.webhook;

import io.shopledger.shopify.vault.BodySeal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Destroys the keys of bodies that are kept no longer. The few that still are, dead letters' mostly, are sealed anew before that,
 * under today's.
 */
@Component
class FormerKeys {
    private static final int ROWS_A_STEP = 500;

    private static final String KEPT = """
            select id, store_id, body from ledger.inbox
             where id > ? and received_at < ? and body is not null order by id limit ?
            """;

    private static final String ANEW = "update ledger.inbox set body = ? where id = ? and body is not null";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final BodySeal bodies;
    private final Clock clock;

    FormerKeys(JdbcTemplate jdbc, TransactionTemplate transaction, BodySeal bodies, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.bodies = bodies;
        this.clock = clock;
    }

    /** @param days for which bodies are kept: of what came on days before those it is over */
    void destroy(int days) {
        LocalDate first = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(days);
        if (!bodies.hasKeysFromBefore(first)) {
            return;
        }
        long last = 0;
        for (List<Kept> step = next(last, first); !step.isEmpty(); step = next(last, first)) {
            List<Kept> former = step.stream()
                    .filter(kept -> bodies.isFromBefore(first, kept.body()))
                    .toList();
            transaction.executeWithoutResult(status -> former.forEach(this::sealAnew));
            last = step.get(step.size() - 1).id();
        }
        transaction.executeWithoutResult(status -> bodies.destroyKeysFromBefore(first));
    }

    private record Kept(long id, long store, byte[] body) {}

    private List<Kept> next(long after, LocalDate before) {
        return jdbc.query(
                KEPT,
                (row, n) -> new Kept(row.getLong(1), row.getLong(2), row.getBytes(3)),
                after,
                before.atStartOfDay().atOffset(ZoneOffset.UTC),
                ROWS_A_STEP);
    }

    private void sealAnew(Kept kept) {
        bodies.ifOurs(kept.store(), kept.body())
                .ifPresent(body -> jdbc.update(ANEW, bodies.seal(kept.store(), body), kept.id()));
    }
}
