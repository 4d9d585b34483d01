package io.shopledger.query.rebuild;

import io.shopledger.query.entity.Items;
import io.shopledger.query.entity.Kind;
import io.shopledger.query.projection.Projection;
import io.shopledger.query.projection.ProjectionDeadLetters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Entities that the served tables do not tell wholly: a dead letter holds them back, or one was discarded. A rebuild makes them
 * whole where it can, and else leaves each as it is served.
 */
@Component
class HeldBack {
    private final ProjectionDeadLetters letters;
    private final JdbcTemplate jdbc;

    HeldBack(ProjectionDeadLetters letters, JdbcTemplate jdbc) {
        this.letters = letters;
        this.jdbc = jdbc;
    }

    /**
     * Their stream keys. Who discards a letter moves its entity from one to the other, which changes the served row.
     *
     * @param letters those that dead letters hold back
     * @param incomplete those whose rows say so
     */
    record Held(Set<String> letters, Set<String> incomplete) {
        Set<String> all() {
            Set<String> all = new TreeSet<>(letters);
            all.addAll(incomplete);
            return all;
        }
    }

    Held of(Projection projection) {
        Set<String> incomplete = new TreeSet<>();
        projection.kinds().forEach(kind -> incomplete.addAll(incomplete(kind)));
        return new Held(letters.entities(projection.name()), incomplete);
    }

    boolean isHeld(Projection projection, String stream) {
        return letters.anyOf(projection.name(), stream)
                || projection.kinds().stream()
                        .filter(kind -> isOf(kind, stream))
                        .anyMatch(kind -> isIncomplete(kind, stream));
    }

    static boolean isOf(Kind<?, ?> kind, String stream) {
        return stream.startsWith(kind.streams() + "/");
    }

    /** Puts an entity's served rows in the place of those in the schema of the caller's transaction. */
    void copyServed(Projection projection, String stream) {
        projection.forget(stream);
        for (Kind<?, ?> kind : projection.kinds()) {
            if (isOf(kind, stream)) {
                copy(kind.table(), kind.key().columns(), kind.key().values(stream));
                for (Items<?, ?> items : kind.items()) {
                    copy(items.table(), items.owner(), kind.key().values(stream));
                }
            }
        }
        projection.count(stream);
    }

    private void copy(String table, List<String> owner, Object[] key) {
        String columns = String.join(", ", jdbc.queryForList("""
                        select quote_ident(served.column_name) from information_schema.columns served
                        join information_schema.columns own on own.column_name = served.column_name
                            and own.table_name = served.table_name and own.table_schema = current_schema()
                        where served.table_schema = 'public' and served.table_name = ? order by own.ordinal_position""", String.class, table));
        String isOne = owner.stream().map(column -> column + " = ?").collect(Collectors.joining(" and "));
        jdbc.update(
                "insert into %1$s (%2$s) select %2$s from public.%1$s where %3$s".formatted(table, columns, isOne),
                key);
    }

    private List<String> incomplete(Kind<?, ?> kind) {
        List<String> key = kind.key().columns();
        return jdbc.query(
                "select %s from public.%s where incomplete".formatted(String.join(", ", key), kind.table()),
                (row, number) -> {
                    List<Object> values = new ArrayList<>();
                    for (int i = 1; i <= key.size(); i++) {
                        values.add(row.getObject(i));
                    }
                    return kind.key().stream(kind.streams(), values);
                });
    }

    private boolean isIncomplete(Kind<?, ?> kind, String stream) {
        String isOne =
                kind.key().columns().stream().map(column -> column + " = ?").collect(Collectors.joining(" and "));
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from public.%s where incomplete and %s)".formatted(kind.table(), isOne),
                Boolean.class,
                (Object[]) kind.key().values(stream)));
    }
}
