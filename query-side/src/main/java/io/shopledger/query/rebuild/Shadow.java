package io.shopledger.query.rebuild;

import io.shopledger.query.QueryMigrations;
import io.shopledger.query.projection.Projection;
import io.shopledger.query.projection.StoredTokens;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** A rebuild's own schema and tokens: made by the same scripts as the served tables, dropped when they are of no use any more. */
@Component
class Shadow {
    /** Of a projection that never ran. */
    private static final int SEGMENTS = 4;

    private final DataSource database;
    private final JdbcTemplate jdbc;
    private final TransactionManager transactions;
    private final TokenStore tokens;
    private final StoredTokens stored;
    private final EventStore events;
    private final ParameterResolverFactory parameters;
    private final Rebuilds rebuilds;

    Shadow(
            DataSource database,
            JdbcTemplate jdbc,
            TransactionManager transactions,
            TokenStore tokens,
            StoredTokens stored,
            EventStore events,
            ParameterResolverFactory parameters,
            Rebuilds rebuilds) {
        this.database = database;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.tokens = tokens;
        this.stored = stored;
        this.events = events;
        this.parameters = parameters;
        this.rebuilds = rebuilds;
    }

    /** Makes what is missing of it, and claims its tokens for this process. */
    void prepare(Hold hold, Rebuild rebuild, Collection<Projection> projections) {
        QueryMigrations.into(rebuild.schema(), database).migrate();
        transactions.executeInTransaction(() -> {
            rebuilds.fence(hold, false);
            for (Projection projection : projections) {
                String group = rebuild.group(projection.name());
                Set<Integer> there = stored.of(group).keySet();
                if (there.isEmpty()) {
                    segments(projection).forEach(segment -> tokens.initializeSegment(null, group, segment));
                } else {
                    jdbc.update("update public.token_entry set owner = null where processor_name = ?", group);
                }
                stored.of(group).keySet().forEach(segment -> tokens.fetchToken(group, segment));
            }
        });
    }

    /**
     * @param toHead whether they are to be filled up to the newest event, and not only to where the served tables are
     * @return what they still have to take
     */
    List<Share> shares(Rebuild rebuild, Projection projection, boolean toHead) {
        String group = rebuild.group(projection.name());
        Map<Integer, @Nullable TrackingToken> made = stored.of(group);
        Map<Integer, @Nullable TrackingToken> served =
                toHead ? all(made.keySet(), events.createHeadToken()) : stored.of(projection.name());
        if (!made.keySet().equals(served.keySet()) && !served.isEmpty()) {
            throw new RebuildFailed(
                    "The segments of %s were changed meanwhile. Start it again.".formatted(projection.name()));
        }
        return shares(rebuild, projection, made, served, handlers(projection));
    }

    /** @return what tables as of a moment still have to take, up to {@code limit}, of what {@code handlers} take */
    List<Share> shares(
            Rebuild rebuild, Projection projection, @Nullable TrackingToken limit, EventMessageHandler handlers) {
        Map<Integer, @Nullable TrackingToken> made = stored.of(rebuild.group(projection.name()));
        return shares(rebuild, projection, made, all(made.keySet(), limit), handlers);
    }

    private static List<Share> shares(
            Rebuild rebuild,
            Projection projection,
            Map<Integer, @Nullable TrackingToken> made,
            Map<Integer, @Nullable TrackingToken> limits,
            EventMessageHandler handlers) {
        String group = rebuild.group(projection.name());
        int[] segments = made.keySet().stream().mapToInt(Integer::intValue).toArray();
        List<Share> shares = new ArrayList<>();
        made.forEach((segment, token) -> shares.add(new Share(
                projection, group, Segment.computeSegment(segment, segments), handlers, token, limits.get(segment))));
        return shares;
    }

    EventMessageHandler handlers(Projection projection) {
        return new AnnotationEventHandlerAdapter(projection, parameters);
    }

    /** New tables have no statistics, and would be read by bad plans at first. */
    void analyze(Rebuild rebuild, Projection projection) {
        for (String table : Swap.tables(projection)) {
            jdbc.execute(
                    "analyze " + rebuild.schema() + "." + table); // a sample: its time does not grow with the table
        }
    }

    void drop(Rebuild rebuild) {
        for (String schema : List.of(rebuild.schema(), rebuild.replaced())) {
            List<String> tables = jdbc.queryForList(
                    "select oid::regclass::text from pg_class where relnamespace = to_regnamespace(?) and relkind = 'r'",
                    String.class,
                    schema);
            if (!tables.isEmpty()) { // without cascade: what others have built on them is theirs
                jdbc.execute("drop table " + String.join(", ", tables));
            }
            jdbc.execute("drop schema if exists " + schema);
        }
        forgetTokens(rebuild);
    }

    void forgetTokens(Rebuild rebuild) {
        rebuild.projections()
                .forEach(name ->
                        jdbc.update("delete from public.token_entry where processor_name = ?", rebuild.group(name)));
    }

    private Set<Integer> segments(Projection projection) {
        Set<Integer> served = stored.of(projection.name()).keySet();
        return served.isEmpty()
                ? new TreeSet<>(IntStream.range(0, SEGMENTS).boxed().toList())
                : served;
    }

    private static Map<Integer, @Nullable TrackingToken> all(Set<Integer> segments, @Nullable TrackingToken token) {
        Map<Integer, @Nullable TrackingToken> all = new TreeMap<>();
        segments.forEach(segment -> all.put(segment, token));
        return all;
    }
}
