package io.shopledger.simulator.webhook;

import io.shopledger.simulator.faults.Faults;
import io.shopledger.simulator.truth.Change;
import io.shopledger.simulator.truth.Entity;
import io.shopledger.simulator.truth.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who is told of the store's changes, each by a delivery of its own. */
public final class Subscribers implements AutoCloseable {
    private static final String WEBHOOKS = "/webhooks";

    private final DeliverySettings settings;
    private final Deliveries deliveries;
    private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();
    private final Registrations registrations;

    /** All is forgotten at the end. */
    public Subscribers(DeliverySettings settings, Faults faults) {
        this(settings, faults, null);
    }

    /** @param file keeps what the Admin API subscribed to over restarts */
    public Subscribers(DeliverySettings settings, Faults faults, @Nullable Path file) {
        this.registrations = new Registrations(file);
        this.settings = settings;
        this.deliveries = new Deliveries(settings, faults);
        deliveries.onRemoval(failed -> {
            subscriptions.remove(failed.uri(), failed);
            registrations.removeFailed(failed);
        });
    }

    /** One subscription for each address: the same one again only changes its topics. */
    public void subscribe(String uri, Set<Topic> topics) {
        subscriptions.compute(uri, (address, known) -> {
            if (known == null || known.isRemoved()) {
                return new Subscription(address, topics);
            }
            known.topics(topics);
            return known;
        });
    }

    public List<String> uris() {
        return subscriptions.keySet().stream().sorted().toList();
    }

    /** What the Admin API subscribed to. */
    public Registrations registrations() {
        return registrations;
    }

    public Tally tally() {
        return deliveries.tally();
    }

    /** Tells everyone of something that happened just now. */
    public void tell(Change change) {
        UUID event = random();
        Tally tally = deliveries.tally();
        for (Topic topic : change.topics()) {
            for (Subscription subscription : subscriptions.values()) {
                if (subscription.wants(topic) && !registrations.cover(subscription.uri(), topic)) {
                    deliveries.accept(new Delivery(subscription, topic, random(), event, change.entity(), tally));
                }
            }
            for (Subscription subscription : registrations.subscriptions()) {
                if (subscription.wants(topic)) {
                    Entity shown = shown(change.entity(), subscription.includeFields());
                    deliveries.accept(new Delivery(subscription, topic, random(), event, shown, tally));
                }
            }
        }
    }

    /**
     * Tells every app what Shopify demands of it: its addresses for that are set up elsewhere, and here are where it has its
     * other webhooks.
     *
     * @return how many deliveries that takes
     */
    public int demand(Change demand) {
        Topic topic = demand.topics().get(0);
        Tally tally = deliveries.tally();
        Set<String> addresses = new TreeSet<>(subscriptions.keySet());
        registrations.subscriptions().forEach(subscription -> addresses.add(subscription.uri()));
        Set<String> roots = addresses.stream().map(Subscribers::root).collect(Collectors.toCollection(TreeSet::new));
        roots.forEach(address -> deliveries.accept(new Delivery(
                new Subscription(address, Set.of(topic)), topic, random(), random(), demand.entity(), tally)));
        return roots.size();
    }

    private static String root(String address) {
        int end = address.indexOf(WEBHOOKS);
        return end < 0 ? address : address.substring(0, end + WEBHOOKS.length());
    }

    /** Only the fields that the subscription asks for. */
    private static Entity shown(Entity entity, List<String> fields) {
        return fields.isEmpty() ? entity : entity.only(fields);
    }

    /**
     * Tells one subscriber what is, under ids that are the same for as long as it stays so.
     *
     * @return how many deliveries that takes
     */
    public int retell(String uri, List<Change> told) {
        Subscription subscription = subscriptions.get(uri);
        if (subscription == null) {
            return 0;
        }
        Tally tally = deliveries.tally();
        int count = 0;
        for (Change change : told) {
            Entity entity = change.entity();
            for (Topic topic : change.topics()) {
                if (subscription.wants(topic)) {
                    String state = "%s %s %d %s %s"
                            .formatted(settings.shop(), topic.wire(), entity.id(), entity.updated(), hash(entity));
                    deliveries.accept(new Delivery(
                            subscription, topic, named("webhook " + state), named("event " + state), entity, tally));
                    count++;
                }
            }
        }
        return count;
    }

    /** Forgets all deliveries, not the subscriptions. */
    /** @return how many waiting deliveries are tried again now, whatever was left of their pauses */
    public int retryNow() {
        return deliveries.retryNow();
    }

    public void reset() {
        deliveries.reset();
    }

    @Override
    public void close() {
        deliveries.close();
    }

    /** {@link UUID#randomUUID} would wait for a lock that all threads share. */
    private static UUID random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long version4 = random.nextLong() & ~0xF000L | 0x4000L;
        long variant2 = random.nextLong() >>> 2 | 0x8000_0000_0000_0000L;
        return new UUID(version4, variant2);
    }

    private static UUID named(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(Entity entity) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(entity.body().bytes()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Told when a subscription has failed for good. */
    interface Removal {
        void removed(Subscription subscription);
    }
}
