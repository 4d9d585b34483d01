package io.shopledger.shopify.pull;

import io.shopledger.StoreId;
import io.shopledger.Via;
import io.shopledger.observation.Partition;
import io.shopledger.observation.Unsettled;
import io.shopledger.shopify.governor.Priority;
import io.shopledger.shopify.graphql.GraphQlClient;
import io.shopledger.shopify.graphql.ShopifyFailure;
import io.shopledger.shopify.json.Gid;
import io.shopledger.shopify.kind.Kind;
import io.shopledger.shopify.kind.ReadById;
import io.shopledger.shopify.rounds.Rounds;
import io.shopledger.shopify.staging.Leases;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Reads by id what is in doubt: entities of which two webhooks of one second told different things, or a webhook only a
 * part. An entity that Shopify does not show stays as it is, and is asked for ever less often.
 */
@Component
class Settler implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Settler.class);
    private static final int STREAMS_A_ROUND = 500;
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Unsettled unsettled;
    private final NodesById byId;
    private final Observed observed;
    private final Leases leases;
    private final Clock clock;
    private final boolean worker;
    private final Rounds rounds;
    private Map<String, Asked> asked = new HashMap<>();

    Settler(
            Unsettled unsettled,
            NodesById byId,
            Observed observed,
            Leases leases,
            GraphQlClient shopify,
            Clock clock,
            PullSettings settings) {
        this.unsettled = unsettled;
        this.byId = byId;
        this.observed = observed;
        this.leases = leases;
        this.clock = clock;
        this.worker = settings.worker();
        this.rounds = new Rounds("settle", BETWEEN_ROUNDS, shopify, () -> {
            settle();
            return false;
        });
    }

    /** @param next not to be asked for again before */
    private record Asked(Instant next, Duration pause) {}

    /** What one call reads: entities of one kind of one store. */
    private record Batch(StoreId store, Kind kind) {}

    @Override
    public void start() {
        rounds.start(1);
    }

    /** One round. */
    void settle() {
        Instant now = clock.instant();
        Map<String, Asked> still = new HashMap<>();
        Map<Batch, List<Gid>> batches = new HashMap<>();
        for (String stream : unsettled.streams(STREAMS_A_ROUND + asked.size())) { // those that wait hide no others
            Asked before = asked.get(stream);
            if (before != null && before.next().isAfter(now)) {
                still.put(stream, before);
            } else if (leases.held().contains(Partition.of(stream))) {
                batches.computeIfAbsent(new Batch(store(stream), kind(stream)), fresh -> new ArrayList<>())
                        .add(ReadById.of(stream).gid());
                Duration pause = before == null ? FIRST_PAUSE : before.pause().multipliedBy(2);
                Duration bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
                still.put(stream, new Asked(now.plus(bounded), bounded));
            }
        }
        asked = still; // what is settled is forgotten
        batches.forEach(this::read);
    }

    private void read(Batch batch, List<Gid> gids) {
        List<Gid> distinct = gids.stream().distinct().toList();
        for (int from = 0; !Thread.currentThread().isInterrupted() && from < distinct.size(); from += NodesById.MOST) {
            List<Gid> some = distinct.subList(from, Math.min(distinct.size(), from + NodesById.MOST));
            try {
                NodesById.Found found =
                        byId.read(new Asking(batch.store(), Priority.PEOPLE, "settle"), batch.kind(), some);
                observed.stage(
                        "settle/" + Reads.stepOf(batch.kind()).word(), // where a retry of failed items finds what fails
                        new Observed.Read(
                                batch.store(), batch.kind(), found.nodes(), Via.SYNC, "settle", found.sentAt()),
                        mapped -> true);
            } catch (ShopifyFailure failure) {
                LOG.info("Store {} cannot settle doubts now: {}", batch.store(), failure.getMessage());
                return;
            }
        }
    }

    /** A level is read with its item. */
    private static Kind kind(String stream) {
        Kind kind = Kind.ofStream(stream);
        return kind == Kind.STOCK ? Kind.ITEM : kind;
    }

    private static StoreId store(String stream) {
        return new StoreId(Long.parseLong(stream.split("/")[1]));
    }

    /** Where the process has the role {@code worker}. */
    @Override
    public boolean isAutoStartup() {
        return worker;
    }

    @Override
    public void stop() {
        rounds.stop();
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }
}
