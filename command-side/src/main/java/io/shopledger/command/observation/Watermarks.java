package io.shopledger.command.observation;

import io.shopledger.stored.StoredJson;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code ledger.watermark}: one statement to read a page's rows, one batch to write those that changed. */
class Watermarks {
    private static final String STORE = """
            insert into ledger.watermark (stream, updated_at, triggered_at, read_sent_at, heard_at, fingerprint,
                   sequence, removed_at, unsettled, untold, alike)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)
            on conflict (stream) do update set updated_at = excluded.updated_at, triggered_at = excluded.triggered_at,
                   read_sent_at = excluded.read_sent_at, heard_at = excluded.heard_at,
                   fingerprint = excluded.fingerprint, sequence = excluded.sequence,
                   removed_at = excluded.removed_at, unsettled = excluded.unsettled, untold = excluded.untold,
                   alike = excluded.alike
            """;

    private final JdbcTemplate jdbc;

    Watermarks(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Map<String, Watermark> of(Collection<String> streams) {
        Map<String, Watermark> found = new HashMap<>();
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            Array keys = connection.createArrayOf("text", streams.toArray());
            try (PreparedStatement query =
                    connection.prepareStatement("select * from ledger.watermark where stream = any(?)")) {
                query.setArray(1, keys);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        Watermark row = row(rows);
                        found.put(row.stream(), row);
                    }
                }
            }
            return null;
        });
        return found;
    }

    /** Writes in the order of the keys, so that two writers never wait for each other in a circle. */
    void store(Collection<Watermark> changed) {
        List<Watermark> sorted = changed.stream()
                .sorted(java.util.Comparator.comparing(Watermark::stream))
                .toList();
        jdbc.batchUpdate(STORE, sorted, sorted.size() + 1, Watermarks::bind);
    }

    private static void bind(PreparedStatement insert, Watermark row) throws SQLException {
        insert.setString(1, row.stream());
        insert.setObject(2, utc(row.updatedAt()));
        insert.setObject(3, utc(row.triggeredAt()));
        insert.setObject(4, utc(row.readSentAt()));
        insert.setObject(5, utc(row.heardAt()));
        insert.setBytes(6, row.fingerprint());
        insert.setLong(7, row.sequence());
        insert.setObject(8, utc(row.removedAt()));
        insert.setBoolean(9, row.unsettled());
        insert.setString(10, row.untold().fields().isEmpty() ? null : StoredJson.text(row.untold()));
        insert.setBytes(11, row.alike().stored());
    }

    private static Watermark row(ResultSet rows) throws SQLException {
        Function<String, @Nullable Instant> time = column -> {
            try {
                OffsetDateTime value = rows.getObject(column, OffsetDateTime.class);
                return value == null ? null : value.toInstant();
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        };
        return new Watermark(
                rows.getString("stream"),
                time.apply("updated_at"),
                time.apply("triggered_at"),
                time.apply("read_sent_at"),
                rows.getObject("heard_at", OffsetDateTime.class).toInstant(),
                rows.getBytes("fingerprint"),
                rows.getLong("sequence"),
                time.apply("removed_at"),
                rows.getBoolean("unsettled"),
                untold(rows.getString("untold")),
                Alike.of(rows.getBytes("alike")));
    }

    private static Untold untold(@Nullable String json) {
        return json == null ? Untold.NOTHING : StoredJson.read(json, Untold.class);
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
