package io.shopledger.shopify.json;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a node of GraphQL tells: a field that was not selected, or was taken out since it was not granted, is unknown. */
public final class Selected {
    private Selected() {}

    /**
     * @param fields ours, such as {@code created_at}
     * @param otherName the names in GraphQL of those that are not simply ours in camel case
     * @return a fresh set of the fields that the node does not have
     */
    public static Set<String> unknown(Collection<String> fields, Map<String, String> otherName, JsonObject node) {
        Set<String> unknown = new TreeSet<>();
        for (String field : fields) {
            if (!node.has(otherName.getOrDefault(field, camelCase(field)))) {
                unknown.add(field);
            }
        }
        return unknown;
    }

    /** @return {@code createdAt} for {@code created_at} */
    public static String camelCase(String field) {
        String[] words = field.split("_");
        StringBuilder name = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            name.append(words[i].substring(0, 1).toUpperCase(Locale.ROOT)).append(words[i].substring(1));
        }
        return name.toString();
    }
}
