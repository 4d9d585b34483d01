package io.shopledger.query.health;

import io.shopledger.query.projection.Projection;
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
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** How far each projection is behind the newest event, whichever process works on it. */
@Component
class ProjectionLag {
    private static final String STORED =
            "select segment, token, token_type from public.token_entry where processor_name = ?";

    private final EventProcessingConfiguration processing;
    private final EventStore events;
    private final JdbcTemplate jdbc;
    private final Serializer serializer;
    private final ObjectProvider<Projection> all;

    ProjectionLag(
            EventProcessingConfiguration processing,
            EventStore events,
            JdbcTemplate jdbc,
            Serializer serializer,
            ObjectProvider<Projection> all) {
        this.all = all;
        this.processing = processing;
        this.events = events;
        this.jdbc = jdbc;
        this.serializer = serializer;
    }

    /** @return those that run here, by the names under which {@code /metrics} tells of them */
    Map<String, StreamingEventProcessor> projections() {
        return running(true);
    }

    /** @return what follows the events besides: sagas, which keep their positions elsewhere */
    Map<String, StreamingEventProcessor> sagas() {
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
    long head() {
        return position(events.createHeadToken());
    }

    /**
     * @return events not handled yet by the segment furthest behind (at most: numbers of events that were rolled back are
     *     counted too); empty when the projection never started
     */
    OptionalLong of(StreamingEventProcessor projection, long head) {
        Map<Integer, Long> positions = new LinkedHashMap<>();
        jdbc.query(
                STORED,
                row -> {
                    positions.put(
                            row.getInt("segment"), position(token(row.getBytes("token"), row.getString("token_type"))));
                },
                projection.getName());
        // A segment that passes over what does not concern it writes that down only now and then.
        projection
                .processingStatus()
                .forEach((segment, status) ->
                        positions.merge(segment, status.getCurrentPosition().orElse(0), Math::max));
        return positions.values().stream()
                .mapToLong(position -> Math.max(0, head - position))
                .max();
    }

    private @Nullable TrackingToken token(byte @Nullable [] bytes, @Nullable String type) {
        return bytes == null || type == null
                ? null
                : serializer.deserialize(new SimpleSerializedObject<>(bytes, byte[].class, type, null));
    }

    private static long position(@Nullable TrackingToken token) {
        return token == null ? 0 : token.position().orElse(0);
    }
}
