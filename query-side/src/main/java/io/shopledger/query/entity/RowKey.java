package io.shopledger.query.entity;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The key columns of a table and how a stream key fills them: what stands between its slashes after the first, in order
 * ({@code order/7/450789469} is store 7, id 450789469).
 *
 * @param type the columns' type in Postgres: {@code bigint} or {@code uuid}
 */
public record RowKey(String type, List<String> columns) {
    /** Rows are written in one order everywhere, so that no two writers wait for each other. */
    static final Comparator<Comparable<?>[]> ORDER = (a, b) -> Arrays.compare(a, b, RowKey::compare);

    /** The key of a kind whose entities have one number each in their store. */
    public static final RowKey OF_A_STORE = new RowKey("bigint", List.of("store_id", "id"));

    public Comparable<?>[] values(String stream) {
        String[] parts = stream.split("/", -1);
        if (parts.length != columns.size() + 1) {
            throw new IllegalArgumentException("Not the key of such a row: " + stream);
        }
        Comparable<?>[] values = new Comparable<?>[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = type.equals("uuid") ? UUID.fromString(parts[i + 1]) : Long.valueOf(parts[i + 1]);
        }
        return values;
    }

    /** @return the stream key whose values these are. @param streams its first word */
    public String stream(String streams, List<?> values) {
        return streams + "/" + values.stream().map(String::valueOf).collect(Collectors.joining("/"));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compare(Comparable a, Comparable b) {
        return a.compareTo(b);
    }
}
