package io.shopledger.app.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.app.process.Http;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;
import tools.jackson.databind.JsonNode;

/** Holds all that the simulated store has of a kind against what our API tells of it, field by field. */
public final class TruthInApi {
    /** Lists do not open personal fields: these are compared one by one. */
    private static final Set<String> PERSONAL = Set.of("customers", "orders");

    private final Http http;
    private final String simulator;
    private final String service;

    public TruthInApi(Http http, String simulator, String service) {
        this.http = http;
        this.simulator = simulator;
        this.service = service;
    }

    /** Waits for what is still on its way; what was equal once is not read again, for nothing changes any more. */
    public void awaitEqual(String kind, int atLeast, LongFunction<EntityComparison> comparison) {
        Map<Long, JsonNode> truth = new HashMap<>();
        http.lines(simulator + "/__sim/truth/" + kind)
                .forEach(entity -> truth.put(entity.get("id").asLong(), entity));
        assertThat(truth).as(kind).hasSizeGreaterThan(atLeast);
        Set<Long> left = new LinkedHashSet<>(truth.keySet());
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            Map<Long, JsonNode> listed = listed(kind);
            assertThat(listed.keySet()).as(kind).isEqualTo(truth.keySet());
            Map<Long, JsonNode> ours = PERSONAL.contains(kind) ? each(kind, left) : listed;
            Map<Long, List<String>> differing = new TreeMap<>();
            for (long id : Set.copyOf(left)) {
                List<String> differences = comparison.apply(id).differences(truth.get(id), ours.get(id));
                if (differences.isEmpty()) {
                    left.remove(id);
                } else {
                    differing.put(id, differences);
                }
            }
            assertThat(differing).as(kind).isEmpty();
        });
    }

    /** The ids of those of this kind of which a webhook changed what is known, or confirmed it. */
    public Set<Long> toldByWebhooks(String kind) {
        Map<String, Long> sent = new HashMap<>();
        for (JsonNode delivery : http.lines(simulator + "/__sim/deliveries")) {
            if (delivery.get("topic").asString().startsWith(kind + "/")) {
                sent.put(
                        delivery.get("webhook_id").asString(),
                        delivery.get("id").asLong());
            }
        }
        Set<Long> told = new HashSet<>();
        http.eachOf(service + "/api/v1/webhooks/deliveries?store_id=1&limit=250", "deliveries", delivery -> {
            Long entity = sent.get(delivery.get("webhook_id").asString());
            if (entity != null
                    && Set.of("applied", "unchanged")
                            .contains(delivery.get("outcome").asString(""))) {
                told.add(entity);
            }
        });
        return told;
    }

    private Map<Long, JsonNode> listed(String kind) {
        Map<Long, JsonNode> listed = new HashMap<>();
        http.eachOf(
                service + "/api/v1/" + kind + "?store_id=1&limit=250",
                kind,
                entity -> listed.put(entity.get("id").asLong(), entity));
        return listed;
    }

    private Map<Long, JsonNode> each(String kind, Set<Long> ids) {
        return http.atOnce(ids, id -> http.get(service + "/api/v1/" + kind + "/" + id + "?store_id=1"));
    }
}
