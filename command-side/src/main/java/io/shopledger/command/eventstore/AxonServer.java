package io.shopledger.command.eventstore;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.axonserver.connector.event.axon.AxonServerEventStore;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events and snapshots in Axon Server. Commands and queries do not go over its bus: each process decides and answers by
 * itself, with Postgres for what they share, so that roles are the same with every event store.
 */
final class AxonServer implements ForeignEventStore, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AxonServer.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private final AxonServerConfiguration settings;
    private final AxonServerConnectionManager connections;
    private final EventStore events;

    /** @param servers {@code host:port}, one or more, with commas in between */
    AxonServer(String servers, Serializer serializer, SnapshotFilter snapshots, Configuration axon) {
        settings = AxonServerConfiguration.builder()
                .servers(servers)
                .componentName("shopledger")
                .forceReadFromLeader(true) // a follower may not have the last events yet
                .suppressDownloadMessage()
                .build();
        connections = AxonServerConnectionManager.builder()
                .axonServerConfiguration(settings)
                .build();
        AxonServerEventStore.Builder store = AxonServerEventStore.builder()
                .configuration(settings)
                .platformConnectionManager(connections)
                .defaultContext(settings.getContext())
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .upcasterChain(axon.upcasterChain())
                .snapshotFilter(snapshots)
                .messageMonitor(axon.messageMonitor(EventStore.class, "eventStore"))
                .spanFactory(axon.getComponent(EventBusSpanFactory.class));
        store.build(); // makes the engine, and leaves it in the builder
        events = new Events(store);
        connections.start();
    }

    /**
     * Says plainly when the server is away, and appends nothing late: what begins after its page was given up could come
     * when another process has taken the page over.
     */
    private static final class Events extends AxonServerEventStore {
        private Events(Builder builder) {
            super(builder);
        }

        @Override
        protected void prepareCommit(List<? extends EventMessage<?>> appended) {
            AppendDeadline.check();
            AxonServerFailures.told(() -> {
                super.prepareCommit(appended);
                return appended;
            });
        }

        @Override
        public DomainEventStream readEvents(String stream) {
            return new ToldEvents(AxonServerFailures.told(() -> super.readEvents(stream)));
        }

        @Override
        public DomainEventStream readEvents(String stream, long first) {
            return new ToldEvents(AxonServerFailures.told(() -> super.readEvents(stream, first)));
        }

        @Override
        public TrackingEventStream openStream(@Nullable TrackingToken position) {
            return new ToldStream(AxonServerFailures.told(() -> super.openStream(position)));
        }

        @Override
        public @Nullable TrackingToken createHeadToken() {
            return AxonServerFailures.told(super::createHeadToken);
        }

        @Override
        public @Nullable TrackingToken createTokenAt(Instant then) {
            return AxonServerFailures.told(() -> super.createTokenAt(then));
        }

        @Override
        public Optional<Long> lastSequenceNumberFor(String stream) {
            return AxonServerFailures.told(() -> super.lastSequenceNumberFor(stream));
        }
    }

    EventStore events() {
        return events;
    }

    /** @return its events as they are stored */
    StoredEvents stored() {
        return new EventsInAxonServer(
                () -> connections.getConnection(settings.getContext()).eventChannel());
    }

    boolean holdsEvents() {
        TrackingToken head = events.createHeadToken();
        return head != null && head.position().orElse(-1) >= 0;
    }

    /**
     * Waits until it answers: it takes longer to start than what asks it.
     *
     * @throws IllegalArgumentException when it has not answered by then
     */
    AxonServer answering(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        boolean told = false;
        while (true) {
            try {
                events.createHeadToken();
                return this;
            } catch (RuntimeException notYet) {
                if (System.nanoTime() >= end) {
                    close();
                    throw new IllegalArgumentException(
                            "AXON_AXONSERVER_SERVERS is %s, but no Axon Server answers there within %d s. Start it, or correct"
                                            .formatted(settings.getServers(), patience.toSeconds())
                                    + " the setting.");
                }
                if (!told) {
                    LOG.warn("Axon Server at {} does not answer yet; waiting.", settings.getServers());
                    told = true;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_TRIES.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while waiting for Axon Server", stopped);
        }
    }

    /**
     * It takes a stream's events in the order of their numbers, all of a transaction or none: an append that is still on
     * its way when this is asked is refused once the stream goes on without it.
     */
    @Override
    public Map<String, Long> lastSequences(Collection<String> streams) {
        Map<String, Long> last = new HashMap<>();
        streams.forEach(stream -> events.lastSequenceNumberFor(stream).ifPresent(number -> last.put(stream, number)));
        return last;
    }

    @Override
    public boolean isTheReason(Throwable failure) {
        return AxonServerFailures.isTheServers(failure);
    }

    @Override
    public void close() {
        connections.shutdown();
    }
}
