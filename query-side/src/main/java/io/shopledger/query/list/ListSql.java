package io.shopledger.query.list;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The statement that finds rows of a list, and its values in their order. It reads {@code {t.*}} and, as {@code place}, the
 * value that the rows are sorted by.
 */
public record ListSql(String sql, List<Object> values) {

    /** @return those rows that have a value to be sorted by, or need none; empty where all of them are behind */
    public static Optional<ListSql> ofValues(String table, Wanted wanted) {
        Wanted.Place after = wanted.after();
        Sort sort = wanted.way().sort();
        if (after != null && after.value() == null && sort.nullable()) {
            return Optional.empty();
        }
        return Optional.of(of(
                table,
                wanted,
                sort.nullable() ? "t.%s is not null".formatted(sort.column()) : null,
                after == null ? null : after(wanted.way(), after)));
    }

    /** @return those that have none, which come after all others; empty where each has one */
    public static Optional<ListSql> ofNulls(String table, Wanted wanted) {
        Sort sort = wanted.way().sort();
        boolean inRange =
                wanted.filters().stream().anyMatch(filter -> sort.column().equals(filter.ranged()));
        if (!sort.nullable() || inRange) {
            return Optional.empty();
        }
        Wanted.Place after = wanted.after();
        return Optional.of(of(
                table,
                wanted,
                "t.%s is null".formatted(sort.column()),
                after == null || after.value() != null
                        ? null
                        : Filter.on("cursor", "t.id %s ?".formatted(comparison(wanted.way())), after.id())));
    }

    private static Filter after(Sort.Way way, Wanted.Place after) {
        String column = way.sort().column();
        return way.sort().equals(Sort.ID)
                ? Filter.on("cursor", "t.id %s ?".formatted(comparison(way)), after.id())
                : Filter.on(
                        "cursor",
                        "(t.%s, t.id) %s (cast(? as %s), ?)"
                                .formatted(column, comparison(way), way.sort().type()),
                        String.valueOf(after.value()),
                        after.id());
    }

    private static String comparison(Sort.Way way) {
        return way.descending() ? "<" : ">";
    }

    private static ListSql of(String table, Wanted wanted, @Nullable String nulls, @Nullable Filter after) {
        List<String> conditions = new ArrayList<>(List.of("t.store_id = ?", "t.removed_at is null"));
        List<Object> values = new ArrayList<>(List.of(wanted.store().value()));
        Map<Beside, List<Filter>> beside = new LinkedHashMap<>();
        for (Filter filter : wanted.filters()) {
            if (filter.beside() == null) {
                add(filter, conditions, values);
            } else {
                beside.computeIfAbsent(filter.beside(), none -> new ArrayList<>())
                        .add(filter);
            }
        }
        beside.forEach((rows, filters) -> {
            List<String> inner = new ArrayList<>();
            filters.forEach(filter -> add(filter, inner, values));
            conditions.add(rows.sql().formatted(String.join(" and ", inner)));
        });
        if (nulls != null) {
            conditions.add(nulls);
        }
        if (after != null) {
            add(after, conditions, values);
        }
        String column = wanted.way().sort().column();
        String direction = wanted.way().descending() ? " desc" : "";
        return new ListSql(
                "select {t.*}, cast(t.%s as text) as place from %s t where %s order by %s"
                        .formatted(
                                column,
                                table,
                                String.join(" and ", conditions),
                                column.equals("id")
                                        ? "t.id" + direction
                                        : "t.%s%s, t.id%2$s".formatted(column, direction)),
                values);
    }

    private static void add(Filter filter, List<String> conditions, List<Object> values) {
        conditions.add(filter.sql());
        values.addAll(filter.values());
    }
}
