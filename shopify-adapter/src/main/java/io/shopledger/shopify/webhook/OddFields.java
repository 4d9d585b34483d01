package io.shopledger.shopify.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.kind.Kind;
import io.shopledger.shopify.webhook.OddFieldTable.Key;
import io.shopledger.shopify.webhook.OddFieldTable.Seen;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Counts what webhooks tell that we do not know, and times in them that cannot be read, by store, topic and field and never with
 * a value. Such a field stops nobody: the delivery is used without it. Counts are written every few seconds and at the end.
 */
@Component
class OddFields {
    private static final Logger LOG = LoggerFactory.getLogger(OddFields.class);
    private static final int SECONDS = 5;

    /** Fields kept apart between two writes, and in the metrics; what comes after them is counted together. */
    private static final int MOST = 500;

    private final Map<Key, Seen> fresh = new ConcurrentHashMap<>();
    private final Set<Key> metered = ConcurrentHashMap.newKeySet();
    private final OddFieldTable table;
    private final MeterRegistry meters;
    private final Clock clock;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "odd-fields");
        thread.setDaemon(true);
        return thread;
    });

    OddFields(OddFieldTable table, MeterRegistry meters, Clock clock) {
        this.table = table;
        this.meters = meters;
        this.clock = clock;
        clockwork.scheduleWithFixedDelay(this::writeOrWait, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    /** What is odd about a field. */
    enum Oddity {
        UNKNOWN,
        UNREADABLE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    void count(long store, Kind kind, String topic, JsonObject body) {
        KnownFields.of(kind).unknownIn(body).forEach(field -> count(new Key(store, topic, field, Oddity.UNKNOWN)));
        body.misread().forEach(field -> count(new Key(store, topic, "/" + field, Oddity.UNREADABLE)));
    }

    /** @return of all processes and starts, the latest first; what other processes saw just now comes in a moment */
    List<Seen> seen() {
        write();
        return table.all();
    }

    private void count(Key field) {
        Key key = fresh.containsKey(field) || fresh.size() < MOST ? field : field.amongOthers();
        Instant now = clock.instant();
        fresh.merge(key, new Seen(key, 1, now, now), Seen::and);
        Key shown = metered.contains(field.ofAnyStore()) || metered.size() < MOST ? field : field.amongOthers();
        metered.add(shown.ofAnyStore());
        meters.counter(
                        "shopledger_webhook_odd_fields",
                        "topic",
                        shown.topic(),
                        "field",
                        shown.field(),
                        "oddity",
                        shown.oddity().word())
                .increment();
    }

    private synchronized void write() {
        List<Seen> taken = new ArrayList<>();
        for (Key key : List.copyOf(fresh.keySet())) {
            Seen seen = fresh.remove(key);
            if (seen != null) {
                taken.add(seen);
            }
        }
        try {
            table.add(taken);
        } catch (RuntimeException failure) {
            taken.forEach(seen -> fresh.merge(seen.key(), seen, Seen::and));
            throw failure;
        }
    }

    private void writeOrWait() {
        try {
            write();
        } catch (RuntimeException failure) { // a timer that throws is not called again
            LOG.debug("Counts of odd fields are written later", failure);
        }
    }

    @PreDestroy
    void close() {
        clockwork.shutdownNow();
        writeOrWait();
    }
}
