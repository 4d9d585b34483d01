package io.shopledger.simulator.webhook;

import io.shopledger.simulator.truth.Topic;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Someone who wants to be told. */
final class Subscription {
    static final String NEWEST = "2026-10";

    private final String uri;
    private final @Nullable Registration registration;
    private volatile Set<Topic> topics;
    private volatile boolean removed;

    Subscription(String uri, Set<Topic> topics) {
        this.uri = uri;
        this.topics = topics;
        this.registration = null;
    }

    Subscription(Registration registration, Set<Topic> topics) {
        this.uri = registration.uri();
        this.topics = topics;
        this.registration = registration;
    }

    String uri() {
        return uri;
    }

    /** Absent where it was not made by the Admin API. */
    @Nullable
    Registration registration() {
        return registration;
    }

    String apiVersion() {
        return registration == null ? NEWEST : registration.apiVersion();
    }

    /** The only ones told; all where there are none. */
    List<String> includeFields() {
        return registration == null ? List.of() : registration.includeFields();
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
