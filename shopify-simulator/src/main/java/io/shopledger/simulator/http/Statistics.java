package io.shopledger.simulator.http;

import io.shopledger.simulator.faults.Faults;
import io.shopledger.simulator.graphql.AdminApi;
import io.shopledger.simulator.truth.Kind;
import io.shopledger.simulator.truth.Topic;
import io.shopledger.simulator.truth.Traffic;
import io.shopledger.simulator.truth.Truth;
import io.shopledger.simulator.webhook.Subscribers;
import io.shopledger.simulator.webhook.Tally;
import java.util.function.LongSupplier;
import tools.jackson.databind.node.ObjectNode;

/** Counts what went on, cheaply: tests ask every few milliseconds. */
final class Statistics {
    private final Truth truth;
    private final Traffic traffic;
    private final Subscribers subscribers;
    private final LongSupplier requests;
    private final AdminApi api;
    private final Faults faults;

    Statistics(
            Truth truth, Traffic traffic, Subscribers subscribers, LongSupplier requests, AdminApi api, Faults faults) {
        this.faults = faults;
        this.api = api;
        this.truth = truth;
        this.traffic = traffic;
        this.subscribers = subscribers;
        this.requests = requests;
    }

    ObjectNode now() {
        ObjectNode stats = Answer.JSON.createObjectNode();
        stats.put("requests", requests.getAsLong()).put("points", api.points());
        stats.put("throttled", api.throttled()).put("held", faults.held());
        api.pages().forEach(stats.putObject("pages")::put);
        ObjectNode sizes = stats.putObject("page_sizes");
        api.pageSizes().forEach((connection, counts) -> {
            ObjectNode of = sizes.putObject(connection);
            counts.forEach((size, count) -> of.put(String.valueOf(size), count.get()));
        });
        // Before the deliveries: a change counts as left until its deliveries count as waiting.
        stats.put("traffic_left", traffic.left());
        stats.put("orders", truth.size(Kind.ORDER)).put("products", truth.size(Kind.PRODUCT));
        stats.put("customers", truth.size(Kind.CUSTOMER)).put("inventory", truth.size(Kind.ITEM));
        deliveries(stats.putObject("deliveries"), subscribers.tally());
        stats.putArray("subscriptions");
        subscribers
                .uris()
                .forEach(uri -> stats.withArray("subscriptions").addObject().put("uri", uri));
        stats.putArray("registrations");
        subscribers
                .registrations()
                .all()
                .forEach(one -> stats.withArray("registrations")
                        .addObject()
                        .put("topic", one.topic())
                        .put("uri", one.uri()));
        return stats;
    }

    private static void deliveries(ObjectNode target, Tally tally) {
        ObjectNode byTopic = Answer.JSON.createObjectNode();
        long tried = 0;
        long acknowledged = 0;
        long dropped = 0;
        long waiting = 0;
        for (Topic topic : Topic.values()) {
            Tally.Counts counts = tally.of(topic);
            // Waiting first: what settles between two reads is then counted twice rather than not at all.
            long topicWaiting = counts.waiting();
            ObjectNode of = byTopic.putObject(topic.wire());
            of.put("tried", counts.tried());
            of.put("acknowledged", counts.acknowledged());
            of.put("dropped", counts.dropped());
            of.put("waiting", topicWaiting);
            tried += of.get("tried").asLong();
            acknowledged += of.get("acknowledged").asLong();
            dropped += of.get("dropped").asLong();
            waiting += topicWaiting;
        }
        target.put("tried", tried).put("acknowledged", acknowledged).put("dropped", dropped);
        target.put("waiting", waiting).put("refused", tally.refusals());
        target.put("unanswered", tally.unansweredAttempts()).put("withheld", tally.withheldDeliveries());
        target.set("by_topic", byTopic);
    }
}
