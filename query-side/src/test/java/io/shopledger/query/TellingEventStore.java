package io.shopledger.query;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.jspecify.annotations.Nullable;

/** Tells projections of new events at once, for which they would look twice a second: tests would wait for that most of the time. */
final class TellingEventStore extends EmbeddedEventStore {
    private final Set<Runnable> readers = ConcurrentHashMap.newKeySet();

    TellingEventStore(Builder builder) {
        super(builder);
    }

    @Override
    protected void afterCommit(List<? extends EventMessage<?>> events) {
        super.afterCommit(events);
        readers.forEach(Runnable::run);
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken from) {
        return new ToldStream(super.openStream(from), readers);
    }

    private static final class ToldStream implements TrackingEventStream {
        private final TrackingEventStream stream;
        private final Set<Runnable> readers;
        private @Nullable Runnable told;

        private ToldStream(TrackingEventStream stream, Set<Runnable> readers) {
            this.stream = stream;
            this.readers = readers;
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            told = callback;
            readers.add(callback);
            return true;
        }

        @Override
        public void close() {
            if (told != null) {
                readers.remove(told);
            }
            stream.close();
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return stream.peek();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return stream.hasNextAvailable(timeout, unit);
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            return stream.nextAvailable();
        }
    }
}
