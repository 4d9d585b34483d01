package io.shopledger.shopify.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.CanonicalRecord;
import io.shopledger.Sealed;
import io.shopledger.StoreId;
import io.shopledger.Via;
import io.shopledger.shopify.ShopifyData;
import io.shopledger.shopify.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One entity as a webhook has it and as GraphQL has it, to be changed in both ways and compared. */
public final class TwoShapes {
    public static final StoreId STORE = new StoreId(7);
    public static final Instant RECEIVED = Instant.parse("2026-11-01T12:00:05Z");
    public static final Instant SENT = Instant.parse("2026-11-01T12:00:07Z");
    public static final Heard WEBHOOK =
            new Heard(STORE, Via.WEBHOOK, "w-1", Instant.parse("2026-11-01T12:00:04Z"), RECEIVED);
    public static final Heard READ = Heard.byRead(STORE, Via.SYNC, "s-1", SENT);

    /** Hides nothing, so that what is sealed can be compared and shown. */
    public static final Sealing OPEN = (subject, fields) ->
            fields == null ? null : new Sealed(subject, "", new String(fields, StandardCharsets.UTF_8), "");

    private ObjectNode webhook;
    private ObjectNode graphql;

    private TwoShapes(ObjectNode webhook, ObjectNode graphql) {
        this.webhook = webhook;
        this.graphql = graphql;
    }

    public static TwoShapes of(String webhook, String graphql) {
        return new TwoShapes((ObjectNode) json(webhook), (ObjectNode) json(graphql));
    }

    private static JsonNode json(String text) {
        return ShopifyData.JSON.readTree(text);
    }

    /** Sets, adds to a list (with {@code -}) or, with null for the value, takes away what the pointer names. */
    public TwoShapes webhook(String pointer, @Nullable String json) {
        set(webhook, pointer, json);
        return this;
    }

    public TwoShapes graphql(String pointer, @Nullable String json) {
        set(graphql, pointer, json);
        return this;
    }

    private static void set(ObjectNode root, String pointer, @Nullable String json) {
        int last = pointer.lastIndexOf('/');
        JsonNode parent = root.at(pointer.substring(0, last));
        String name = pointer.substring(last + 1);
        if (parent instanceof ArrayNode list) {
            if (name.equals("-")) {
                list.add(json(json.replace('\'', '"')));
            } else {
                list.set(Integer.parseInt(name), json(json.replace('\'', '"')));
            }
        } else if (json == null) {
            assertThat(((ObjectNode) parent).remove(name)).as(pointer).isNotNull();
        } else {
            ((ObjectNode) parent).set(name, json(json.replace('\'', '"')));
        }
    }

    public JsonObject webhook() {
        return JsonObject.of(webhook);
    }

    public JsonObject graphql() {
        return JsonObject.of(graphql);
    }

    public ObjectNode webhookNode() {
        return webhook;
    }

    /** Is the other from now on. */
    public void become(TwoShapes other) {
        webhook = other.webhook;
        graphql = other.graphql;
    }

    public ObjectNode node() {
        return graphql;
    }

    /** What both know is equal, and they know all but these. */
    public static <R extends Record & CanonicalRecord<R>> void assertOneRecord(
            R fromWebhook, R fromGraphQl, String... notKnownToBoth) {
        Set<String> notKnown = new TreeSet<>();
        for (String field : fromWebhook.fields().entityFields()) {
            if (fromWebhook.knows(field) && fromGraphQl.knows(field)) {
                assertThat(fromGraphQl.get(field)).as(field).isEqualTo(fromWebhook.get(field));
            } else {
                notKnown.add(field);
            }
        }
        assertThat(notKnown).containsExactlyInAnyOrder(notKnownToBoth);
    }
}
