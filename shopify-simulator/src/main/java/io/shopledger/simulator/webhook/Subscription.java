package io.shopledger.simulator.webhook;

import io.shopledger.simulator.truth.Topic;
import java.util.Set;

/** Someone who wants to be told. */
final class Subscription {
    private final String uri;
    private volatile Set<Topic> topics;
    private volatile boolean removed;

    Subscription(String uri, Set<Topic> topics) {
        this.uri = uri;
        this.topics = topics;
    }

    String uri() {
        return uri;
    }

    boolean wants(Topic topic) {
        return topics.contains(topic);
    }

    void topics(Set<Topic> topics) {
        this.topics = topics;
    }

    boolean isRemoved() {
        return removed;
    }

    void remove() {
        removed = true;
    }
}
