package io.shopledger.simulator.webhook;

import io.shopledger.simulator.truth.Topic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The subscriptions made by the Admin API: one for each topic and address. */
public final class Registrations {
    private static final long FIRST_ID = 1_310_000_000_000L;
    private static final long STEP = 32_768;

    private final Map<Long, Subscription> subscriptions = new ConcurrentSkipListMap<>();
    private volatile Set<String> unapproved = Set.of();
    private final AtomicLong lastId = new AtomicLong(FIRST_ID);

    private final @Nullable RegistrationFile file;

    /** @param file keeps them over restarts; absent: they are forgotten */
    Registrations(@Nullable Path file) {
        this.file = file == null ? null : new RegistrationFile(file);
        if (this.file != null) {
            for (Registration known : this.file.read()) {
                keep(known);
                lastId.accumulateAndGet(known.id(), Math::max);
            }
        }
    }

    public long nextId() {
        return lastId.addAndGet(STEP);
    }

    /** Also in place of the one with the same id. */
    public void put(Registration registration) {
        keep(registration);
        write();
    }

    private void keep(Registration registration) {
        Subscription before =
                subscriptions.put(registration.id(), new Subscription(registration, topics(registration.topic())));
        if (before != null) {
            before.remove();
        }
    }

    public boolean remove(long id) {
        Subscription known = subscriptions.remove(id);
        if (known != null) {
            known.remove();
            write();
        }
        return known != null;
    }

    /** Nobody asked for it, and nobody is told. @param topics those concerned; all where empty. @return how many there were */
    public long drop(Set<String> topics) {
        return all().stream()
                .filter(known -> topics.isEmpty() || topics.contains(known.topic()))
                .filter(known -> remove(known.id()))
                .count();
    }

    public @Nullable Registration find(long id) {
        Subscription known = subscriptions.get(id);
        return known == null ? null : known.registration();
    }

    /** Oldest first. */
    public List<Registration> all() {
        List<Registration> all = new ArrayList<>();
        for (Subscription subscription : subscriptions.values()) {
            Registration registration = subscription.registration();
            if (registration != null) {
                all.add(registration);
            }
        }
        return all;
    }

    /** Topics that this app may not subscribe to, such as those with customers' data before Shopify's approval. */
    public void unapproved(Set<String> topics) {
        unapproved = Set.copyOf(topics);
    }

    public boolean isUnapproved(String topic) {
        return unapproved.contains(topic);
    }

    Collection<Subscription> subscriptions() {
        return subscriptions.values();
    }

    /** Whether the Admin API has subscribed the address to the topic already. */
    boolean cover(String uri, Topic topic) {
        return subscriptions.values().stream()
                .anyMatch(subscription ->
                        subscription.wants(topic) && subscription.uri().equals(uri));
    }

    void removeFailed(Subscription failed) {
        if (subscriptions.values().remove(failed)) {
            write();
        }
    }

    private synchronized void write() {
        if (file != null) {
            file.write(all());
        }
    }

    private static Set<Topic> topics(String name) {
        return Arrays.stream(Topic.values())
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .map(topic -> (Set<Topic>) EnumSet.of(topic))
                .orElse(Set.of());
    }
}
