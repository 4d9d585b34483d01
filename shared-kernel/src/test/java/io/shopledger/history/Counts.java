package io.shopledger.history;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** In which histories something was seen. */
final class Counts {
    private final Map<String, Set<Integer>> histories = new TreeMap<>();
    private int history;

    void nextHistory() {
        history++;
    }

    void count(String name) {
        histories.computeIfAbsent(name, key -> new HashSet<>()).add(history);
    }

    void countIf(boolean so, String name) {
        if (so) {
            count(name);
        }
    }

    int of(String name) {
        return histories.getOrDefault(name, Set.of()).size();
    }

    Set<String> names() {
        return histories.keySet();
    }
}
