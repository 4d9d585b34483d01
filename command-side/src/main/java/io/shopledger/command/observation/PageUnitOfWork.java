package io.shopledger.command.observation;

import io.shopledger.observation.Decision;
import io.shopledger.observation.Observation;
import io.shopledger.observation.Page;
import io.shopledger.observation.PageDecider;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Decides a page in one unit of work. In its transaction, in this order: the page's claim, the watermarks, each decision,
 * the changed watermarks, the page's finish; last of all, at commit, the events under the append lock.
 */
class PageUnitOfWork implements PageDecider {
    private final TransactionManager transactions;
    private final Watermarks watermarks;
    private final Map<String, Kind<?, ?>> kinds = new HashMap<>();
    private final AggregateCache cache;

    PageUnitOfWork(
            TransactionManager transactions,
            Watermarks watermarks,
            Collection<Kind<?, ?>> kinds,
            AggregateCache cache) {
        this.transactions = transactions;
        this.watermarks = watermarks;
        this.cache = cache;
        kinds.forEach(kind -> this.kinds.put(kind.prefix(), kind));
    }

    @Override
    public void decide(Page page) {
        UnitOfWork<?> work = DefaultUnitOfWork.startAndGet(null);
        try {
            work.attachTransaction(transactions);
            page.claim();
            List<? extends Observation> observations = page.observations();
            Map<String, Watermark> known = watermarks.of(
                    observations.stream().map(Observation::stream).distinct().toList());
            Map<String, Watermark> changed = new HashMap<>();
            List<Decision> decisions = new ArrayList<>(observations.size());
            for (Observation seen : observations) {
                EntityPage<?> decision = new EntityPage<>(kind(seen), known.get(seen.stream()));
                decisions.add(decision.decide(seen));
                decision.changed().ifPresent(mark -> {
                    known.put(mark.stream(), mark);
                    changed.put(mark.stream(), mark);
                });
            }
            watermarks.store(changed.values());
            page.finish(decisions);
            work.commit();
        } catch (RuntimeException | Error failure) {
            if (work.isActive()) {
                work.rollback(failure);
            }
            throw failure;
        }
    }

    private Kind<?, ?> kind(Observation seen) {
        String stream = seen.stream();
        Kind<?, ?> kind = kinds.get(stream.substring(0, stream.indexOf('/')));
        if (kind == null) {
            throw new IllegalStateException("Nothing here decides on " + stream);
        }
        return kind;
    }

    @Override
    public void forget(int partition) {
        cache.forget(partition);
    }
}
