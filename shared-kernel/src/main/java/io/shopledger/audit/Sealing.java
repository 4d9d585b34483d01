package io.shopledger.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How sealing fares of events that are appended without a seal, as in Axon Server. Events in Postgres are sealed as they are appended. */
public interface Sealing {

    /**
     * How this process's share of it fares.
     *
     * @param behindSince when it was last seen that all was sealed, where it was not a moment ago; null where all is
     * @param error why the last try failed; null where it did not
     */
    record Progress(@Nullable Instant behindSince, @Nullable String error) {
        public static final Progress ALL_SEALED = new Progress(null, null);
    }

    Progress progress();
}
