package io.shopledger.simulator.graphql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A list inside an object, of which a connection shows a page at a time. */
final class Children {
    private final List<JsonNode> all = new ArrayList<>();
    private final Function<JsonNode, Map<String, @Nullable Object>> shape;

    Children(Iterable<? extends JsonNode> all, Function<JsonNode, Map<String, @Nullable Object>> shape) {
        all.forEach(this.all::add);
        this.shape = shape;
    }

    Map<String, @Nullable Object> page(Map<String, Object> arguments) {
        int size = Page.size(arguments);
        Cursor after = Page.after(arguments);
        List<JsonNode> list = new ArrayList<>(all);
        if (Boolean.TRUE.equals(arguments.get("reverse"))) {
            Collections.reverse(list);
        }
        int begin = after == null ? 0 : behind(list, after);
        List<Page.Node> found = new ArrayList<>();
        for (int i = begin; i < list.size() && found.size() <= size; i++) {
            JsonNode child = list.get(i);
            found.add(new Page.Node(shape.apply(child), new Cursor(id(child), String.valueOf(i))));
        }
        return Page.of(found, size, after != null);
    }

    /** Behind the entry itself; where it is gone, behind where it was. */
    private static int behind(List<JsonNode> list, Cursor after) {
        for (int i = 0; i < list.size(); i++) {
            if (id(list.get(i)) == after.id()) {
                return i + 1;
            }
        }
        return after.value().matches("\\d{1,9}") ? Math.min(list.size(), Integer.parseInt(after.value())) : 0;
    }

    private static long id(JsonNode child) {
        JsonNode id = child.get(child.has("location_id") && !child.has("id") ? "location_id" : "id");
        return id == null ? -1 : id.asLong();
    }
}
