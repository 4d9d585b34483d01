package io.shopledger.shopify.json;

import java.util.List;
import java.util.function.Function;

/**
 * A list of GraphQL's that comes in pages.
 *
 * @param nodes of all pages that were read
 * @param whole whether no further page is left unread; what says nothing of pages is whole
 */
public record Connection(List<JsonObject> nodes, boolean whole) {
    public Connection {
        nodes = List.copyOf(nodes);
    }

    /** @return the owner's connection; empty and whole where it is null, and not whole where it was not asked for */
    public static Connection of(JsonObject owner, String field) {
        JsonObject connection = owner.object(field);
        if (connection == null) {
            return new Connection(List.of(), owner.has(field));
        }
        JsonObject pages = connection.object("pageInfo");
        boolean more = pages != null && Boolean.TRUE.equals(pages.flag("hasNextPage"));
        return new Connection(connection.each("nodes", node -> node), connection.has("nodes") && !more);
    }

    /** @return each node as {@code read} reads it */
    public <T> List<T> map(Function<JsonObject, T> read) {
        return nodes.stream().map(read).toList();
    }
}
