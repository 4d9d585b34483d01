package io.shopledger.command.sync;

import io.shopledger.sync.Step;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How long the pauses between scheduled syncs are, by type; zero where there are none. */
record SyncIntervals(Map<Step, Duration> all) {
    private static final String EVERY_TYPE = "SYNC_INTERVAL_MINUTES";
    private static final int MOST_MINUTES = 7 * 24 * 60;

    private static final Map<Step, Integer> UNSET =
            Map.of(Step.PRODUCTS, 30, Step.ORDERS, 15, Step.INVENTORY, 10, Step.CUSTOMERS, 30);

    /** @param setting its value by its name; null where it is not set */
    static SyncIntervals of(Function<String, @Nullable String> setting) {
        Map<Step, Duration> all = new EnumMap<>(Step.class);
        Duration common = minutes(EVERY_TYPE, setting);
        for (Step step : Step.values()) {
            Duration own = minutes("SHOPLEDGER_SYNC_" + step + "_MINUTES", setting);
            all.put(step, own != null ? own : common != null ? common : Duration.ofMinutes(UNSET.get(step)));
        }
        return new SyncIntervals(all);
    }

    Duration of(Step step) {
        return Objects.requireNonNull(all.get(step));
    }

    private static @Nullable Duration minutes(String name, Function<String, @Nullable String> setting) {
        String text = setting.apply(name);
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            int minutes = Integer.parseInt(text.strip());
            if (minutes >= 0 && minutes <= MOST_MINUTES) {
                return Duration.ofMinutes(minutes);
            }
        } catch (NumberFormatException noNumber) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "%s is %s; give whole minutes from 1 to %d, or 0 for none.".formatted(name, text, MOST_MINUTES));
    }
}
