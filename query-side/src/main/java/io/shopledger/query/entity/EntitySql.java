package io.shopledger.query.entity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The statements for one kind's tables. */
final class EntitySql {
    /** What every kind's row has, in the order in which it is written. */
    private static final List<String> OF_EVERY_KIND =
            List.of("updated_at", "last_event", "last_event_at", "changed_at", "version", "removed_at", "record");

    private final Kind<?, ?> kind;
    private final List<String> key;
    private final String read;
    private final String write;

    EntitySql(Kind<?, ?> kind) {
        this.kind = kind;
        this.key = kind.key().columns();
        this.read = """
                select k.stream, t.updated_at, t.removed_at, t.last_event, t.last_event_at, t.changed_at, t.version,
                    case when k.whole then t.record end as record
                from unnest(?::text[], ?::boolean[], %s) as k (stream, whole, %s) join %s t on %s
                """.formatted(arrays(), names(i -> "k" + i), kind.table(), matching("t", key));
        this.write = insert();
    }

    String read() {
        return read;
    }

    String write() {
        return write;
    }

    String deleteOne() {
        return "delete from %s where %s returning version".formatted(kind.table(), isOne(key));
    }

    String markIncomplete() {
        return "update %s set incomplete = true where %s returning version".formatted(kind.table(), isOne(key));
    }

    String deleteItemsOfOne(Items<?, ?> items) {
        return "delete from %s where %s".formatted(items.table(), isOne(items.owner()));
    }

    String deleteItems(Items<?, ?> items) {
        return "delete from %s t using unnest(%s) as k (%s) where %s"
                .formatted(items.table(), arrays(), names(i -> "k" + i), matching("t", items.owner()));
    }

    String writeItems(Items<?, ?> items) {
        List<String> columns = new ArrayList<>(items.owner());
        items.columns().forEach(column -> columns.add(column.name()));
        return "insert into %s (%s) values (%s) on conflict (%s, %s) do nothing"
                .formatted(
                        items.table(),
                        String.join(", ", columns),
                        marks(columns.size()),
                        String.join(", ", items.owner()),
                        items.columns().get(0).name());
    }

    private String insert() {
        List<String> told = new ArrayList<>();
        kind.columns().forEach(column -> told.add(column.name()));
        told.addAll(OF_EVERY_KIND);
        return """
                insert into %1$s (%2$s, %3$s) values (%4$s) on conflict (%2$s) do update set %5$s
                where excluded.version > %1$s.version
                """.formatted(
                        kind.table(),
                        String.join(", ", key),
                        String.join(", ", told),
                        marks(key.size() + told.size()),
                        told.stream().map(name -> name + " = excluded." + name).collect(Collectors.joining(", ")));
    }

    private String arrays() {
        return names(i -> "?::" + kind.key().type() + "[]");
    }

    private String names(IntFunction<String> name) {
        return IntStream.range(0, key.size()).mapToObj(name).collect(Collectors.joining(", "));
    }

    private static String matching(String table, List<String> columns) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> "%s.%s = k.k%d".formatted(table, columns.get(i), i))
                .collect(Collectors.joining(" and "));
    }

    private static String isOne(List<String> columns) {
        return columns.stream().map(column -> column + " = ?").collect(Collectors.joining(" and "));
    }

    private static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }
}
