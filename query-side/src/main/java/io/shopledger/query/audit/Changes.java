package io.shopledger.query.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.shopledger.Sealed;
import io.shopledger.change.DetailChange;
import io.shopledger.change.ListChange;
import io.shopledger.query.entity.Fields;
import io.shopledger.query.entity.Form;
import io.shopledger.query.http.Redacted;
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
import tools.jackson.databind.node.StringNode;

/** Collects what changed, field by field, with values as the API shows them. */
public final class Changes {
    /** As much of a fingerprint as tells two contents apart by eye. */
    private static final int SHOWN = 8;

    private final Form<?> form;
    private final List<Change> all = new ArrayList<>();

    Changes(Form<?> form) {
        this.form = form;
    }

    /**
     * One field's change.
     *
     * @param field as the API names it; an item of a list is {@code line_items/<id>}
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(description = "field as the API names it, an item of a list as line_items/<id>; null means that it was not")
    public record Change(
            String field,

            @Schema(description = "as the API tells the field, whatever it holds")
            JsonNode from,

            @Schema(description = "likewise") JsonNode to) {}

    List<Change> all() {
        return all;
    }

    /** A field may have two names ({@code total_price} and {@code total_price_set}): each that differs is told. */
    Changes field(String field, @Nullable Object from, @Nullable Object to) {
        Class<?> type = form.fields().type(field);
        ObjectNode before = JsonNodeFactory.instance.objectNode();
        ObjectNode after = JsonNodeFactory.instance.objectNode();
        form.put(before, field, from, type);
        form.put(after, field, to, type);
        Set<String> names = new LinkedHashSet<>(before.propertyNames());
        names.addAll(after.propertyNames());
        names.forEach(name -> value(name, node(before.get(name)), node(after.get(name))));
        return this;
    }

    /** A detail, whose values the event holds as text. */
    Changes details(List<DetailChange> details, List<ListChange> lists) {
        details.forEach(change -> field(
                change.field(),
                form.fields().parse(change.field(), change.from()),
                form.fields().parse(change.field(), change.to())));
        lists.forEach(change -> field(change.field(), change.from(), change.to()));
        return this;
    }

    /** One item of a list; without {@code from} it is new, without {@code to} it is gone. */
    Changes item(String field, @Nullable Object from, @Nullable Object to) {
        Object either = to == null ? from : to;
        return either == null
                ? this
                : value(
                        field + "/" + form.idOf(either),
                        from == null ? NullNode.getInstance() : form.item(from),
                        to == null ? NullNode.getInstance() : form.item(to));
    }

    /** A value of what stands under a path of its own, such as an item's price. */
    Changes scalar(String path, @Nullable Object from, @Nullable Object to) {
        ObjectNode both = JsonNodeFactory.instance.objectNode();
        Fields.put(both, "from", from);
        Fields.put(both, "to", to);
        return value(path, both.get("from"), both.get("to"));
    }

    Changes sealed(String field, @Nullable Sealed from, @Nullable Sealed to) {
        return value(field, sealed(from), sealed(to));
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

    private static JsonNode sealed(@Nullable Sealed sealed) {
        if (sealed == null) {
            return NullNode.getInstance();
        }
        if (sealed.equals(Sealed.REDACTED)) {
            return StringNode.valueOf(Redacted.TEXT);
        }
        String fingerprint = sealed.fingerprint();
        return StringNode.valueOf("[sealed:" + fingerprint.substring(0, Math.min(SHOWN, fingerprint.length())) + "]");
    }
}
