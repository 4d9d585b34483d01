package io.shopledger.query.entity;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Adds to the rows of {@link Sums} what changed entities add now and did not before, in the caller's transaction. */
final class SumTable<R extends Record> {
    private static final List<String> FIRST = List.of("store_id", Sums.SLOT);

    private final Kind<R, ?> kind;
    private final Sums<R> sums;
    private final JdbcTemplate jdbc;
    private final String add;
    private final String tidy;

    SumTable(Kind<R, ?> kind, Sums<R> sums, JdbcTemplate jdbc) {
        this.kind = kind;
        this.sums = sums;
        this.jdbc = jdbc;
        List<String> key = new ArrayList<>(FIRST);
        key.addAll(sums.key());
        this.add = """
                insert into %1$s as t (%2$s, %3$s) values (%4$s) on conflict (%2$s) do update set %5$s""".formatted(
                sums.table(),
                String.join(", ", key),
                String.join(", ", sums.amounts()),
                String.join(
                        ", ", Collections.nCopies(key.size() + sums.amounts().size(), "?")),
                sums.amounts().stream()
                        .map(name -> "%1$s = trim_scale(t.%1$s + excluded.%1$s)".formatted(name))
                        .collect(Collectors.joining(", ")));
        this.tidy = "delete from %s where (%s) = (%s) and %s"
                .formatted(
                        sums.table(),
                        String.join(", ", key),
                        String.join(", ", Collections.nCopies(key.size(), "?")),
                        sums.amounts().stream().map(name -> name + " = 0").collect(Collectors.joining(" and ")));
    }

    /** @param now null where the entity is no longer there @param before null where it was not there */
    record Change<R extends Record>(
            String stream, @Nullable R before, @Nullable R now) {}

    void add(Collection<Change<R>> changes) {
        Map<Comparable<?>[], BigDecimal[]> differences = new TreeMap<>(RowKey.ORDER);
        for (Change<R> change : changes) {
            List<Sums.Part> before = parts(change.before());
            List<Sums.Part> now = parts(change.now());
            if (!before.equals(now)) {
                before.forEach(part -> add(differences, change.stream(), part, true));
                now.forEach(part -> add(differences, change.stream(), part, false));
            }
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        List<List<@Nullable Object>> less = new ArrayList<>();
        differences.forEach((key, amounts) -> {
            if (Arrays.stream(amounts).allMatch(amount -> amount.signum() == 0)) {
                return;
            }
            List<@Nullable Object> row = new ArrayList<>(Arrays.asList(key));
            if (Arrays.stream(amounts).anyMatch(amount -> amount.signum() < 0)) {
                less.add(List.copyOf(row));
            }
            // The same number in the same digits, in whichever steps it came together: rebuilds compare.
            Arrays.stream(amounts).map(BigDecimal::stripTrailingZeros).forEach(row::add);
            rows.add(row);
        });
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(add, rows, rows.size(), SqlValues::bind);
        }
        if (!less.isEmpty()) { // a row that nobody adds to any more is none, as after a rebuild
            jdbc.batchUpdate(tidy, less, less.size(), SqlValues::bind);
        }
    }

    void clear() {
        jdbc.update("delete from " + sums.table());
    }

    private List<Sums.Part> parts(@Nullable R record) {
        return record == null ? List.of() : sums.of().apply(record);
    }

    private void add(Map<Comparable<?>[], BigDecimal[]> differences, String stream, Sums.Part part, boolean away) {
        List<Comparable<?>> key = new ArrayList<>(List.of(kind.key().values(stream)[0], Sums.slot(stream)));
        key.addAll(part.key());
        BigDecimal[] sum = differences.computeIfAbsent(key.toArray(Comparable<?>[]::new), fresh -> {
            BigDecimal[] none = new BigDecimal[sums.amounts().size()];
            Arrays.fill(none, BigDecimal.ZERO);
            return none;
        });
        for (int i = 0; i < sum.length; i++) {
            BigDecimal amount = part.amounts().get(i);
            sum[i] = away ? sum[i].subtract(amount) : sum[i].add(amount);
        }
    }
}
