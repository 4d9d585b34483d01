package io.shopledger.query.rebuild;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How far a rebuild is in this process, and how fast it was in the last seconds. */
final class RebuildProgress {
    private static final int SAMPLES = 10;

    private final Deque<Sample> samples = new ArrayDeque<>();
    private volatile List<Share> shares = List.of();
    private final Set<String> differed = new HashSet<>();
    private long furthest;

    private record Sample(long nanos, long position) {}

    /** Rows of a projection are not the same. @return whether they were until now */
    synchronized boolean differsFirst(String projection) {
        return differed.add(projection);
    }

    /** @param now what is to be filled at present: all, or the last events of one projection */
    void shares(List<Share> now) {
        shares = now;
    }

    /** It never goes back: the last events of one projection come after those of another. */
    synchronized long position() {
        furthest = Math.max(
                furthest,
                shares.stream()
                        .filter(share -> share.position() < share.limit())
                        .mapToLong(Share::position)
                        .min()
                        .orElse(limit()));
        return furthest;
    }

    synchronized long head() {
        return Math.max(furthest, limit());
    }

    private long limit() {
        return shares.stream().mapToLong(Share::limit).max().orElse(0);
    }

    /** To be asked once a second. @return events a second; null until that can be told */
    synchronized @Nullable Double rate() {
        Sample now = new Sample(System.nanoTime(), position());
        samples.addLast(now);
        if (samples.size() > SAMPLES) {
            samples.removeFirst();
        }
        Sample first = samples.getFirst();
        double seconds = (now.nanos() - first.nanos()) / 1e9;
        return seconds < 0.5 ? null : (now.position() - first.position()) / seconds;
    }
}
