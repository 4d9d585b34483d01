package io.shopledger.shopify.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.kind.Kind;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Counts what webhooks tell that we do not know, and times in them that cannot be read, by topic and field and never with a
 * value. Such a field stops nobody: the delivery is used without it.
 */
@Component
class OddFields {
    /** Fields kept apart; what comes after them is counted together. */
    private static final int MOST = 500;

    private final Map<Key, Seen> seen = new ConcurrentHashMap<>();
    private final MeterRegistry meters;
    private final Clock clock;

    OddFields(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
    }

    /** What is odd about a field. */
    enum Oddity {
        UNKNOWN,
        UNREADABLE
    }

    private record Key(String topic, String field, Oddity oddity) {}

    /** @param field as a path, list positions as {@code *} */
    record Seen(String topic, String field, Oddity oddity, long count, Instant first, Instant last) {}

    void count(Kind kind, String topic, JsonObject body) {
        KnownFields.of(kind).unknownIn(body).forEach(field -> count(topic, field, Oddity.UNKNOWN));
        body.misread().forEach(field -> count(topic, "/" + field, Oddity.UNREADABLE));
    }

    /** @return those of this process since it started, the latest first */
    List<Seen> seen() {
        return seen.values().stream()
                .sorted(Comparator.comparing(Seen::last).reversed())
                .toList();
    }

    private void count(String topic, String field, Oddity oddity) {
        Key known = new Key(topic, field, oddity);
        Key key = seen.containsKey(known) || seen.size() < MOST ? known : new Key(topic, "others", oddity);
        Instant now = clock.instant();
        seen.merge(
                key,
                new Seen(key.topic(), key.field(), oddity, 1, now, now),
                (before, one) -> new Seen(
                        before.topic(), before.field(), oddity, before.count() + 1, before.first(), one.last()));
        meters.counter(
                        "shopledger_webhook_odd_fields",
                        "topic",
                        key.topic(),
                        "field",
                        key.field(),
                        "oddity",
                        oddity.name().toLowerCase(java.util.Locale.ROOT))
                .increment();
    }
}
