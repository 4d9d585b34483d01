package io.shopledger.query.dashboard;

import java.time.Duration;
import java.time.Instant;

/** How long ago something was, in one rounded unit. */
final class Ago {
    private Ago() {}

    static String words(Instant then, Instant now) {
        Duration passed = Duration.between(then, now);
        if (passed.toSeconds() < 10) {
            return "just now";
        }
        if (passed.toMinutes() < 1) {
            return passed.toSeconds() + " s ago";
        }
        if (passed.toHours() < 1) {
            return passed.toMinutes() + " min ago";
        }
        if (passed.toDays() < 1) {
            return passed.toHours() + " h ago";
        }
        return passed.toDays() == 1 ? "1 day ago" : passed.toDays() + " days ago";
    }
}
