package io.shopledger.command.observation;

import io.shopledger.observation.Observation;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** How a page's events and the rows about them come to be there together. */
interface Appends {
    /** Both are one transaction: neither is ever without the other. */
    Appends TOGETHER = new Appends() {
        private static final OfPage NOTHING_TO_DO = new OfPage() {
            @Override
            public Map<String, Watermark> made() {
                return Map.of();
            }

            @Override
            public boolean holds(Observation seen) {
                return false;
            }

            @Override
            public void announce(UnitOfWork<?> work, Collection<Watermark> changed) {}

            @Override
            public void end() {}
        };

        @Override
        public OfPage of(Collection<String> streams, Map<String, Watermark> known) {
            return NOTHING_TO_DO;
        }

        @Override
        public Set<Integer> heldBack() {
            return Set.of();
        }

        @Override
        public void buryTheDead() {}

        @Override
        public boolean storeIsTheReason(Throwable failure) {
            return false; // it is a failure of the one database, which shows
        }
    };

    /**
     * To be called in the page's transaction, once the page is claimed.
     *
     * @param known what the ledger says of these streams
     */
    OfPage of(Collection<String> streams, Map<String, Watermark> known);

    /** @return partitions for whose sake a killed worker may still be appending */
    Set<Integer> heldBack();

    /** No other process is here, so none can still be appending. */
    void buryTheDead();

    /** @return whether a foreign store is why a page failed, and none of its observations */
    boolean storeIsTheReason(Throwable failure);

    /** The appends of one page, and those before it of which the ledger does not know what became of them. */
    interface OfPage {
        /** @return what is newest of the streams whose events are there, though the ledger was not told */
        Map<String, Watermark> made();

        /** @return whether the events that this observation caused are among those */
        boolean holds(Observation seen);

        /** To be called when all is decided, before anything of it is written. @param changed the page's watermarks */
        void announce(UnitOfWork<?> work, Collection<Watermark> changed);

        /** To be called in the transaction that makes the watermarks and outcomes last. */
        void end();
    }
}
