package io.shopledger.query.rebuild;

import io.shopledger.Role;
import io.shopledger.query.projection.Projection;
import io.shopledger.query.projection.StoredTokens;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Looks, before any projection runs, whether the served tables were filled by this version of its code. Where they were not, they
 * are frozen, served as they are, and a rebuild is asked for. What newer code has made, or is making, is left alone.
 */
@Component
public class CodeVersions implements InitializingBean {
    private static final Logger LOG = LoggerFactory.getLogger(CodeVersions.class);

    /** Of tables that were filled before versions were written down. */
    private static final int FIRST = 1;

    private final List<Projection> projections;
    private final JdbcTemplate jdbc;
    private final TransactionOperations transaction;
    private final Rebuilds rebuilds;
    private final LiveGroups live;
    private final StoredTokens tokens;
    private final boolean worker;

    /** @param queryTables are there before this looks */
    CodeVersions(
            List<Projection> projections,
            JdbcTemplate jdbc,
            TransactionOperations transaction,
            Rebuilds rebuilds,
            LiveGroups live,
            StoredTokens tokens,
            FlywayMigrationInitializer queryTables,
            @Value("${shopledger.roles:}") String roles) {
        this.projections = projections;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.rebuilds = rebuilds;
        this.live = live;
        this.tokens = tokens;
        this.worker = Role.WORKER.isIn(roles);
    }

    @Override
    public void afterPropertiesSet() {
        if (worker) {
            look();
        }
    }

    void look() {
        transaction.executeWithoutResult(status -> {
            rebuilds.lockRequests();
            List<Projection> toRebuild = new ArrayList<>();
            for (Projection projection : projections) {
                int served = served(projection);
                rebuilds.endOlderOf(projection);
                Optional<Rebuild> open = rebuilds.openOf(projection.name());
                if (served > projection.version() || open.isPresent() && isNewer(open.get(), projection)) {
                    leave(projection, served, open);
                } else if (served == projection.version()) {
                    thaw(projection);
                } else {
                    freeze(projection, served);
                    if (open.isEmpty()) {
                        toRebuild.add(projection);
                    }
                }
            }
            if (!toRebuild.isEmpty()) {
                rebuilds.request(toRebuild, true, false, "a start with other code");
            }
        });
    }

    private int served(Projection projection) {
        List<Integer> known = jdbc.queryForList(
                "select version from public.projection_version where projection = ?", Integer.class, projection.name());
        boolean filled = !tokens.of(projection.name()).isEmpty();
        if (!known.isEmpty() && (filled || known.get(0) > projection.version())) {
            return known.get(0);
        }
        int version = filled ? FIRST : projection.version();
        jdbc.update("""
                insert into public.projection_version (projection, version) values (?, ?)
                on conflict (projection) do update set version = excluded.version, data_as_of = null""", projection.name(), version);
        return version;
    }

    private static boolean isNewer(Rebuild rebuild, Projection projection) {
        return rebuild.version(projection.name()) > projection.version();
    }

    private static void leave(Projection projection, int served, Optional<Rebuild> open) {
        LOG.warn(
                "This build has version {} of {}, a newer one {}: it writes none of its rows. To go back to it, see UPGRADING.md",
                projection.version(),
                projection.name(),
                served > projection.version()
                        ? "has filled its tables"
                        : "makes its tables anew, by rebuild "
                                + open.map(Rebuild::id).orElseThrow());
    }

    private void freeze(Projection projection, int served) {
        live.freeze(projection.name());
        int frozen = jdbc.update(
                "update public.projection_version set data_as_of = ? where projection = ? and data_as_of is null",
                newest(projection),
                projection.name());
        if (frozen == 1) {
            LOG.info(
                    "The tables of {} were filled by version {} of its code, this is version {}: they are served as they are"
                            + " until a rebuild has made new ones",
                    projection.name(),
                    served,
                    projection.version());
        }
    }

    /** The code that filled the served tables is back. */
    private void thaw(Projection projection) {
        jdbc.update(
                "update public.projection_version set data_as_of = null where projection = ? and data_as_of is not null",
                projection.name());
        live.thaw(projection.name());
    }

    /** @return when the last event was appended that the tables tell of */
    private OffsetDateTime newest(Projection projection) {
        OffsetDateTime newest = jdbc.queryForObject(
                projection.kinds().stream()
                        .map(kind -> "select max(changed_at) from public." + kind.table())
                        .collect(Collectors.joining(
                                " union all ", "select max(changed_at) from (", ") as newest (changed_at)")),
                OffsetDateTime.class);
        return newest == null ? Instant.EPOCH.atOffset(java.time.ZoneOffset.UTC) : newest;
    }
}
