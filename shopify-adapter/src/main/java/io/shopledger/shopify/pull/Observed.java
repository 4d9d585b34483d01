package io.shopledger.shopify.pull;

import io.shopledger.StoreId;
import io.shopledger.Via;
import io.shopledger.observation.Observation;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.kind.Kind;
import io.shopledger.shopify.staging.Staging;
import io.shopledger.shopify.webhook.InboxSignal;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Stages what was read, in one transaction with whatever says that it was. */
@Component
class Observed {
    private static final int MOST_TRIES = 5;

    private final Mapping mapping;
    private final Staging staging;
    private final TransactionTemplate transaction;
    private final InboxSignal signal;

    Observed(Mapping mapping, Staging staging, TransactionTemplate transaction, InboxSignal signal) {
        this.mapping = mapping;
        this.staging = staging;
        this.transaction = transaction;
        this.signal = signal;
    }

    /** @param id of the sync, the write, or the read */
    record Read(StoreId store, Kind kind, List<JsonObject> nodes, Via via, String id, Instant sentAt) {}

    /**
     * @param job under whose name it is staged
     * @param checkpoint runs in the transaction; where it says false nothing is staged
     * @return what the checkpoint said
     */
    boolean stage(String job, Read read, Predicate<Mapping.Mapped> checkpoint) {
        for (int attempt = 1; ; attempt++) {
            try {
                boolean staged = stageOnce(job, read, checkpoint);
                signal.arrived();
                return staged;
            } catch (
                    DuplicateKeyException keyMadeMeanwhile) { // of a subject, by a page of webhooks: seal with that one
                if (attempt == MOST_TRIES) {
                    throw keyMadeMeanwhile;
                }
            }
        }
    }

    /** Stages what needs no mapping, such as that something is gone. */
    void stage(String job, StoreId store, List<Observation> observations) {
        transaction.executeWithoutResult(status -> staging.add(job, store, observations));
        signal.arrived();
    }

    private boolean stageOnce(String job, Read read, Predicate<Mapping.Mapped> checkpoint) {
        Mapping.Mapped mapped =
                mapping.map(read.store(), read.kind(), read.nodes(), read.via(), read.id(), read.sentAt());
        boolean staged = Boolean.TRUE.equals(transaction.execute(status -> {
            if (!checkpoint.test(mapped)) {
                return false;
            }
            mapped.ring().store();
            staging.add(job, read.store(), mapped.observations());
            return true;
        }));
        if (staged) {
            mapped.ring().keep();
        }
        return staged;
    }
}
