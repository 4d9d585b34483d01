package io.shopledger.simulator.truth;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One thing of the store as it is now.
 *
 * @param updated whole seconds, as in the body's {@code updated_at}
 * @param triggeredAt when its last change happened, to the nanosecond; no two changes of a store share it
 * @param changed whether anything happened to it since it was seeded
 * @param body as webhooks show it
 * @param more what GraphQL shows and webhooks do not: a customer's tags and consent, an order's payments, returns and risk, a
 *     product's variants beyond the hundredth
 */
public record Entity(
        Kind kind,
        long id,
        Instant updated,
        Instant triggeredAt,
        boolean changed,
        PackedJson body,
        @Nullable PackedJson more) {

    /** With a body of some fields only. */
    public Entity only(List<String> fields) {
        ObjectNode some = body.tree();
        some.retain(fields);
        return new Entity(kind, id, updated, triggeredAt, changed, PackedJson.of(some), more);
    }

    /** Body and more in one; of a product with all its variants. */
    public ObjectNode whole() {
        ObjectNode whole = body.tree();
        if (more != null) {
            ObjectNode rest = more.tree();
            if (kind == Kind.PRODUCT) {
                rest.path("variants").forEach(whole.withArray("variants")::add);
                if (rest.has("seo")) {
                    whole.set("seo", rest.get("seo"));
                }
            } else {
                whole.setAll(rest);
            }
        }
        return whole;
    }
}
