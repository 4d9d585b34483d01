package io.shopledger.observation;

import io.shopledger.CanonicalRecord;

/** An observation of an entity that is there, with what was seen of it. */
public interface Seen<R extends Record & CanonicalRecord<R>> extends Observation {

    R record();

    /**
     * @return whether what was seen is known to be only a part, so that a read by id must tell the rest; what it does not
     *     tell is unknown in the record
     */
    default boolean partial() {
        return false;
    }
}
