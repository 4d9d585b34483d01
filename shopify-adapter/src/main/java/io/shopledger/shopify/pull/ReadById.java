package io.shopledger.shopify.pull;

import io.shopledger.shopify.graphql.Answer;
import io.shopledger.shopify.graphql.GraphQlClient;
import io.shopledger.shopify.json.Gid;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.sync.Step;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads entities by their ids, whole. One that Shopify does not show is left out: that is no proof that it is gone. */
@Component
class ReadById {
    /** Entities a call: orders with all their lists are the dearest. */
    static final int MOST = 25;

    private final GraphQlClient shopify;
    private final Completion completion;

    ReadById(GraphQlClient shopify, Completion completion) {
        this.shopify = shopify;
        this.completion = completion;
    }

    /** What a stream's entity is read by. A stock level is read with its item. */
    record Key(Step step, Gid gid) {

        /** @return empty for what is no observed entity */
        static Optional<Key> of(String stream) {
            String[] parts = stream.split("/");
            return parts.length < 3 ? Optional.empty() : key(parts[0], parts[2]);
        }

        private static Optional<Key> key(String prefix, String number) {
            long id = Long.parseLong(number);
            return Optional.ofNullable(
                    switch (prefix) {
                        case "product" -> new Key(Step.PRODUCTS, new Gid("Product", id));
                        case "order" -> new Key(Step.ORDERS, new Gid("Order", id));
                        case "customer" -> new Key(Step.CUSTOMERS, new Gid("Customer", id));
                        case "item", "stock" -> new Key(Step.INVENTORY, new Gid("InventoryItem", id));
                        default -> null;
                    });
        }
    }

    /** @param sentAt when they were asked for: what is shown is not older */
    record Found(List<JsonObject> nodes, Instant sentAt) {}

    /** @param gids of one kind, {@value #MOST} at most */
    Found read(Asking asking, Step step, List<Gid> gids) {
        Answer answer = shopify.ask(
                asking.store(),
                asking.call(Reads.of(step).byId())
                        .with("ids", gids.stream().map(Gid::toString).distinct().toList()));
        List<JsonObject> nodes = answer.data().eachOrNull("nodes").stream()
                .filter(Objects::nonNull)
                .filter(node -> node.has("updatedAt")) // of another type, its fragment showed nothing
                .toList();
        nodes.forEach(node -> completion.complete(asking, node.node()));
        return new Found(nodes, answer.sentAt());
    }
}
