package io.shopledger.query.projection;

import io.shopledger.query.entity.Kind;
import java.util.List;
import java.util.OptionalLong;

/**
 * One kind's projection. Its rows of one entity follow from that entity's events alone, in their order and without a
 * hole: so they can be made anew from the event store at any time.
 */
public interface Projection {

    /** @return its processing group, the same as its {@code @ProcessingGroup}, such as {@code orders} */
    String name();

    /** @return what it writes rows of */
    List<Kind<?, ?>> kinds();

    /**
     * @return to be raised when the same events shall give other rows, or rows in other tables: the next start rebuilds them
     *     while the old ones are served
     */
    default int version() {
        return 1;
    }

    /** Removes the entity's rows, in the caller's transaction. @param stream the entity's stream key */
    void forget(String stream);

    /** Counts the entity in sums over all, in the caller's transaction: its rows were copied from elsewhere. */
    default void count(String stream) {}

    /**
     * Marks the entity's row as lacking events, in the caller's transaction; folding it anew unmarks it.
     *
     * @return the number of the last event that the row tells of; empty when there is no row
     */
    OptionalLong markIncomplete(String stream);
}
