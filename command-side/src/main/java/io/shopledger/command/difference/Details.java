package io.shopledger.command.difference;

import io.shopledger.RecordFields;
import io.shopledger.change.DetailChange;
import io.shopledger.change.ListChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changes of fields that are one value or a list of texts, in the form in which events tell them. */
public record Details(List<DetailChange> details, List<ListChange> lists) {

    /** @return what is different in the named fields; nothing for those that are equal */
    public static <R extends Record> Details between(RecordFields<R> fields, R from, R to, Collection<String> names) {
        List<DetailChange> details = new ArrayList<>();
        List<ListChange> lists = new ArrayList<>();
        for (String field : names) {
            Object was = fields.get(from, field);
            Object is = fields.get(to, field);
            if (Objects.equals(was, is)) {
                continue;
            }
            if (fields.type(field) == List.class) {
                lists.add(new ListChange(field, texts(was), texts(is)));
            } else {
                details.add(new DetailChange(field, text(was), text(is)));
            }
        }
        return new Details(details, lists);
    }

    public boolean isEmpty() {
        return details.isEmpty() && lists.isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static List<String> texts(@Nullable Object list) {
        return (List<String>) Objects.requireNonNull(list);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
