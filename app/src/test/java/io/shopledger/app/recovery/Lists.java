package io.shopledger.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.app.process.Http;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks for lists a hundred times a second, and all the while walks one from end to end: no answer may fail, none may shrink. */
final class Lists implements AutoCloseable {
    private static final int EACH_MILLIS = 10;
    private static final int AT_ONCE = 4;
    private static final int MOST_TOLD = 5;

    private final Http http = new Http();
    private final String service;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(AT_ONCE + 1);
    private final Map<String, AtomicLong> most = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong walked = new AtomicLong();

    Lists(String service) {
        this.service = service;
        List<String> kinds = List.of("orders", "products", "customers", "inventory");
        for (int i = 0; i < AT_ONCE; i++) { // one schedule's questions never overlap: a slow answer would thin them out
            clock.scheduleAtFixedRate(
                    () -> guarded(() -> page(kinds.get((int) (asked.incrementAndGet() % kinds.size())))),
                    (long) i * EACH_MILLIS,
                    (long) AT_ONCE * EACH_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
        clock.scheduleWithFixedDelay(() -> guarded(this::walk), 0, 1, TimeUnit.MILLISECONDS);
    }

    long asked() {
        return asked.get();
    }

    /** @return how many times the whole list was read */
    long walked() {
        return walked.get();
    }

    /** @throws AssertionError when an answer failed or had fewer than one before it */
    void check() {
        assertThat(complaints.stream().limit(MOST_TOLD))
                .as("of %d answers", asked())
                .isEmpty();
    }

    /** The newest by number are told first: their number never goes back, and the page stays full. */
    private void page(String kind) {
        AtomicLong newest = most.computeIfAbsent(kind + " newest", key -> new AtomicLong());
        AtomicLong size = most.computeIfAbsent(kind + " in a page", key -> new AtomicLong());
        long newestBefore = newest.get();
        long sizeBefore = size.get();
        JsonNode page =
                get("/api/v1/%s?store_id=1&limit=250&sort=-id".formatted(kind)).get(kind);
        grown(kind + " in a page", size, sizeBefore, page.size());
        grown(
                kind + " newest",
                newest,
                newestBefore,
                page.isEmpty() ? 0 : page.get(0).get("id").asLong());
    }

    private void walk() {
        AtomicLong all = most.computeIfAbsent("orders in all", key -> new AtomicLong());
        long before = all.get();
        long count = 0;
        String cursor = "";
        do {
            JsonNode page = get("/api/v1/orders?store_id=1&limit=250" + cursor);
            count += page.get("orders").size();
            cursor = page.get("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.get("next_cursor").asString();
        } while (!cursor.isEmpty());
        grown("orders in all", all, before, count);
        walked.incrementAndGet();
    }

    private void grown(String what, AtomicLong most, long before, long now) {
        if (now < before) {
            complaints.add("%s: %d after %d".formatted(what, now, before));
        }
        most.accumulateAndGet(now, Math::max);
    }

    private JsonNode get(String path) {
        HttpResponse<String> answer = http.send(Http.request(service + path).GET());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return JsonMapper.shared().readTree(answer.body());
    }

    private void guarded(Runnable question) {
        try {
            question.run();
        } catch (RuntimeException failure) {
            if (!clock.isShutdown()) {
                complaints.add(failure.toString());
            }
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
