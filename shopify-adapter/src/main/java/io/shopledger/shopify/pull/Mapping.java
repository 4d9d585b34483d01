package io.shopledger.shopify.pull;

import io.shopledger.StoreId;
import io.shopledger.Via;
import io.shopledger.observation.Observation;
import io.shopledger.shopify.json.Gid;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.json.Unreadable;
import io.shopledger.shopify.kind.Kind;
import io.shopledger.shopify.kind.NodeReader;
import io.shopledger.shopify.observation.Heard;
import io.shopledger.shopify.vault.SubjectKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Makes observations of what was read, sealed under the keys of their subjects. */
@Component
class Mapping {
    private final NodeReader reader;
    private final SubjectKeys keys;

    Mapping(NodeReader reader, SubjectKeys keys) {
        this.reader = reader;
        this.keys = keys;
    }

    /** An entity that cannot be used. @param item the key of its stream, or what it says of its id */
    record Failed(String item, String reason) {}

    /** @param ring to be stored in the transaction that keeps the observations */
    record Mapped(List<Observation> observations, List<Failed> failed, SubjectKeys.Ring ring) {}

    /**
     * @param id of the sync, the write, or the read
     * @param sentAt when it was asked for
     */
    Mapped map(StoreId store, Kind kind, List<JsonObject> nodes, Via via, String id, Instant sentAt) {
        SubjectKeys.Ring ring = keys.ring();
        Heard heard = Heard.byRead(store, via, id, sentAt);
        List<Observation> observations = new ArrayList<>();
        List<Failed> failed = new ArrayList<>();
        for (JsonObject node : nodes) {
            try {
                observations.addAll(reader.read(kind, List.of(node), heard, ring));
            } catch (Unreadable unreadable) {
                failed.add(new Failed(
                        stream(kind, store, node).stream().findFirst().orElse("without id"),
                        String.valueOf(unreadable.getMessage())));
            }
        }
        return new Mapped(observations, failed, ring);
    }

    private static List<String> stream(Kind kind, StoreId store, JsonObject node) {
        try {
            return List.of(kind.observing().stream(
                    store, List.of(Gid.parse(String.valueOf(node.text("id"))).number())));
        } catch (IllegalArgumentException | Unreadable withoutId) {
            return List.of();
        }
    }
}
