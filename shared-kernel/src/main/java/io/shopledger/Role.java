package io.shopledger;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which work a process runs. Every process can decide single commands and answer queries, whatever its roles: what is to be
 * done later by somebody goes through the shared tables.
 */
public enum Role {
    /** HTTP: the webhook receiver, the API, pages. */
    API,
    /** The dispatcher, sagas, projections, syncs and writes at Shopify. */
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

    /** @param text as in the property {@code shopledger.roles}: names with commas between; nothing means all */
    public static Set<Role> all(String text) {
        return text.isBlank()
                ? EnumSet.allOf(Role.class)
                : Arrays.stream(text.split(","))
                        .map(Role::parse)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }

    /** @return whether a process with the property {@code shopledger.roles} of this text has this role */
    public boolean isIn(String text) {
        return all(text).contains(this);
    }
}
