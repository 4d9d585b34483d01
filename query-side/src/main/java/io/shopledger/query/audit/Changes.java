package io.shopledger.query.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.shopledger.order.OrderRecord;
import io.shopledger.query.order.OrderJson;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Collects what changed, field by field, with values as the API shows them. */
public final class Changes {
    private final List<Change> all = new ArrayList<>();

    Changes() {}

    /**
     * One field's change.
     *
     * @param field as the API names it; an item of a list is {@code line_items/<id>}
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(description = "field as the API names it, an item of a list as line_items/<id>; null means that it was not")
    public record Change(
            String field,
            @Schema(type = "object", nullable = true) JsonNode from,
            @Schema(type = "object", nullable = true) JsonNode to) {}

    List<Change> all() {
        return all;
    }

    /** A field may have two names ({@code total_price} and {@code total_price_set}): each that differs is told. */
    Changes field(String field, @Nullable Object from, @Nullable Object to) {
        Class<?> type = OrderRecord.FIELDS.type(field);
        ObjectNode before = JsonNodeFactory.instance.objectNode();
        ObjectNode after = JsonNodeFactory.instance.objectNode();
        OrderJson.put(before, field, from, type);
        OrderJson.put(after, field, to, type);
        Set<String> names = new LinkedHashSet<>(before.propertyNames());
        names.addAll(after.propertyNames());
        names.forEach(name -> value(name, node(before.get(name)), node(after.get(name))));
        return this;
    }

    /** One item of a list; without {@code from} it is new, without {@code to} it is gone. */
    Changes item(String field, long id, @Nullable Object from, @Nullable Object to) {
        return value(
                field + "/" + id,
                from == null ? NullNode.getInstance() : OrderJson.item(from),
                to == null ? NullNode.getInstance() : OrderJson.item(to));
    }

    Changes value(String field, JsonNode from, JsonNode to) {
        if (!from.equals(to)) {
            all.add(new Change(field, from, to));
        }
        return this;
    }

    private static JsonNode node(@Nullable JsonNode value) {
        return value == null ? NullNode.getInstance() : value;
    }
}
