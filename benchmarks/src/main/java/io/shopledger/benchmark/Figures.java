package io.shopledger.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What each round measured, by name; as a table and as JSON, the median first. */
final class Figures {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, List<Double>> rounds = new LinkedHashMap<>();

    void add(String name, double value) {
        rounds.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    String table() {
        StringBuilder table = new StringBuilder();
        rounds.forEach((name, values) -> {
            table.append(String.format(Locale.ROOT, "%-42s %10s   ", name, text(median(values))));
            values.forEach(value -> table.append(' ').append(text(value)));
            table.append('\n');
        });
        return table.toString();
    }

    String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        rounds.forEach((name, values) -> all.put(name, Map.of("median", median(values), "rounds", values)));
        return JSON.writeValueAsString(all);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : "%.3f", value);
    }
}
