package io.shopledger.shopify.kind;

import io.shopledger.StoreId;
import io.shopledger.inventory.StockLevelId;
import io.shopledger.observation.Observation;
import io.shopledger.shopify.json.Connection;
import io.shopledger.shopify.json.Gid;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.json.Unreadable;
import io.shopledger.shopify.observation.Heard;
import io.shopledger.shopify.observation.Sealing;
import io.shopledger.shopify.vault.PersonalSeal;
import io.shopledger.shopify.vault.SubjectKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Turns what GraphQL answered into observations, their personal fields sealed. A node must be whole: pages of its connections
 * that were not read leave those fields unknown, and so does a field that was taken out of it, as is to be done with one
 * that an error of the answer points at: null would say that there is nothing.
 */
@Component
public class NodeReader {
    private final PersonalSeal personal;

    public NodeReader(PersonalSeal personal) {
        this.personal = personal;
    }

    /**
     * @param heard when the request was sent, and what for
     * @param ring is filled with the keys that these nodes need; the keys made are to be stored with the observations
     * @return in the nodes' order; of an inventory item its stock levels too
     * @throws Unreadable when a node is not as the schema has it; says which
     */
    public List<Observation> read(Kind kind, List<JsonObject> nodes, Heard heard, SubjectKeys.Ring ring) {
        load(kind, nodes, heard.store(), ring);
        Sealing sealing = Sealing.with(personal, ring, heard.store());
        List<Observation> seen = new ArrayList<>(nodes.size());
        for (JsonObject node : nodes) {
            try {
                seen.addAll(kind.observing().read(node, heard, sealing));
            } catch (Unreadable failure) {
                throw new Unreadable(node.text("id") + ": " + failure.getMessage());
            }
        }
        return seen;
    }

    /**
     * What of the streams asked for is gone: those whose id was answered with null, and levels that a whole item does not
     * have any more. Only right where the answer had no errors.
     *
     * @param streams all that were asked for, of one store
     * @param nodes what was answered, without the nulls
     * @param evidence how it was learnt, for people
     */
    public List<Observation> gone(
            Collection<String> streams, Collection<JsonObject> nodes, String evidence, Heard heard) {
        Map<Gid, JsonObject> found = new HashMap<>();
        nodes.forEach(node -> found.put(gid(node), node));
        List<Observation> gone = new ArrayList<>();
        for (String stream : streams) {
            Kind kind = Kind.ofStream(stream);
            JsonObject node = found.get(ReadById.of(stream).gid());
            if (node == null || (kind == Kind.STOCK && !hasLevel(node, StockLevelId.parse(stream)))) {
                gone.add(kind.observing().gone(stream, evidence, heard));
            }
        }
        return gone;
    }

    /** Where a page of levels was not read, the one that we look for may be in it. */
    private static boolean hasLevel(JsonObject item, StockLevelId level) {
        Connection levels = Connection.of(item, "inventoryLevels");
        return !levels.whole() || levels.map(node -> node.gidOf("location")).contains(level.location());
    }

    private static Gid gid(JsonObject node) {
        String text = node.text("id");
        try {
            return Gid.parse(text == null ? "" : text);
        } catch (IllegalArgumentException other) {
            throw new Unreadable("/id is not a global id of Shopify's");
        }
    }

    private static void load(Kind kind, List<JsonObject> nodes, StoreId store, SubjectKeys.Ring ring) {
        if (kind.isPersonal()) {
            ring.load(nodes.stream()
                    .map(node ->
                            kind.observing().stream(store, List.of(gid(node).number())))
                    .distinct()
                    .toList());
        }
    }
}
