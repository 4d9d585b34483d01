package io.shopledger.app.demo;

import io.shopledger.app.CannotRun;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Connects the simulated store as a visitor would with curl: credentials, webhooks, a first sync. */
final class DemoStore {
    static final String SHOP = "demo.myshopify.com";
    static final String TOKEN = "shpat_demo";
    static final String KEY = "demo-key";
    static final String SECRET = "demo-secret";

    private static final int SYNC_RUNS = 409;

    /** By which the simulated store tells an order that it has already: new, changed since, gone. */
    private static final Set<String> TOLD_AGAIN = Set.of("orders/create", "orders/updated", "orders/delete");

    private final DemoCalls calls;
    private final String simulator;
    private final String service;
    private final String api;

    /** @param key for the calls of the service; null where it needs none */
    DemoStore(String simulator, String service, @Nullable String key) {
        this.calls = new DemoCalls(service, key);
        this.simulator = simulator;
        this.service = service;
        this.api = service + "/api/v1";
    }

    /**
     * What has been done.
     *
     * @param topics that the store delivers from now on
     * @param sync the number of the sync that runs
     */
    record Connected(long store, long topics, String sync) {}

    Connected connect() {
        DemoCalls.Told answer = calls.post(
                api + "/stores",
                object().put("store_domain", SHOP)
                        .put("access_token", TOKEN)
                        .put("api_key", KEY)
                        .put("api_secret", SECRET)
                        .put("private_app", true),
                200);
        if (!answer.body().path("status").asString("").equals("connected")) {
            throw new CannotRun(
                    "The service cannot connect the simulated store at %s. Where --simulator-url is given, see that it runs; where SHOPLEDGER_SHOPIFY_URL is set, it has to be %1$s/{shop}."
                            .formatted(simulator));
        }
        long store = answer.body().get("id").asLong();
        long topics = calls.post(
                        api + "/webhooks/register-all",
                        object().put("store_id", store).put("base_url", service))
                .get("total_registered")
                .asLong();
        tellOrders(store);
        return new Connected(store, topics, sync(store, answer.status() == 201));
    }

    /** @return the number of an order that is there to look at; null when none came in time */
    @Nullable
    String anOrder(long store) {
        return calls.anOrder("%s/orders?store_id=%d&limit=1".formatted(api, store));
    }

    /** The orders that are there already come as webhooks too, at the addresses that are subscribed: none comes twice. */
    private void tellOrders(long store) {
        for (JsonNode one : calls.get(api + "/webhooks?store_id=" + store).get("webhooks")) {
            if (TOLD_AGAIN.contains(one.get("topic").asString())) {
                ObjectNode asked =
                        object().put("uri", one.get("address").asString()).put("seeded", true);
                asked.putArray("topics").add(one.get("topic").asString());
                calls.post(simulator + "/__sim/subscriptions", asked);
            }
        }
    }

    /** Everything at the first start, what changed at the next; one that was killed with the service goes on by itself. */
    private String sync(long store, boolean first) {
        return calls.post(api + "/sync/full", object().put("store_id", store).put("full_sync", first), SYNC_RUNS)
                .body()
                .get("sync_id")
                .asString();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
