package io.shopledger.query.sync;

import io.shopledger.StoreId;
import io.shopledger.query.entity.NotYetARow;
import io.shopledger.stored.StoredJson;
import io.shopledger.sync.SyncId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads the rows of syncs. */
@Component
public class SyncReader {
    private final JdbcTemplate jdbc;
    private final NotYetARow told;

    SyncReader(JdbcTemplate jdbc, NotYetARow told) {
        this.jdbc = jdbc;
        this.told = told;
    }

    /** A sync with the number of its last event. */
    record Row(long version, SyncProgress progress) {}

    /** @param before the sync after which to go on, the newest first; absent for the first */
    List<SyncProgress> logs(
            StoreId store, @Nullable String type, @Nullable String status, @Nullable Place before, int limit) {
        StringBuilder query = new StringBuilder("select * from shopify_syncs where store_id = ?");
        List<Object> values = new ArrayList<>(List.of(store.value()));
        if (type != null) {
            query.append(" and sync_type = ?");
            values.add(type);
        }
        if (status != null) {
            query.append(" and status = ?");
            values.add(status);
        }
        if (before != null) {
            query.append(" and (started_at, sync_id) < (?, ?)");
            values.add(before.startedAt().atOffset(ZoneOffset.UTC));
            values.add(before.id());
        }
        query.append(" order by started_at desc, sync_id desc limit ?");
        values.add(limit);
        return jdbc.query(query.toString(), (row, number) -> row(row).progress(), values.toArray());
    }

    /** Where a sync stands in the log. */
    record Place(Instant startedAt, UUID id) {}

    Optional<SyncProgress> find(UUID id) {
        return rows(List.of(id)).stream()
                .map(Row::progress)
                .findFirst()
                .or(() -> told.fold(new SyncKind(), new SyncId(id).toString()).map(sync -> SyncProgress.of(id, sync)));
    }

    List<Row> rows(Collection<UUID> ids) {
        return jdbc.query("select * from shopify_syncs where sync_id = any(?)", (row, number) -> row(row), (Object)
                ids.toArray(UUID[]::new));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("version"),
                SyncProgress.of(
                        row.getObject("sync_id", UUID.class),
                        StoredJson.MAPPER.readValue(row.getString("record"), SyncState.class)));
    }
}
