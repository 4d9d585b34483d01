package io.shopledger.command.observation;

import io.shopledger.observation.Unsettled;
import io.shopledger.store.Stores;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Finds what is in doubt among the watermarks of connected stores. */
class UnsettledWatermarks implements Unsettled {
    /** So that what is still on its way comes first, and an answer that settles nothing is not asked for at once again. */
    private static final Duration SILENCE = Duration.ofSeconds(2);

    private final JdbcTemplate jdbc;
    private final Stores stores;
    private final Clock clock;

    UnsettledWatermarks(JdbcTemplate jdbc, Stores stores, Clock clock) {
        this.jdbc = jdbc;
        this.stores = stores;
        this.clock = clock;
    }

    @Override
    public List<String> streams(int limit) {
        Long[] connected =
                stores.all().stream().map(store -> store.id().value()).toArray(Long[]::new);
        if (connected.length == 0) {
            return List.of();
        }
        return jdbc.queryForList(
                """
                select stream from ledger.watermark
                where unsettled and heard_at <= ? and split_part(stream, '/', 2)::bigint = any(?)
                order by heard_at, stream limit ?
                """, String.class, clock.instant().minus(SILENCE).atOffset(ZoneOffset.UTC), connected, limit);
    }
}
