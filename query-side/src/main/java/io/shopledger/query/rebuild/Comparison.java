package io.shopledger.query.rebuild;

import io.shopledger.query.entity.Items;
import io.shopledger.query.entity.Kind;
import io.shopledger.query.entity.Sums;
import io.shopledger.query.projection.Projection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Whether new tables tell what the served ones tell: as many rows, and in the order of their keys the same ones, by a hash over
 * all columns. Where the code is of another version it asks only that none is missing that was there.
 */
@Component
class Comparison {
    private static final String NUMBERS = """
            select count(*) as rows, md5(coalesce(string_agg(md5(row(%s)::text), '' order by %s), '')) as hash
            from %s.%s t where %s""";

    private static final String DIFFERENT = """
            select %1$s, count(*) over () as all_of_them from
                (select %1$s, md5(row(%2$s)::text) as hash from public.%3$s t where %5$s) served
                full join (select %1$s, md5(row(%2$s)::text) as hash from %4$s.%3$s t where %5$s) made using (%1$s)
            where served.hash is distinct from made.hash order by %1$s limit 3""";

    private static final String MISSING = """
            select %1$s, count(*) over () as all_of_them from
                (select %1$s from public.%2$s t where %4$s except select %1$s from %3$s.%2$s) gone
            order by %1$s limit 3""";

    private final JdbcTemplate jdbc;
    private final TransactionOperations transaction;

    Comparison(JdbcTemplate jdbc, TransactionOperations transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** What was found. @param lines one for each table @param wrong those that must not be swapped */
    record Found(List<String> lines, List<String> wrong) {}

    /**
     * What is compared of one table.
     *
     * @param key its columns, of which the first ones say whose row it is
     * @param owner those; none where a row is of all
     * @param isOfEntities whether each row is an entity's own, and must not be missing
     */
    private record Table(String name, List<String> key, Kind<?, ?> kind, List<String> owner, boolean isOfEntities) {}

    /** @param held stream keys of entities whose rows may differ */
    Found of(Projection projection, String schema, Collection<String> held, boolean newCode) {
        return Objects.requireNonNull(transaction.execute(status -> {
            jdbc.execute("set local transaction_timeout = 0"); // it only reads, and may take long
            jdbc.execute("set local idle_in_transaction_session_timeout = 0");
            return compare(projection, schema, held, newCode);
        }));
    }

    private Found compare(Projection projection, String schema, Collection<String> held, boolean newCode) {
        List<String> lines = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (Kind<?, ?> kind : projection.kinds()) {
            List<String> key = kind.key().columns();
            compare(new Table(kind.table(), key, kind, key, true), schema, held, newCode, lines, wrong);
            for (Items<?, ?> items : kind.items()) {
                List<String> whole = new ArrayList<>(items.owner());
                whole.add(items.columns().get(0).name());
                compare(
                        new Table(items.table(), whole, kind, items.owner(), false),
                        schema,
                        held,
                        newCode,
                        lines,
                        wrong);
            }
            for (Sums<?> sums : kind.sums()) {
                if (held.isEmpty()) {
                    List<String> whole = new ArrayList<>(List.of("store_id", Sums.SLOT));
                    whole.addAll(sums.key());
                    compare(
                            new Table(sums.table(), whole, kind, List.of(), false),
                            schema,
                            held,
                            newCode,
                            lines,
                            wrong);
                } else {
                    lines.add("%s: not compared, for it counts entities that are held back".formatted(sums.table()));
                }
            }
        }
        return new Found(lines, wrong);
    }

    private void compare(
            Table table,
            String schema,
            Collection<String> held,
            boolean newCode,
            List<String> lines,
            List<String> wrong) {
        Object[] values = keys(table, held);
        String columns = columns(table.name(), schema);
        Map<String, Object> served = numbers(table, "public", columns, values);
        Map<String, Object> made = numbers(table, schema, columns, values);
        boolean same = served.equals(made);
        String line = same
                ? "%s: the same %s rows".formatted(table.name(), made.get("rows"))
                : "%s: %s rows, %s are served".formatted(table.name(), made.get("rows"), served.get("rows"));
        if (!same && !(newCode && !table.isOfEntities())) {
            String which = newCode ? missing(table, schema, values) : different(table, schema, columns, values);
            if (!which.isEmpty()) {
                line += which;
                wrong.add(line);
            }
        }
        lines.add(line);
    }

    private Map<String, Object> numbers(Table table, String schema, String columns, Object[] values) {
        return jdbc.queryForMap(
                NUMBERS.formatted(columns, String.join(", ", table.key()), schema, table.name(), notHeld(table)),
                values);
    }

    private String different(Table table, String schema, String columns, Object[] values) {
        return named(
                "differ",
                table,
                DIFFERENT.formatted(String.join(", ", table.key()), columns, table.name(), schema, notHeld(table)),
                twice(values));
    }

    private String missing(Table table, String schema, Object[] values) {
        return named(
                "are missing",
                table,
                MISSING.formatted(String.join(", ", table.key()), table.name(), schema, notHeld(table)),
                values);
    }

    private String named(String what, Table table, String query, Object[] values) {
        List<Map<String, Object>> found = jdbc.queryForList(query, values);
        if (found.isEmpty()) {
            return "";
        }
        return "; %s %s, such as %s"
                .formatted(
                        found.get(0).get("all_of_them"),
                        what,
                        found.stream()
                                .map(row -> table.key().stream()
                                        .map(column -> column + " " + row.get(column))
                                        .collect(Collectors.joining(", ")))
                                .collect(Collectors.joining("; ")));
    }

    /** Those that both have, in the new one's order. */
    private String columns(String table, String schema) {
        return String.join(", ", jdbc.queryForList("""
                        select 't.' || quote_ident(made.column_name) from information_schema.columns made
                        join information_schema.columns served on served.column_name = made.column_name
                            and served.table_name = made.table_name and served.table_schema = 'public'
                        where made.table_schema = ? and made.table_name = ? order by made.ordinal_position""", String.class, schema, table));
    }

    private static String notHeld(Table table) {
        if (table.owner().isEmpty()) {
            return "true";
        }
        String type = "?::" + table.kind().key().type() + "[]";
        List<String> names =
                IntStream.range(0, table.owner().size()).mapToObj(i -> "k" + i).toList();
        return "not exists (select from unnest(%s) as h (%s) where %s)"
                .formatted(
                        names.stream().map(name -> type).collect(Collectors.joining(", ")),
                        String.join(", ", names),
                        IntStream.range(0, names.size())
                                .mapToObj(i -> "h.%s = t.%s"
                                        .formatted(names.get(i), table.owner().get(i)))
                                .collect(Collectors.joining(" and ")));
    }

    /** The held entities' keys, an array for each column. */
    private static Object[] keys(Table table, Collection<String> held) {
        List<Comparable<?>[]> keys = held.stream()
                .filter(stream -> HeldBack.isOf(table.kind(), stream))
                .map(stream -> table.kind().key().values(stream))
                .toList();
        boolean texts = table.kind().key().type().equals("uuid");
        return IntStream.range(0, table.owner().size())
                .mapToObj(column -> texts
                        ? keys.stream().map(key -> key[column].toString()).toArray(String[]::new)
                        : keys.stream().map(key -> (Long) key[column]).toArray(Long[]::new))
                .toArray();
    }

    private static Object[] twice(Object[] values) {
        Object[] both = java.util.Arrays.copyOf(values, values.length * 2);
        System.arraycopy(values, 0, both, values.length, values.length);
        return both;
    }
}
