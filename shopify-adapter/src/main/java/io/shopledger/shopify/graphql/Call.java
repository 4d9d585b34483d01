package io.shopledger.shopify.graphql;

import io.shopledger.shopify.governor.Priority;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call to be made.
 *
 * @param variables of the document
 * @param priority whether a person waits for it
 * @param purpose by which points are accounted, such as {@code sync-products}
 * @param repeatable whether it may be sent again when nobody knows what became of it
 */
public record Call(
        Document document,
        Map<String, @Nullable Object> variables,
        Priority priority,
        String purpose,
        boolean repeatable) {

    /** A read is repeatable; a write is not, unless {@link #safeToRepeat} says so. */
    public static Call of(String document, Priority priority, String purpose) {
        Document known = Document.of(document);
        return new Call(known, Map.of(), priority, purpose, !known.isMutation());
    }

    /** @param value absent stands for GraphQL's null */
    public Call with(String name, @Nullable Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(variables);
        more.put(name, value);
        return new Call(document, Collections.unmodifiableMap(more), priority, purpose, repeatable);
    }

    /** For a write whose second effect is the first one again, such as an update to a given value. */
    public Call safeToRepeat() {
        return new Call(document, variables, priority, purpose, true);
    }

    /** @return with those parts of the document that the scopes open */
    Call grantedBy(Collection<String> scopes) {
        Call granted = this;
        for (String scope : document.optionalScopes()) {
            granted = granted.with(scope, scopes.contains(scope));
        }
        return granted;
    }

    /** Calls of one shape cost about the same. */
    String shape() {
        return document.name() + "/" + variables.get("first");
    }

    boolean isPage() {
        return variables.containsKey("first");
    }
}
