package io.shopledger.query.entity;

import io.shopledger.CanonicalRecord;
import io.shopledger.observation.ObservedEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A kind of what is observed at Shopify. */
public interface ObservedKind<R extends Record & CanonicalRecord<R>, E extends ObservedEvent> extends Kind<R, E> {

    /** @return the whole record that the event tells, if it is the first of its stream */
    @Nullable
    R first(E event);

    /** @return what the event tells without that it changed */
    @Nullable
    R learned(E event);

    boolean removes(E event);

    boolean returns(E event);

    /** @return whether what is personal was erased by it */
    default boolean redacts(E event) {
        return false;
    }

    @Override
    default String stream(E event) {
        return event.stream();
    }

    @Override
    default Instant at(E event) {
        return event.origin().at();
    }

    @Override
    default Turn turn(E event) {
        if (first(event) != null) {
            return Turn.BEGINS;
        }
        if (learned(event) != null) {
            return Turn.LEARNS;
        }
        if (redacts(event)) {
            return Turn.REDACTS;
        }
        return removes(event) ? Turn.REMOVES : returns(event) ? Turn.RETURNS : Turn.CHANGES;
    }
}
