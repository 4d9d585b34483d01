package io.shopledger.query.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.shopledger.StoreId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads a store's events in the order in which they were written, up to the newest at the begin. Axon fetches some hundred at a
 * time, whatever the event store, so that an export of any size takes the same memory.
 */
@Component
class Export {
    /** An event's time is when it was made; it may be written this much later, and not more. */
    private static final Duration LATE = Duration.ofMinutes(10);

    private static final int PATIENCE_SECONDS = 30;

    private final EventStore events;

    Export(EventStore events) {
        this.events = events;
    }

    /** One event of a store. */
    record Line(
            @JsonProperty("kind") String kind,
            @JsonProperty("id") String id,
            @JsonUnwrapped HistoryPage.Happened happened) {}

    private record Streams(String kind, String beginning) {}

    /** @param kind absent for all */
    void of(StoreId store, @Nullable AuditedKind kind, HistoryFilter wanted, Consumer<Line> out) {
        List<Streams> streams = streams(store, kind);
        TrackingToken head = events.createHeadToken();
        long last = position(head);
        if (last < 0) {
            return;
        }
        TrackingToken begin = wanted.from() == null ? events.createTailToken() : events.createTokenAt(wanted.from());
        if (begin != null && position(begin) >= last) {
            return;
        }
        Instant end = wanted.to() == null ? null : wanted.to().plus(LATE);
        try (BlockingStream<TrackedEventMessage<?>> stream = events.openStream(begin)) {
            long read = -1;
            while (read < last) {
                if (!stream.hasNextAvailable(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("The event store did not answer on the way to " + last);
                }
                TrackedEventMessage<?> message = stream.nextAvailable();
                read = position(message.trackingToken());
                if (end != null && message.getTimestamp().isAfter(end)) {
                    return;
                }
                if (read <= last && message instanceof DomainEventMessage<?> event && wanted.passes(event)) {
                    tell(streams, event, out);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped in the midst of an export", stopped);
        }
    }

    private static void tell(List<Streams> streams, DomainEventMessage<?> event, Consumer<Line> out) {
        String key = event.getAggregateIdentifier();
        for (Streams one : streams) {
            if (key.startsWith(one.beginning())) {
                String id = key.substring(one.beginning().length()).replace('/', '-');
                out.accept(new Line(one.kind(), id, History.happened(event)));
                return;
            }
        }
    }

    private static List<Streams> streams(StoreId store, @Nullable AuditedKind only) {
        List<Streams> all = new ArrayList<>();
        for (AuditedKind kind : AuditedKind.values()) {
            if (only == null || only == kind) {
                all.add(new Streams(kind.word(), kind.streams(store)));
            }
        }
        return all;
    }

    private static long position(@Nullable TrackingToken token) {
        return token == null ? -1 : token.position().orElse(-1);
    }
}
