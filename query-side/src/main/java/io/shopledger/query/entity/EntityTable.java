package io.shopledger.query.entity;

import io.shopledger.stored.StoredJson;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.JacksonException;

/** Reads and writes the rows of one kind, and of its items, many at a time, in the caller's transaction. */
final class EntityTable<R extends Record> {
    private static final Logger LOG = LoggerFactory.getLogger(EntityTable.class);

    private final Kind<R, ?> kind;
    private final EntitySql sql;
    private final JdbcTemplate jdbc;
    private final List<SumTable<R>> sums;

    EntityTable(Kind<R, ?> kind, JdbcTemplate jdbc) {
        this.kind = kind;
        this.sql = new EntitySql(kind);
        this.jdbc = jdbc;
        this.sums =
                kind.sums().stream().map(one -> new SumTable<>(kind, one, jdbc)).toList();
    }

    /** @return the states of those that have a row; without the record where only the version is asked for */
    Map<String, EntityState<R>> read(Collection<String> withRecord, Collection<String> versionOnly) {
        Map<String, EntityState<R>> found = new HashMap<>();
        List<String> all = new ArrayList<>(withRecord);
        all.addAll(versionOnly);
        if (all.isEmpty()) {
            return found;
        }
        Boolean[] whole = new Boolean[all.size()];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = i < withRecord.size();
        }
        jdbc.query(
                sql.read(),
                ps -> {
                    ps.setArray(1, ps.getConnection().createArrayOf("text", all.toArray()));
                    ps.setArray(2, ps.getConnection().createArrayOf("boolean", whole));
                    bindKeys(ps, 3, all);
                },
                row -> {
                    EntityState<R> state = state(row);
                    found.put(state.stream(), state);
                });
        return found;
    }

    void write(Collection<EntityState<R>> changed) {
        if (changed.isEmpty()) {
            return;
        }
        List<EntityState<R>> inOrder = new ArrayList<>(changed);
        inOrder.sort((a, b) ->
                RowKey.ORDER.compare(kind.key().values(a.stream()), kind.key().values(b.stream())));
        jdbc.batchUpdate(sql.write(), inOrder, inOrder.size(), (ps, state) -> SqlValues.bind(ps, values(state)));
        kind.items().forEach(items -> write(items, inOrder));
        addUp(inOrder.stream()
                .map(state -> new SumTable.Change<>(
                        state.stream(), state.counted(), state.removedAt() == null ? state.known() : null))
                .toList());
    }

    /**
     * Has an entity's row, as it stands, add to the sums: it was put there by others than {@link #write}. What it adds cannot be
     * told of one that cannot be read.
     */
    void count(String stream) {
        try {
            addUp(counted(stream).map(record -> new SumTable.Change<R>(stream, null, record)).stream()
                    .toList());
        } catch (JacksonException brokenRow) {
            LOG.warn("{} is in no sum: its row cannot be read", stream);
        }
    }

    /**
     * Removes one entity's rows, and what it adds to sums.
     *
     * @return of one whose row cannot be read, the event up to which sums still have it: its events tell what that is
     */
    OptionalLong delete(String stream) {
        Object[] key = kind.key().values(stream);
        boolean away = takeAway(stream);
        kind.items().forEach(items -> jdbc.update(sql.deleteItemsOfOne(items), key));
        OptionalLong version = version(sql.deleteOne(), key);
        return away ? OptionalLong.empty() : version;
    }

    private boolean takeAway(String stream) {
        try {
            addUp(counted(stream).map(record -> new SumTable.Change<R>(stream, record, null)).stream()
                    .toList());
            return true;
        } catch (JacksonException brokenRow) {
            return false;
        }
    }

    /** @return the entity's version; empty when it has no row */
    OptionalLong markIncomplete(String stream) {
        return version(sql.markIncomplete(), kind.key().values(stream));
    }

    private OptionalLong version(String statement, Object[] key) {
        return jdbc.queryForList(statement, Long.class, key).stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    void clear() {
        kind.items().forEach(items -> jdbc.update("delete from " + items.table()));
        jdbc.update("delete from " + kind.table());
        sums.forEach(SumTable::clear);
    }

    private void addUp(List<SumTable.Change<R>> changes) {
        sums.forEach(table -> table.add(changes));
    }

    /** @return the entity's record, where there are sums and it adds to them */
    private Optional<R> counted(String stream) {
        return sums.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(read(List.of(stream), List.of()).get(stream))
                        .filter(state -> state.removedAt() == null)
                        .map(EntityState::known);
    }

    private <T> void write(Items<R, T> items, List<EntityState<R>> changed) {
        List<String> old = new ArrayList<>();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (EntityState<R> state : changed) {
            List<T> now = items.of().apply(state.known());
            List<T> before = state.stored() == null ? List.of() : items.of().apply(state.stored());
            if (now.equals(before)) {
                continue;
            }
            if (!before.isEmpty()) {
                old.add(state.stream());
            }
            for (T item : now) {
                List<@Nullable Object> row =
                        new ArrayList<>(Arrays.asList(kind.key().values(state.stream())));
                items.columns().forEach(column -> row.add(column.value().apply(item)));
                rows.add(row);
            }
        }
        if (!old.isEmpty()) {
            jdbc.update(sql.deleteItems(items), ps -> bindKeys(ps, 1, old));
        }
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(sql.writeItems(items), rows, rows.size(), SqlValues::bind);
        }
    }

    private List<@Nullable Object> values(EntityState<R> state) {
        R record = state.known();
        List<@Nullable Object> values = new ArrayList<>(Arrays.asList(kind.key().values(state.stream())));
        kind.columns().forEach(column -> values.add(column.value().apply(record)));
        values.addAll(Arrays.asList(
                state.updatedAt(),
                state.lastEvent(),
                state.lastEventAt(),
                state.changedAt(),
                state.version(),
                state.removedAt(),
                StoredJson.MAPPER.writeValueAsString(record)));
        return values;
    }

    private EntityState<R> state(ResultSet row) throws SQLException {
        String text = row.getString("record");
        R record = text == null ? null : StoredJson.MAPPER.readValue(text, kind.record());
        Instant removedAt = SqlValues.instant(row.getObject("removed_at", OffsetDateTime.class));
        return new EntityState<>(
                row.getString("stream"),
                record,
                record,
                removedAt == null ? record : null,
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                removedAt,
                row.getString("last_event"),
                row.getObject("last_event_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getLong("version"));
    }

    private void bindKeys(PreparedStatement ps, int first, List<String> streams) throws SQLException {
        List<Comparable<?>[]> keys =
                streams.stream().map(stream -> kind.key().values(stream)).toList();
        for (int i = 0; i < kind.key().columns().size(); i++) {
            int column = i;
            ps.setArray(
                    first + i,
                    ps.getConnection()
                            .createArrayOf(
                                    kind.key().type(),
                                    keys.stream()
                                            .map(key -> Objects.requireNonNull(key[column]))
                                            .toArray()));
        }
    }
}
