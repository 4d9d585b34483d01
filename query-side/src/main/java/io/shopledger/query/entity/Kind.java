package io.shopledger.query.entity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What sets one kind of row apart: which events make it, how they fold, and what of it stands in columns. A row is the
 * fold of its stream's events as of the last one handled.
 */
public interface Kind<R extends Record, E> {

    /** @return the table's name; its schema is that of the connection */
    String table();

    RowKey key();

    Class<R> record();

    Class<E> events();

    /** @return the key of the event's stream */
    String stream(E event);

    /** @return the first word of such keys, {@code order} in {@code order/7/450789469} */
    String streams();

    /** @return when it was so */
    Instant at(E event);

    Turn turn(E event);

    R after(@Nullable R before, E event);

    /** @return columns beside the key and those that every kind has */
    List<Column<R>> columns();

    default List<Items<R, ?>> items() {
        return List.of();
    }

    /** @return what is summed over the entities of a store; then the key's first column is the store */
    default List<Sums<R>> sums() {
        return List.of();
    }

    /** @return under which name answers made of these rows are cached; then the key's first column is the store */
    default Optional<String> cachedAs() {
        return Optional.empty();
    }
}
