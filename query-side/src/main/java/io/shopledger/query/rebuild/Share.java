package io.shopledger.query.rebuild;

import io.shopledger.query.projection.Projection;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/** What one projection still has to take of one segment's events: those after its token, up to a limit. */
final class Share {
    private static final long NOTHING = -1;

    private final Projection projection;
    private final String group;
    private final Segment segment;
    private final EventMessageHandler handlers;
    private final @Nullable TrackingToken limit;
    private volatile @Nullable TrackingToken token;

    Share(
            Projection projection,
            String group,
            Segment segment,
            EventMessageHandler handlers,
            @Nullable TrackingToken token,
            @Nullable TrackingToken limit) {
        this.projection = projection;
        this.group = group;
        this.segment = segment;
        this.handlers = handlers;
        this.token = token;
        this.limit = limit;
    }

    Projection projection() {
        return projection;
    }

    /** @return under which its token stands */
    String group() {
        return group;
    }

    Segment segment() {
        return segment;
    }

    EventMessageHandler handlers() {
        return handlers;
    }

    @Nullable
    TrackingToken token() {
        return token;
    }

    long position() {
        return position(token);
    }

    long limit() {
        return position(limit);
    }

    void reached(TrackingToken now) {
        token = now;
    }

    boolean wants(TrackedEventMessage<?> event) {
        long at = position(event.trackingToken());
        return at > position() && at <= limit() && handlers.canHandle(event);
    }

    /** @return where it is once everything up to {@code passed} was offered to it; null when that is nowhere new */
    @Nullable
    TrackingToken after(TrackingToken passed) {
        TrackingToken now = position(passed) < limit() ? passed : limit;
        return position(now) > position() ? now : null;
    }

    static long position(@Nullable TrackingToken token) {
        return token == null ? NOTHING : token.position().orElse(NOTHING);
    }
}
