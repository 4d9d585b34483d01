package io.shopledger.shopify.privacy;

import io.shopledger.shopify.privacy.Erasures.Erasure;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Customers and orders that bodies are searched for: their streams, by their numbers, by their stores. */
final class Sought {
    private static final long UNKNOWN_SHOP = 0;

    private final Map<Long, Map<Long, Set<String>>> numbers = new HashMap<>();

    Sought(Collection<Erasure> subjects) {
        numbers.put(UNKNOWN_SHOP, new HashMap<>());
        for (Erasure subject : subjects) {
            add(subject.store().value(), subject);
            add(UNKNOWN_SHOP, subject); // Shopify's numbers are one shop's only
        }
    }

    private void add(long store, Erasure subject) {
        numbers.computeIfAbsent(store, first -> new HashMap<>())
                .computeIfAbsent(subject.number(), first -> new HashSet<>())
                .add(subject.name());
    }

    /** @return the stores whose bodies are to be looked at, and 0 for those of shops that were not known */
    Set<Long> stores() {
        return numbers.keySet();
    }

    /** @return whom a body that is kept for this store may name; 0 for one of a shop that was not known */
    Map<Long, Set<String>> in(long store) {
        return numbers.getOrDefault(store, Map.of());
    }

    /** @return all of this store; none of a shop that still is not known */
    Set<String> of(long store) {
        Set<String> all = new HashSet<>();
        if (store != UNKNOWN_SHOP) {
            in(store).values().forEach(all::addAll);
        }
        return all;
    }
}
