package io.shopledger.query.rebuild;

import io.shopledger.query.projection.Projection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Fills a store's tables as of a moment, from the start or from wherever another process stopped. */
@Component
class AsOfWork {
    private final StoresAsOf all;
    private final Rebuilds rebuilds;
    private final Shadow shadow;
    private final ShadowBatches batches;
    private final EventStore events;
    private final JdbcTemplate jdbc;

    AsOfWork(
            StoresAsOf all,
            Rebuilds rebuilds,
            Shadow shadow,
            ShadowBatches batches,
            EventStore events,
            JdbcTemplate jdbc) {
        this.all = all;
        this.rebuilds = rebuilds;
        this.shadow = shadow;
        this.batches = batches;
        this.events = events;
        this.jdbc = jdbc;
    }

    void work(Rebuild rebuild, Hold hold, RebuildProgress progress) throws InterruptedException {
        AsOf wanted = all.find(rebuild.id()).orElseThrow(NoLongerOurs::new);
        List<Projection> projections = all.projections();
        AsOfFilling filling = new AsOfFilling(hold, rebuild.schema(), jdbc);
        shadow.prepare(hold, rebuild, projections);
        filling.prepare();
        List<Share> shares = shares(rebuild, wanted, projections);
        progress.shares(shares);
        rebuilds.begin(hold, progress.position(), progress.head());
        new Pass(events, batches, filling, shares).run();
        long incomplete = batches.inSchema(filling, () -> filling.mark(projections));
        projections.forEach(projection -> shadow.analyze(rebuild, projection));
        rebuilds.tell(hold, progress.position(), progress.head(), null);
        all.ready(hold, incomplete);
        shadow.forgetTokens(rebuild);
    }

    private List<Share> shares(Rebuild rebuild, AsOf wanted, List<Projection> projections) {
        TrackingToken limit = limit(wanted);
        List<Share> shares = new ArrayList<>();
        for (Projection projection : projections) {
            OfOneStore handlers = new OfOneStore(
                    shadow.handlers(projection),
                    wanted.store(),
                    wanted.lastPosition() == null ? wanted.knownAt() : null);
            shares.addAll(shadow.shares(rebuild, projection, limit, handlers));
        }
        return shares;
    }

    /** @return null where there is no event */
    private @Nullable TrackingToken limit(AsOf wanted) {
        Long last = wanted.lastPosition();
        if (last == null) {
            return events.createHeadToken(); // what came since is later by its own time
        }
        return last <= 0 ? null : GapAwareTrackingToken.newInstance(last, Set.of());
    }
}
