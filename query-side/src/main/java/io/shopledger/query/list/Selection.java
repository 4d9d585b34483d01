package io.shopledger.query.list;

import io.shopledger.query.http.BadRequest;
import io.shopledger.query.http.KnownParameters;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Which fields of an entity a caller asked for: {@code fields=id,title}. @param names absent where all are */
public record Selection(@Nullable Set<String> names) {

    /** @param known all that there may be; an entity of which one is not known is told without it */
    public static Selection of(@Nullable String fields, Collection<String> known) {
        if (fields == null) {
            return new Selection(null);
        }
        Set<String> names = new TreeSet<>();
        for (String field : fields.split(",", -1)) {
            String name = field.strip();
            if (!known.contains(name)) {
                throw new BadRequest("fields has a name %s, which is not here; known are %s."
                        .formatted(
                                name.isEmpty() ? "without a letter" : KnownParameters.shown(name),
                                String.join(", ", new TreeSet<>(known))));
            }
            names.add(name);
        }
        return new Selection(names);
    }

    /** @return whether it asks for one of these */
    public boolean touches(Collection<String> fields) {
        return names == null || fields.stream().anyMatch(names::contains);
    }

    /** Leaves out what was not asked for. */
    public void narrow(ObjectNode entity) {
        if (names != null) {
            entity.retain(names);
        }
    }
}
