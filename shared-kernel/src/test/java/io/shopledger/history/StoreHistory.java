package io.shopledger.history;

import io.shopledger.StoreId;
import io.shopledger.history.Tellings.Arrival;
import io.shopledger.observation.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What happened in a store, and what of it came to be told: webhooks and reads until a last sync, that sync, and what
 * arrives after it.
 *
 * <p>What Shopify no longer lists is asked for by id in the last sync, as a sweep has to.
 */
public final class StoreHistory {
    private final Shopify shopify;
    private final Tellings tellings = new Tellings();
    private final Instant lastSync;
    private final List<Arrival> arrivals;

    private StoreHistory(StoreId store, List<Step> steps) {
        shopify = new Shopify(store, tellings);
        steps.forEach(shopify::take);
        lastSync = Tellings.lastSync(shopify.now());
        arrivals = tellings.arrivals(lastSync);
    }

    public static StoreHistory of(StoreId store, List<Step> steps) {
        return new StoreHistory(store, steps);
    }

    /** @return everything that ever was in the store, as it truly is at the end */
    public Collection<TrueEntity<?>> entities() {
        return shopify.entities();
    }

    /** @return in the order in which they are decided on */
    public List<Observation> beforeTheSync() {
        return arrivals.stream()
                .filter(arrival -> arrival.decidedAt().isBefore(lastSync))
                .<Observation>map(Arrival::observation)
                .toList();
    }

    /** @return reads of all that is there, and of all that was heard of and is not */
    public List<Observation> lastSync(Set<String> heardOf) {
        return shopify.entities().stream()
                .filter(entity -> entity.isAlive() || heardOf.contains(entity.stream()))
                .map(entity -> readOf(entity, lastSync))
                .toList();
    }

    /** @return webhooks that come late, and again, when a sync has told the truth */
    public List<Observation> afterTheSync() {
        return arrivals.stream()
                .filter(arrival -> !arrival.decidedAt().isBefore(lastSync))
                .<Observation>map(Arrival::observation)
                .toList();
    }

    /** @return reads by id of those, sent when all was heard */
    public List<Observation> reads(Set<String> streams) {
        return shopify.entities().stream()
                .filter(entity -> streams.contains(entity.stream()))
                .map(entity -> readOf(entity, lastSync.plus(Duration.ofDays(1))))
                .toList();
    }

    private Observation readOf(TrueEntity<?> entity, Instant sentAt) {
        return tellings.lastRead(entity, sentAt, lastSync);
    }
}
