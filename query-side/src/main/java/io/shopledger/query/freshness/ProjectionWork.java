package io.shopledger.query.freshness;

import io.shopledger.query.projection.Projection;
import io.shopledger.query.projection.ServedVersions;
import io.shopledger.work.WorkReport;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/** How far the read models are. */
@Component
class ProjectionWork implements WorkReport {
    private final List<Projection> all;
    private final ProjectionLag lag;
    private final ServedVersions served;

    ProjectionWork(List<Projection> all, ProjectionLag lag, ServedVersions served) {
        this.all = all;
        this.lag = lag;
        this.served = served;
    }

    @Override
    public List<Table> tables() {
        long head = lag.head();
        Map<String, Instant> frozen = served.frozen();
        return List.of(new Table(
                "Read models",
                String.format(
                        Locale.ROOT, "How many events each has still to take in; the newest is at position %,d.", head),
                List.of("Projection", "Behind", "State"),
                all.stream()
                        .map(Projection::name)
                        .sorted()
                        .map(name -> List.of(name, behind(lag.of(name, head)), state(name, frozen)))
                        .toList()));
    }

    private static String behind(OptionalLong events) {
        return events.isEmpty() ? "not begun" : String.format(Locale.ROOT, "%,d events", events.getAsLong());
    }

    private static String state(String name, Map<String, Instant> frozen) {
        Instant until = frozen.get(name);
        return until == null ? "current" : "as of " + until + ", until its rebuild by new code has ended";
    }
}
