package io.shopledger.query.asof;

import io.shopledger.StoreId;
import io.shopledger.audit.LedgerProof;
import io.shopledger.query.http.BadRequest;
import io.shopledger.query.http.Bounds;
import io.shopledger.query.http.ConnectedStores;
import io.shopledger.query.http.NotFound;
import io.shopledger.query.http.NotKnownYet;
import io.shopledger.query.rebuild.StoresAsOf;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Where stores as of a moment are asked for, looked at and dropped, in any process; a worker makes them. */
@Component
public class AsOfDesk {
    private final StoresAsOf all;
    private final ConnectedStores stores;
    private final LedgerProof seals;
    private final EventStore events;
    private final Clock clock;

    AsOfDesk(
            StoresAsOf all, ConnectedStores stores, LedgerProof seals, EventStore events, ObjectProvider<Clock> clock) {
        this.all = all;
        this.stores = stores;
        this.seals = seals;
        this.events = events;
        this.clock = clock.getIfAvailable(Clock::systemUTC);
    }

    AsOfView request(@Nullable Long storeId, @Nullable Instant moment, String by) {
        if (storeId == null) {
            throw new BadRequest("store_id is missing; give our number of the store, from 1.");
        }
        if (moment == null || Bounds.moment("known_at", moment) == null) {
            throw new BadRequest("known_at is missing; give a time such as 2026-10-01T14:03:00Z.");
        }
        Instant knownAt = moment.truncatedTo(ChronoUnit.MICROS); // a database would round it, perhaps up
        if (knownAt.isAfter(clock.instant())) {
            throw new BadRequest(
                    "known_at is %s, which is still to come; give a time that has passed.".formatted(knownAt));
        }
        StoreId store = stores.connected(storeId);
        requireKnown(store, knownAt);
        OptionalLong last = seals.position(knownAt);
        return AsOfView.of(all.request(store, knownAt, last.isPresent() ? last.getAsLong() : null, by));
    }

    private void requireKnown(StoreId store, Instant knownAt) {
        String stream = "store/" + store;
        DomainEventStream story = events.readEvents(stream, 0);
        if (!story.hasNext()) {
            return;
        }
        DomainEventMessage<?> first = story.next();
        OptionalLong last = seals.lastSequence(stream, knownAt);
        boolean known =
                last.isPresent() ? last.getAsLong() >= 0 : !first.getTimestamp().isAfter(knownAt);
        if (!known) {
            throw new NotKnownYet(
                    "Store %s was not known at that time; we knew it from %s on."
                            .formatted(store, first.getTimestamp()),
                    first.getTimestamp());
        }
    }

    /** @return the newest first, expired and dropped ones too */
    public List<AsOfView> of(long storeId, int limit) {
        return all.of(stores.connected(storeId), limit).stream()
                .map(AsOfView::of)
                .toList();
    }

    AsOfView one(long id) {
        return all.find(id)
                .map(AsOfView::of)
                .orElseThrow(() -> new NotFound(
                        "There is no store as of a moment with as_of_id %d. List them: /api/v1/audit/as-of?store_id=…"
                                .formatted(id)));
    }

    void drop(long id, String by) {
        one(id);
        all.drop(id, by);
    }
}
