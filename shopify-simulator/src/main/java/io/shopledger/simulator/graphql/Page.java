package io.shopledger.simulator.graphql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One page of a connection: {@code nodes}, {@code edges}, {@code pageInfo}. */
final class Page {
    /** https://shopify.dev/docs/api/usage/pagination-graphql */
    private static final int MOST = 250;

    private Page() {}

    /** The page's size as asked for. */
    static int size(Map<String, Object> arguments) {
        Object first = arguments.get("first");
        if (!(first instanceof Integer size)) {
            throw Complaint.noWindow();
        }
        if (size < 0 || size > MOST) {
            throw Complaint.of("BAD_REQUEST", "first must be between 0 and %d, not %d".formatted(MOST, size));
        }
        return size;
    }

    static @Nullable Cursor after(Map<String, Object> arguments) {
        return arguments.get("after") instanceof String text ? Cursor.parse(text) : null;
    }

    /** @param found one more than asked for, where there are more */
    static Map<String, @Nullable Object> of(List<Node> found, int size, boolean begun) {
        List<Node> shown = found.subList(0, Math.min(size, found.size()));
        List<Object> nodes = new ArrayList<>();
        List<Object> edges = new ArrayList<>();
        for (Node node : shown) {
            nodes.add(node.fields);
            edges.add(Map.of("cursor", node.cursor.text(), "node", node.fields));
        }
        Map<String, @Nullable Object> info = new LinkedHashMap<>();
        info.put("hasNextPage", found.size() > size);
        info.put("hasPreviousPage", begun);
        info.put("startCursor", shown.isEmpty() ? null : shown.get(0).cursor.text());
        info.put(
                "endCursor",
                shown.isEmpty() ? null : shown.get(shown.size() - 1).cursor.text());
        Map<String, @Nullable Object> page = new LinkedHashMap<>();
        page.put("nodes", nodes);
        page.put("edges", edges);
        page.put("pageInfo", info);
        return page;
    }

    /** One entry, and where it stands. */
    record Node(Map<String, @Nullable Object> fields, Cursor cursor) {}
}
