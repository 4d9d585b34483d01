package io.shopledger.query.entity;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table of sums over a store's entities, kept with their rows: each entity adds parts to some of its rows, and when the entity
 * changes, what differs is added. One that was removed adds nothing. Rows have {@code store_id} and, for writers that work at
 * once, {@link #SLOT} in their key besides; whoever reads adds the slots up.
 *
 * @param key columns of the table's key beside those
 * @param amounts columns that are summed
 * @param of what one entity adds, by its record
 */
public record Sums<R>(String table, List<String> key, List<String> amounts, Function<R, List<Part>> of) {
    /** Of an entity's stream key, by which projections share their work too: no two writers wait for one row. */
    public static final String SLOT = "slot";

    private static final int SLOTS = 4;

    /** A condition that all slots meet, so that an index whose key has the slot before the columns asked for is of use. */
    public static final String EVERY_SLOT = IntStream.range(0, SLOTS)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(", ", SLOT + " = any(array[", "]::smallint[])"));

    /** What is added to one row. @param amounts one for each of the table's */
    public record Part(List<Comparable<?>> key, List<BigDecimal> amounts) {
        public Part {
            key = List.copyOf(key);
            amounts = List.copyOf(amounts);
        }
    }

    static long slot(String stream) {
        return stream.hashCode() & (SLOTS - 1);
    }
}
