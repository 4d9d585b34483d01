package io.shopledger.app.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the holder of a key may do; each role may do all that those before it may. */
public enum KeyRole {
    /** Looks: GET and HEAD. */
    READER,
    /** Works: syncs, product writes, dead letters, webhooks and their registration; and opens personal fields of the past. */
    OPERATOR,
    /** Decides: connects and disconnects stores; everything. */
    ADMIN;

    /** As on the command line: {@code reader}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException naming the roles there are */
    public static KeyRole parse(String text) {
        return Arrays.stream(values())
                .filter(role -> role.toString().equals(text.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no role '%s'. Roles of keys are %s."
                        .formatted(
                                text.strip(),
                                Arrays.stream(values()).map(KeyRole::toString).collect(Collectors.joining(", ")))));
    }

    boolean includes(KeyRole other) {
        return compareTo(other) >= 0;
    }
}
