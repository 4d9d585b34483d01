package io.shopledger.query.dashboard;

import io.shopledger.query.figures.SyncHealth;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the syncs of each type do, in words. */
final class SyncLines {
    private SyncLines() {}

    /** @param good how long ago one last ended well */
    record Line(String id, String type, String status, long records, Instant startedAt, String ago, String good) {
        public boolean isWrong() {
            return status.startsWith("failed");
        }
    }

    static List<Line> of(List<SyncHealth.Line> types, Instant now) {
        return types.stream()
                .map(type -> new Line(
                        type.latestId().toString(),
                        type.syncType(),
                        status(type),
                        type.latestRecords(),
                        type.latestStartedAt(),
                        Ago.words(type.latestStartedAt(), now),
                        ago(type.lastCompletedAt(), now)))
                .toList();
    }

    private static String status(SyncHealth.Line type) {
        return type.failures() > 1 && type.latestStatus().equals("failed")
                ? "failed, %d in a row".formatted(type.failures())
                : type.latestStatus();
    }

    private static String ago(@Nullable Instant at, Instant now) {
        return at == null ? "never" : Ago.words(at, now);
    }
}
