package io.shopledger.app;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which background work a process runs. */
public enum Role {
    /** HTTP, the webhook receiver, reads. */
    API,
    /** The dispatcher, pages, projections, calls to Shopify. */
    WORKER,
    /** Schedules and checks. */
    BEAT;

    /** As on the command line: {@code api}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException naming the roles there are */
    public static Role parse(String text) {
        return Arrays.stream(values())
                .filter(role -> role.toString().equals(text.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no role '%s'. Roles are %s."
                        .formatted(
                                text.strip(),
                                Arrays.stream(values()).map(Role::toString).collect(Collectors.joining(", ")))));
    }
}
