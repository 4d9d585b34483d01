package io.shopledger.shopify.privacy;

import io.shopledger.Origin;
import io.shopledger.StoreId;
import io.shopledger.Via;
import io.shopledger.customer.CustomerCommand.RedactCustomer;
import io.shopledger.customer.CustomerId;
import io.shopledger.observation.Observation;
import io.shopledger.order.OrderCommand.RedactOrder;
import io.shopledger.order.OrderId;
import io.shopledger.shopify.privacy.ErasedFile.Line;
import io.shopledger.shopify.privacy.Erasures.Erasure;
import io.shopledger.shopify.staging.Staging;
import io.shopledger.shopify.store.Connecting;
import io.shopledger.shopify.store.StoreRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What the database has forgotten to have erased, because it is an older one: it is redacted once more, with an event. */
@Component
class ForgottenErasures {
    private static final Logger LOG = LoggerFactory.getLogger(ForgottenErasures.class);

    private final ErasedFile file;
    private final Erasures erasures;
    private final Staging staging;
    private final StoreRegistry stores;
    private final Connecting connecting;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ForgottenErasures(
            ErasedFile file,
            Erasures erasures,
            Staging staging,
            StoreRegistry stores,
            Connecting connecting,
            TransactionTemplate transaction,
            Clock clock) {
        this.file = file;
        this.erasures = erasures;
        this.staging = staging;
        this.stores = stores;
        this.connecting = connecting;
        this.transaction = transaction;
        this.clock = clock;
    }

    void recall() {
        Set<String> known = new HashSet<>();
        erasures.all().forEach(one -> known.add(one.name()));
        List<Line> lost = file.all(domain()).stream()
                .filter(line -> !known.contains(line.erased().name()))
                .toList();
        if (lost.isEmpty()) {
            return;
        }
        LOG.info("{} erasures are not known to this database; they are done again where it is older", lost.size());
        List<Erasure> again = new ArrayList<>();
        for (Line line : lost) {
            Erasure one = line.erased();
            if (!one.isOfAStore() || connecting.redactedBefore(one.store(), (int) one.number(), line.at())) {
                again.add(one);
            }
        }
        transaction.executeWithoutResult(status -> {
            erasures.add(again.stream().map(Erasure::name).toList());
            for (Erasure one : again) {
                if (!one.isOfAStore()) {
                    staging.add(Demands.JOB, one.store(), List.of(redaction(one)));
                }
            }
        });
    }

    private Observation redaction(Erasure one) {
        Instant now = clock.instant();
        Origin origin = new Origin(Via.ERASED, "erased", now, now, null);
        return one.name().startsWith("order/")
                ? new RedactOrder(OrderId.parse(one.name()), null, origin)
                : new RedactCustomer(CustomerId.parse(one.name()), null, origin);
    }

    private Function<StoreId, @Nullable String> domain() {
        return store -> stores.find(store).map(found -> found.domain()).orElse(null);
    }
}
