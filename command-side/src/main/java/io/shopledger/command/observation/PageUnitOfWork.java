package io.shopledger.command.observation;

import io.shopledger.observation.Decision;
import io.shopledger.observation.EventStoreFailure;
import io.shopledger.observation.Observation;
import io.shopledger.observation.Page;
import io.shopledger.observation.PageDecider;
import io.shopledger.webhook.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Decides a page in one unit of work. In its transaction, in this order: the page's claim, the watermarks, each decision,
 * the changed watermarks, the page's finish; last of all, at commit, the events under the append lock. Where the event
 * store is another database, the events are there before all that: {@link Appends} sees to what may happen in between.
 */
class PageUnitOfWork implements PageDecider {
    private final TransactionManager transactions;
    private final Watermarks watermarks;
    private final Appends appends;
    private final Map<String, Kind<?, ?>> kinds = new HashMap<>();
    private final AggregateCache cache;

    PageUnitOfWork(
            TransactionManager transactions,
            Watermarks watermarks,
            Appends appends,
            Collection<Kind<?, ?>> kinds,
            AggregateCache cache) {
        this.appends = appends;
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
            List<String> streams =
                    observations.stream().map(Observation::stream).distinct().toList();
            Map<String, Watermark> known = watermarks.of(streams);
            Appends.OfPage append = appends.of(streams, known);
            known.putAll(append.made());
            Map<String, Watermark> changed = new HashMap<>(append.made());
            List<Decision> decisions = new ArrayList<>(observations.size());
            for (Observation seen : observations) {
                if (append.holds(seen)) {
                    decisions.add(Decision.of(Outcome.APPLIED));
                    continue;
                }
                EntityPage<?> decision = new EntityPage<>(kind(seen), known.get(seen.stream()));
                decisions.add(decision.decide(seen));
                decision.changed().ifPresent(mark -> {
                    known.put(mark.stream(), mark);
                    changed.put(mark.stream(), mark);
                });
            }
            append.announce(work, changed.values());
            watermarks.store(changed.values());
            append.end();
            page.finish(decisions);
            work.commit();
        } catch (RuntimeException | Error failure) {
            if (work.isActive()) {
                work.rollback(failure);
            }
            if (appends.storeIsTheReason(failure)) {
                throw new EventStoreFailure(failure);
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

    @Override
    public Set<Integer> heldBack() {
        return appends.heldBack();
    }

    @Override
    public void buryTheDead() {
        appends.buryTheDead();
    }
}
