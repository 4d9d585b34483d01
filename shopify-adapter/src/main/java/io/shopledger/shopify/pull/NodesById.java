package io.shopledger.shopify.pull;

import io.shopledger.shopify.graphql.Answer;
import io.shopledger.shopify.graphql.GraphQlClient;
import io.shopledger.shopify.json.Gid;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.kind.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Reads entities by their ids, whole. One that Shopify does not show is left out: that is no proof that it is gone. */
@Component
class NodesById {
    /** Entities a call: orders with all their lists are the dearest. */
    static final int MOST = 25;

    private final GraphQlClient shopify;
    private final Completion completion;

    NodesById(GraphQlClient shopify, Completion completion) {
        this.shopify = shopify;
        this.completion = completion;
    }

    /** @param sentAt when they were asked for: what is shown is not older */
    record Found(List<JsonObject> nodes, Instant sentAt) {}

    /** @param gids of one kind, {@value #MOST} at most */
    Found read(Asking asking, Kind kind, List<Gid> gids) {
        Answer answer = shopify.ask(
                asking.store(),
                asking.call(kind.document())
                        .with("ids", gids.stream().map(Gid::toString).distinct().toList()));
        List<JsonObject> nodes = answer.data().eachOrNull("nodes").stream()
                .filter(Objects::nonNull)
                .filter(node -> node.has("updatedAt")) // of another type, its fragment showed nothing
                .toList();
        nodes.forEach(node -> completion.complete(asking, node.node()));
        return new Found(nodes, answer.sentAt());
    }
}
