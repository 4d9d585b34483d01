package io.shopledger.simulator.truth;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All things of one kind by id, any of which can be drawn; and those that are gone. Used under the truth's lock. */
public final class Shelf {
    private final List<Long> drawn = new ArrayList<>();
    private final Map<Long, Integer> places = new HashMap<>();
    private final NavigableMap<Long, Entity> byId = new TreeMap<>();
    private final NavigableSet<Spot> byUpdate = new TreeSet<>();
    private final Map<Long, Removed> removed = new LinkedHashMap<>();

    Shelf() {}

    public int size() {
        return byId.size();
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }

    /** By id. */
    public List<Entity> all() {
        return new ArrayList<>(byId.values());
    }

    List<Removed> removed() {
        return new ArrayList<>(removed.values());
    }

    public @Nullable Entity find(long id) {
        return byId.get(id);
    }

    Entity any(Random random) {
        return there(drawn.get(random.nextInt(drawn.size())));
    }

    /**
     * The next ones in order.
     *
     * @param byUpdate in order of {@code updated_at}, then id; else of id alone
     * @param after where to go on behind; absent to begin with the first
     */
    public List<Entity> next(
            boolean byUpdate, boolean reverse, @Nullable Spot after, Predicate<Entity> wanted, int limit) {
        List<Entity> found = new ArrayList<>();
        Iterable<Entity> rest = byUpdate ? behindSpot(reverse, after) : behindId(reverse, after);
        for (Entity entity : rest) {
            if (found.size() >= limit) {
                break;
            }
            if (wanted.test(entity)) {
                found.add(entity);
            }
        }
        return found;
    }

    public long count(Predicate<Entity> wanted) {
        return byId.values().stream().filter(wanted).count();
    }

    void put(Entity entity) {
        Entity before = byId.put(entity.id(), entity);
        if (before == null) {
            places.put(entity.id(), drawn.size());
            drawn.add(entity.id());
        } else {
            byUpdate.remove(Spot.of(before));
        }
        byUpdate.add(Spot.of(entity));
    }

    void remove(Removed gone) {
        removed.put(gone.id(), gone);
        Integer place = places.remove(gone.id());
        if (place == null) {
            return;
        }
        byUpdate.remove(Spot.of(there(gone.id())));
        byId.remove(gone.id());
        Long last = drawn.remove(drawn.size() - 1);
        if (place < drawn.size()) {
            drawn.set(place, last);
            places.put(last, place);
        }
    }

    /** A level that was disconnected and connected again is not gone any more. */
    void returned(long id) {
        removed.remove(id);
    }

    void clear() {
        drawn.clear();
        places.clear();
        byId.clear();
        byUpdate.clear();
        removed.clear();
    }

    private Iterable<Entity> behindId(boolean reverse, @Nullable Spot after) {
        NavigableMap<Long, Entity> inOrder = reverse ? byId.descendingMap() : byId;
        return after == null
                ? inOrder.values()
                : inOrder.tailMap(after.id(), false).values();
    }

    private Iterable<Entity> behindSpot(boolean reverse, @Nullable Spot after) {
        NavigableSet<Spot> inOrder = reverse ? byUpdate.descendingSet() : byUpdate;
        NavigableSet<Spot> rest = after == null ? inOrder : inOrder.tailSet(after, false);
        return () -> rest.stream().map(spot -> there(spot.id())).iterator();
    }

    private Entity there(long id) {
        Entity entity = byId.get(id);
        if (entity == null) {
            throw new IllegalStateException("nothing of id " + id);
        }
        return entity;
    }

    /** A place in the order of updates. */
    public record Spot(Instant updated, long id) implements Comparable<Spot> {
        public static Spot of(Entity entity) {
            return new Spot(entity.updated(), entity.id());
        }

        @Override
        public int compareTo(Spot other) {
            int byTime = updated.compareTo(other.updated);
            return byTime != 0 ? byTime : Long.compare(id, other.id);
        }
    }
}
