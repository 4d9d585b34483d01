package io.shopledger.change;

import io.shopledger.RecordFields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What fields are after changes that tell them as text. */
public final class ChangedFields {
    private ChangedFields() {}

    /** @return the new values by field, for {@link RecordFields#with} */
    public static Map<String, @Nullable Object> of(
            RecordFields<?> fields, List<DetailChange> details, List<ListChange> lists) {
        Map<String, @Nullable Object> now = new HashMap<>();
        for (DetailChange change : details) {
            now.put(change.field(), fields.parse(change.field(), change.to()));
        }
        for (ListChange change : lists) {
            now.put(change.field(), change.to());
        }
        return now;
    }
}
