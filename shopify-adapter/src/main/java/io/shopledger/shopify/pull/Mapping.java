package io.shopledger.shopify.pull;

import io.shopledger.StoreId;
import io.shopledger.Via;
import io.shopledger.observation.Observation;
import io.shopledger.shopify.customer.CustomersObserved;
import io.shopledger.shopify.inventory.InventoryItemsObserved;
import io.shopledger.shopify.json.Gid;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.json.Unreadable;
import io.shopledger.shopify.observation.Heard;
import io.shopledger.shopify.observation.Observing;
import io.shopledger.shopify.observation.Sealing;
import io.shopledger.shopify.order.OrdersObserved;
import io.shopledger.shopify.product.ProductsObserved;
import io.shopledger.shopify.vault.PersonalSeal;
import io.shopledger.shopify.vault.SubjectKeys;
import io.shopledger.sync.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Makes observations of what was read, sealed under the keys of their subjects. */
@Component
class Mapping {
    private static final Map<Step, Observing> KINDS = Map.of(
            Step.PRODUCTS, new ProductsObserved(),
            Step.INVENTORY, new InventoryItemsObserved(),
            Step.CUSTOMERS, new CustomersObserved(),
            Step.ORDERS, new OrdersObserved());

    private final PersonalSeal personal;
    private final SubjectKeys keys;

    Mapping(PersonalSeal personal, SubjectKeys keys) {
        this.personal = personal;
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
    Mapped map(StoreId store, Step step, List<JsonObject> nodes, Via via, String id, Instant sentAt) {
        Observing kind = Objects.requireNonNull(KINDS.get(step));
        SubjectKeys.Ring ring = keys.ring();
        ring.load(nodes.stream().flatMap(node -> stream(kind, store, node).stream()).toList());
        Heard heard = Heard.byRead(store, via, id, sentAt);
        Sealing sealing =
                (subject, fields) -> fields == null ? null : personal.seal(ring, store, subject, fields);
        List<Observation> observations = new ArrayList<>();
        List<Failed> failed = new ArrayList<>();
        for (JsonObject node : nodes) {
            try {
                observations.addAll(kind.read(node, heard, sealing));
            } catch (Unreadable unreadable) {
                failed.add(new Failed(
                        stream(kind, store, node).stream().findFirst().orElse("without id"),
                        String.valueOf(unreadable.getMessage())));
            }
        }
        return new Mapped(observations, failed, ring);
    }

    private static List<String> stream(Observing kind, StoreId store, JsonObject node) {
        try {
            return List.of(kind.stream(store, List.of(Gid.parse(String.valueOf(node.text("id"))).number())));
        } catch (IllegalArgumentException | Unreadable withoutId) {
            return List.of();
        }
    }
}
