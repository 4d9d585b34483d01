package io.shopledger.query.rebuild;

import io.shopledger.query.freshness.ProjectionLag;
import io.shopledger.query.http.NotFound;
import io.shopledger.query.http.NotPossible;
import io.shopledger.query.projection.Projection;
import io.shopledger.query.projection.ServedVersions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Where rebuilds are asked for, looked at and cancelled, in any process; a worker does them. */
@Component
public class RebuildDesk {
    private final List<Projection> projections;
    private final Rebuilds rebuilds;
    private final ProjectionLag lag;
    private final ServedVersions served;

    RebuildDesk(List<Projection> projections, Rebuilds rebuilds, ProjectionLag lag, ServedVersions served) {
        this.projections = projections.stream()
                .sorted(Comparator.comparing(Projection::name))
                .toList();
        this.rebuilds = rebuilds;
        this.lag = lag;
        this.served = served;
    }

    public List<ProjectionView> projections() {
        long head = lag.head();
        Map<String, Instant> frozen = served.frozen();
        return projections.stream()
                .map(projection -> {
                    long behind = lag.of(projection.name(), head).orElse(head);
                    return new ProjectionView(
                            projection.name(),
                            projection.version(),
                            head - behind,
                            behind,
                            Swap.tables(projection),
                            frozen.get(projection.name()),
                            rebuilds.openOf(projection.name())
                                    .map(RebuildView::of)
                                    .orElse(null));
                })
                .toList();
    }

    /** @throws NotFound when there is no such projection */
    RebuildView request(String name, boolean acceptDifferences, String by) {
        Projection projection = projections.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no projection %s; there is: %s."
                        .formatted(
                                name, projections.stream().map(Projection::name).collect(Collectors.joining(", ")))));
        return request(List.of(projection), acceptDifferences, by);
    }

    RebuildView requestAll(boolean acceptDifferences, String by) {
        return request(projections, acceptDifferences, by);
    }

    /** @return the newest first */
    public List<RebuildView> latest(int limit) {
        return rebuilds.latest(limit).stream().map(RebuildView::of).toList();
    }

    RebuildView one(long id) {
        return rebuilds.find(id)
                .map(RebuildView::of)
                .orElseThrow(() ->
                        new NotFound("There is no rebuild %d. List them: /api/v1/projections/rebuilds".formatted(id)));
    }

    RebuildView cancel(long id, String by) {
        RebuildView known = one(id);
        if (!rebuilds.cancel(id, by)) {
            throw new NotPossible("Rebuild %d is %s already; nothing was changed.".formatted(id, known.state()));
        }
        return one(id);
    }

    private RebuildView request(List<Projection> wanted, boolean acceptDifferences, String by) {
        boolean newCode = wanted.stream()
                .anyMatch(projection -> served.frozenNow(projection.name()).isPresent()
                        || served.ofOtherCode(projection.name()).isPresent());
        return one(rebuilds.request(wanted, newCode, acceptDifferences, by));
    }
}
