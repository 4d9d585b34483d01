package io.shopledger.simulator.truth;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The things of the store as they are, and the only way to change them. Used under the truth's lock. */
public final class Store {
    private final Clock clock;
    private final Written written;
    private final Map<Kind, Shelf> shelves = new EnumMap<>(Kind.class);
    private final Map<Long, Long> productOfItem = new HashMap<>();
    private final Map<String, Long> productOfHandle = new HashMap<>();
    private Ids ids = new Ids();
    private Random random = new Random(0);
    private Instant lastTriggered = Instant.EPOCH;

    Store(Clock clock, Written written) {
        this.clock = clock;
        this.written = written;
        for (Kind kind : Kind.values()) {
            shelves.put(kind, new Shelf());
        }
    }

    public Shelf shelf(Kind kind) {
        Shelf shelf = shelves.get(kind);
        if (shelf == null) {
            throw new IllegalArgumentException(kind.word());
        }
        return shelf;
    }

    /** The product of which the item's variant is; absent where there is none any more. */
    public @Nullable Entity productOf(long item) {
        Long product = productOfItem.get(item);
        return product == null ? null : shelf(Kind.PRODUCT).find(product);
    }

    public @Nullable Entity productOfHandle(String handle) {
        Long product = productOfHandle.get(handle);
        return product == null ? null : shelf(Kind.PRODUCT).find(product);
    }

    /** The present second, but never before {@code known} changed: {@code updated_at} does not go back when a clock does. */
    Moment moment(@Nullable Entity known) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new Moment(random, known != null && now.isBefore(known.updated()) ? known.updated() : now, ids);
    }

    /** The body is taken as it is, {@code updated_at} too; without topics, nobody is told. */
    Entity commit(Kind kind, ObjectNode body, @Nullable ObjectNode more, List<Topic> topics) {
        ObjectNode rest = switch (kind) {
            case PRODUCT -> ProductBody.cut(body);
            case ORDER -> OrderBody.cut(body);
            default -> more;
        };
        Entity entity = new Entity(
                kind,
                id(kind, body),
                OffsetDateTime.parse(body.get("updated_at").asString()).toInstant(),
                trigger(),
                true,
                PackedJson.of(body),
                rest == null ? null : PackedJson.of(rest));
        keep(entity);
        written.changed(new Journal.Entry(entity, false, ids.lastId(), ids.followingNumber()), topics);
        return entity;
    }

    void remove(Entity entity, ObjectNode told, Topic topic) {
        Removed removed = new Removed(entity.kind(), entity.id(), trigger(), PackedJson.of(told));
        drop(removed);
        written.changed(new Journal.Entry(removed.entity(), true, ids.lastId(), ids.followingNumber()), List.of(topic));
    }

    void keep(Entity entity) {
        shelf(entity.kind()).put(entity);
        if (entity.kind() == Kind.LEVEL) {
            shelf(entity.kind()).returned(entity.id());
        }
        if (entity.kind() == Kind.PRODUCT) {
            ObjectNode product = entity.whole();
            productOfHandle.put(product.get("handle").asString(), entity.id());
            for (ObjectNode variant : ProductBody.variants(product)) {
                productOfItem.put(variant.get("inventory_item_id").asLong(), entity.id());
            }
        }
        heard(entity.triggeredAt());
    }

    void drop(Removed removed) {
        shelf(removed.kind()).remove(removed);
        if (removed.kind() == Kind.PRODUCT) {
            productOfHandle.values().remove(removed.id());
        }
        if (removed.kind() == Kind.ITEM) {
            productOfItem.remove(removed.id());
        }
        heard(removed.triggeredAt());
    }

    /** Back to what the seed grows into; ids handed out before are not used again. */
    void plant(Seed seed) {
        Ids used = ids;
        ids = new Ids();
        shelves.values().forEach(Shelf::clear);
        productOfItem.clear();
        productOfHandle.clear();
        seed.grow(ids, entity -> keep(entity));
        ids.skipTo(used.lastId(), used.followingNumber());
    }

    void beginChance(long seed) {
        random = new Random(seed ^ ids.lastId());
    }

    Ids ids() {
        return ids;
    }

    Random random() {
        return random;
    }

    int size() {
        return shelves.values().stream().mapToInt(Shelf::size).sum();
    }

    Instant trigger() {
        Instant now = clock.instant();
        lastTriggered = now.isAfter(lastTriggered) ? now : lastTriggered.plusNanos(1);
        return lastTriggered;
    }

    private void heard(Instant triggered) {
        if (triggered.isAfter(lastTriggered)) {
            lastTriggered = triggered;
        }
    }

    static long id(Kind kind, ObjectNode body) {
        return kind == Kind.LEVEL
                ? Locations.level(
                        body.get("inventory_item_id").asLong(),
                        body.get("location_id").asLong())
                : body.get("id").asLong();
    }

    /** Told of each change when it is made, in order. */
    interface Written {
        void changed(Journal.Entry entry, List<Topic> topics);
    }
}
