package io.shopledger.webhook;

import io.shopledger.StoreId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether the topics that are wanted come. The adapter implements it. */
public interface SubscriptionWatch {

    /** @return of all stores that were not let go, by store and topic */
    List<Watched> all();

    /** @return of one store, by topic */
    List<Watched> of(StoreId store);

    /** How it is with a topic. */
    enum State {
        IN_FORCE,
        /** Its subscription is there, and nothing has come for far longer than usual. */
        SILENT,
        /** Its subscription is not as it should be. */
        DRIFTED,
        /** Shopify could not be asked of late. */
        UNCHECKED;

        /** @return as in JSON */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @return whether somebody should look */
        public boolean isAlarming() {
            return this == SILENT || this == DRIFTED;
        }
    }

    /**
     * A topic that is wanted.
     *
     * @param address where it is to come to
     * @param inForceSince absent where it is not in force
     * @param seenAt when it was last known to be in force; absent where it never was
     * @param lastDelivery to the minute; absent where none came since it is wanted
     * @param patience the silence that would be told; absent where it does not come often enough to say
     * @param drift {@code missing}, {@code moved} or {@code narrowed}; absent where all is well
     * @param refusal Shopify's words, where it does not let us repair it
     */
    record Watched(
            StoreId store,
            String topic,
            String address,
            Instant wantedSince,
            @Nullable Instant inForceSince,
            @Nullable Instant seenAt,
            @Nullable Instant lastDelivery,
            @Nullable Duration patience,
            State state,
            @Nullable String drift,
            @Nullable String refusal) {

        /** @return what is the matter, in a line; of a topic that is well, its state */
        public String inWords() {
            return switch (state) {
                case SILENT -> "silent since " + lastDelivery;
                case DRIFTED ->
                    drift + ", last in force " + (seenAt == null ? "never" : seenAt)
                            + (refusal == null ? "" : "; Shopify refuses it: " + refusal);
                default -> state.word().replace('_', ' ');
            };
        }
    }
}
