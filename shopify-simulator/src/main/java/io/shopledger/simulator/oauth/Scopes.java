package io.shopledger.simulator.oauth;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a token may do. Who may write may read as well, and the granted list then names only the former
 * (https://shopify.dev/docs/api/usage/access-scopes).
 */
public final class Scopes {
    private static final String READ = "read_";
    private static final String WRITE = "write_";

    private final List<String> granted;

    private Scopes(List<String> granted) {
        this.granted = granted;
    }

    /** @param commas such as {@code write_products,read_orders} */
    public static Scopes of(String commas) {
        List<String> granted = new ArrayList<>();
        for (String scope : commas.split("[,\\s]+")) {
            if (!scope.isEmpty() && !granted.contains(scope)) {
                granted.add(scope);
            }
        }
        return new Scopes(List.copyOf(granted));
    }

    public boolean allow(String scope) {
        return granted.contains(scope)
                || (scope.startsWith(READ) && granted.contains(WRITE + scope.substring(READ.length())));
    }

    /** With the reading that writing brings. */
    public Set<String> all() {
        Set<String> all = new TreeSet<>(granted);
        for (String scope : granted) {
            if (scope.startsWith(WRITE)) {
                all.add(READ + scope.substring(WRITE.length()));
            }
        }
        return all;
    }

    /** As granted, with commas. */
    @Override
    public String toString() {
        return String.join(",", granted);
    }
}
