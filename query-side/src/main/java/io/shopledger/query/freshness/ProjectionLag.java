package io.shopledger.query.freshness;

import io.shopledger.query.projection.Projection;
import io.shopledger.query.projection.StoredTokens;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** How far each projection is behind the newest event, whichever process works on it. */
@Component
public class ProjectionLag {
    private final EventProcessingConfiguration processing;
    private final EventStore events;
    private final StoredTokens tokens;
    private final PassedPositions passed;
    private final ObjectProvider<Projection> all;

    ProjectionLag(
            EventProcessingConfiguration processing,
            EventStore events,
            StoredTokens tokens,
            PassedPositions passed,
            ObjectProvider<Projection> all) {
        this.all = all;
        this.processing = processing;
        this.events = events;
        this.tokens = tokens;
        this.passed = passed;
    }

    /** @return those that run here, by the names under which {@code /metrics} tells of them */
    public Map<String, StreamingEventProcessor> projections() {
        return running(true);
    }

    /** @return what follows the events besides: sagas, which keep their positions elsewhere */
    public Map<String, StreamingEventProcessor> sagas() {
        return running(false);
    }

    private Map<String, StreamingEventProcessor> running(boolean projections) {
        Set<String> names = all.stream().map(Projection::name).collect(Collectors.toSet());
        Map<String, StreamingEventProcessor> found = new TreeMap<>();
        processing.eventProcessors().forEach((name, processor) -> {
            if (processor instanceof StreamingEventProcessor streaming && names.contains(name) == projections) {
                found.put(name, streaming);
            }
        });
        return found;
    }

    /** @return the position of the newest event; 0 when there is none */
    public long head() {
        return position(events.createHeadToken());
    }

    /**
     * @return events not handled yet by the segment furthest behind (at most: numbers of events that were rolled back are
     *     counted too); empty when the projection never started
     */
    public OptionalLong of(StreamingEventProcessor projection, long head) {
        return of(projection.getName(), head);
    }

    /** The same, of one that may run elsewhere. */
    public OptionalLong of(String name, long head) {
        OptionalLong reached = reached(name);
        return reached.isEmpty() ? reached : OptionalLong.of(Math.max(0, head - reached.getAsLong()));
    }

    /** @return the position up to which its rows hold all events, whoever writes them; empty when it never started */
    OptionalLong reached(String name) {
        Map<Integer, Long> positions = new LinkedHashMap<>();
        tokens.of(name).forEach((segment, token) -> positions.put(segment, position(token)));
        // A segment that passes over what does not concern it writes that down in its token only now and then.
        passed.of(name).forEach((segment, position) -> positions.merge(segment, position, Math::max));
        here(name).forEach((segment, position) -> positions.merge(segment, position, Math::max));
        return positions.values().stream().mapToLong(Long::longValue).min();
    }

    /** @return by segment, of those that this process works on */
    Map<Integer, Long> here(String name) {
        Map<Integer, Long> positions = new TreeMap<>();
        processing
                .eventProcessor(name, StreamingEventProcessor.class)
                .ifPresent(here -> here.processingStatus()
                        .forEach((segment, status) -> positions.put(
                                segment, status.getCurrentPosition().orElse(0))));
        return positions;
    }

    private static long position(@Nullable TrackingToken token) {
        return token == null ? 0 : token.position().orElse(0);
    }
}
