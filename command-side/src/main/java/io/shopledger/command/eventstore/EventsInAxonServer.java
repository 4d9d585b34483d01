package io.shopledger.command.eventstore;

import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.grpc.MetaDataValue;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.shopledger.observation.EventStoreFailure;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Events as Axon Server gives them, whose tokens begin at 0: a position is one more. */
final class EventsInAxonServer implements StoredEvents {
    private static final int BUFFER = 500;
    private static final int REFILL = 250;
    private static final long PATIENCE_SECONDS = 10;

    /** So long after an event was appended it is sealed, unless nobody does. */
    private static final long SOON_MILLIS = 60_000;

    private final Supplier<EventChannel> channel;

    EventsInAxonServer(Supplier<EventChannel> channel) {
        this.channel = channel;
    }

    @Override
    public List<Event> next(long after, long upTo, int most) {
        long last = Math.min(upTo, newest());
        long position = Math.max(0, after);
        List<Event> found = new ArrayList<>();
        if (position >= last) {
            return found;
        }
        try (EventStream stream = channel.get().openStream(position - 1, BUFFER, REFILL, true)) {
            while (found.size() < most && position < last) {
                EventWithToken next = stream.nextIfAvailable(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (next == null) {
                    throw new EventStoreFailure(new TimeoutException("Axon Server gives no event after " + position));
                }
                position = next.getToken() + 1;
                found.add(event(position, next.getEvent()));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new EventStoreFailure(stopped);
        }
        return found;
    }

    private long newest() {
        try {
            return channel.get().getLastToken().get(PATIENCE_SECONDS, TimeUnit.SECONDS) + 1;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new EventStoreFailure(stopped);
        } catch (ExecutionException | TimeoutException away) {
            throw new EventStoreFailure(away);
        }
    }

    /** What was appended just now is sealed in a moment. */
    @Override
    public @Nullable Event unsealed(long sealed) {
        List<Event> next = next(sealed, Long.MAX_VALUE, 1);
        return next.isEmpty() || Long.parseLong(next.get(0).timestamp()) > System.currentTimeMillis() - SOON_MILLIS
                ? null
                : next.get(0);
    }

    /** Axon Server has no way to ask. */
    @Override
    public List<Place> missingFrom(long index) {
        return List.of();
    }

    @Override
    public OptionalLong lastSequence(String stream, long position) {
        return OptionalLong.empty();
    }

    /** They are sealed some moments after they were appended. */
    @Override
    public OptionalLong token(long position) {
        return OptionalLong.empty();
    }

    private static Event event(long position, io.axoniq.axonserver.grpc.event.Event event) {
        return new Event(
                position,
                event.getAggregateIdentifier(),
                event.getAggregateSequenceNumber(),
                event.getMessageIdentifier(),
                event.getAggregateType(),
                event.getPayload().getType(),
                event.getPayload().getRevision(),
                Long.toString(event.getTimestamp()),
                event.getPayload().getData().toByteArray(),
                bytes(event.getMetaDataMap()));
    }

    /** Its names in order, each with its value: a map has none of its own. */
    private static byte[] bytes(Map<String, MetaDataValue> metadata) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new TreeMap<>(metadata).forEach((name, value) -> {
            part(bytes, name.getBytes(StandardCharsets.UTF_8));
            part(bytes, value.toByteArray());
        });
        return bytes.toByteArray();
    }

    private static void part(ByteArrayOutputStream bytes, byte[] part) {
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        bytes.writeBytes(part);
    }
}
