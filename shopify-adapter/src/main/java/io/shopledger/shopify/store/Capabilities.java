package io.shopledger.shopify.store;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the app may do in a store, against what we want.
 *
 * @param granted as Shopify says; absent as long as it has not
 * @param missing of the scopes that we want; absent as long as the granted ones are not known
 * @param allOrders whether orders older than 60 days are shown
 */
public record Capabilities(
        @Nullable List<String> granted,
        @Nullable List<String> missing,
        @Nullable Boolean allOrders) {

    static Capabilities of(@Nullable List<String> granted, List<String> wanted) {
        if (granted == null) {
            return new Capabilities(null, null, null);
        }
        Set<String> may = new TreeSet<>(granted);
        for (String scope : granted) {
            if (scope.startsWith("write_")) {
                may.add("read_" + scope.substring("write_".length())); // Shopify does not list what is implied
            }
        }
        return new Capabilities(
                List.copyOf(granted),
                wanted.stream().filter(scope -> !may.contains(scope)).toList(),
                may.contains("read_all_orders"));
    }
}
