package io.shopledger.query.audit;

import io.shopledger.Via;
import io.shopledger.observation.ObservedEvent;
import io.shopledger.query.http.BadRequest;
import io.shopledger.query.http.Bounds;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/**
 * Which events of a history are wanted.
 *
 * @param type the event's name, such as {@code OrderPaid}
 * @param from when it was written down at the earliest
 * @param to when it was written down at the latest
 */
record HistoryFilter(
        @Nullable String type,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Via via) {
    static final HistoryFilter NONE = new HistoryFilter(null, null, null, null);

    private static final List<Via> WAYS = List.of(Via.WEBHOOK, Via.SYNC, Via.OWN_WRITE);

    /**
     * As a caller gives it: a word that no event has would find nothing, and say nothing.
     *
     * @param events the sealed family of those that there are
     */
    static HistoryFilter of(
            Class<?> events,
            @Nullable String type,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String via) {
        if (type != null && names(events).noneMatch(type::equals)) {
            throw new BadRequest("type is no event of this kind; there are %s."
                    .formatted(names(events).sorted().collect(Collectors.joining(", "))));
        }
        if (from != null && to != null && from.isAfter(to)) {
            throw new BadRequest("from is after to; give the earlier time as from.");
        }
        return new HistoryFilter(
                type, Bounds.moment("from", from), Bounds.moment("to", to), via == null ? null : way(via));
    }

    boolean passes(EventMessage<?> message) {
        Instant known = message.getTimestamp();
        return (type == null || type.equals(message.getPayloadType().getSimpleName()))
                && (from == null || !known.isBefore(from))
                && (to == null || !known.isAfter(to))
                && (via == null
                        || (message.getPayload() instanceof ObservedEvent event
                                && event.origin().via().equals(via)));
    }

    private static Via way(String word) {
        return WAYS.stream()
                .filter(way -> way.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new BadRequest("via is no way by which we know things; there are %s."
                        .formatted(WAYS.stream()
                                .map(way -> way.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")))));
    }

    private static Stream<String> names(Class<?> events) {
        Class<?>[] all = events.getPermittedSubclasses();
        return all == null ? Stream.empty() : Arrays.stream(all).map(Class::getSimpleName);
    }
}
