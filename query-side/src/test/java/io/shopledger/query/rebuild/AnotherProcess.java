package io.shopledger.query.rebuild;

import io.shopledger.query.projection.OwnTokens;
import io.shopledger.query.projection.Projection;
import io.shopledger.query.projection.StoredTokens;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.serialization.Serializer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Claims tokens under a name of its own and works on rebuilds step by step, in the same database. */
@Component
class AnotherProcess {
    static final String NAME = "another process";

    final TokenStore tokens;
    private final EventStore events;
    private final Rebuilds rebuilds;
    private final HeldBack heldBack;
    private final LiveGroups live;
    private final Shadow shadow;
    private final ShadowBatches batches;

    AnotherProcess(
            DataSource database,
            JdbcTemplate jdbc,
            ConnectionProvider connections,
            TransactionManager transactions,
            Serializer serializer,
            StoredTokens stored,
            EventStore events,
            ParameterResolverFactory parameters,
            Rebuilds rebuilds,
            HeldBack heldBack,
            LiveGroups live) {
        this.tokens = JdbcTokenStore.builder()
                .connectionProvider(connections)
                .serializer(serializer)
                .contentType(byte[].class)
                .schema(OwnTokens.SCHEMA)
                .nodeId(NAME)
                .build();
        this.events = events;
        this.rebuilds = rebuilds;
        this.heldBack = heldBack;
        this.live = live;
        this.shadow = new Shadow(database, jdbc, transactions, tokens, stored, events, parameters, rebuilds);
        this.batches = new ShadowBatches(transactions, tokens, rebuilds, jdbc);
    }

    /** It has made a projection's tables anew and compared them; what writes the served ones is paused. */
    record Compared(Hold hold, Swap.Wanted wanted) {}

    Compared compares(Projection projection) {
        Rebuild rebuild = rebuilds.take(NAME, List.of(projection)).orElseThrow();
        Hold hold = new Hold(rebuild.id(), NAME);
        shadow.prepare(hold, rebuild, List.of(projection));
        rebuilds.begin(hold, 0, 0);
        live.pause(projection, rebuild.pause());
        try {
            Filling filling = new RebuildFilling(hold, rebuild.schema(), heldBack);
            new Pass(events, batches, filling, shadow.shares(rebuild, projection, false)).run();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        return new Compared(
                hold, new Swap.Wanted(rebuild, projection, rebuild.pause(), false, heldBack.of(projection), List.of()));
    }
}
