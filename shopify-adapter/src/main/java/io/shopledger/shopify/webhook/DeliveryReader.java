package io.shopledger.shopify.webhook;

import io.shopledger.Origin;
import io.shopledger.Sealed;
import io.shopledger.StoreId;
import io.shopledger.Via;
import io.shopledger.observation.Decision;
import io.shopledger.observation.Observation;
import io.shopledger.observation.Partition;
import io.shopledger.order.OrderCommand.ObserveOrder;
import io.shopledger.order.OrderCommand.ObserveOrderRemoval;
import io.shopledger.order.OrderId;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.json.Unreadable;
import io.shopledger.shopify.order.OrderFromWebhook;
import io.shopledger.shopify.order.OrderPersonalFields;
import io.shopledger.shopify.store.StoreRegistry;
import io.shopledger.shopify.vault.BodySeal;
import io.shopledger.shopify.vault.PersonalSeal;
import io.shopledger.shopify.vault.SubjectKeys;
import io.shopledger.webhook.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens waiting deliveries and maps them to observations, their personal fields sealed. */
@Component
class DeliveryReader {
    private final BodySeal bodies;
    private final PersonalSeal personal;
    private final SubjectKeys keys;
    private final StoreRegistry stores;

    DeliveryReader(BodySeal bodies, PersonalSeal personal, SubjectKeys keys, StoreRegistry stores) {
        this.bodies = bodies;
        this.personal = personal;
        this.keys = keys;
        this.stores = stores;
    }

    private record Opened(
            WaitingDelivery delivery,
            @Nullable JsonObject body,
            @Nullable Unreadable failure) {}

    /** @param ring filled with the keys that these deliveries need */
    List<Reading> read(List<WaitingDelivery> deliveries, SubjectKeys.Ring ring) {
        List<Opened> opened = deliveries.stream().map(this::open).toList();
        ring.load(opened.stream()
                .filter(it ->
                        it.body() != null && Topic.isWholeOrder(it.delivery().topic()))
                .flatMap(it -> subject(it).stream())
                .distinct()
                .toList());
        return opened.stream().map(it -> read(it, ring)).toList();
    }

    private Opened open(WaitingDelivery delivery) {
        try {
            if (delivery.body() == null) {
                return new Opened(delivery, null, new Unreadable("The body was not kept"));
            }
            return new Opened(delivery, JsonObject.parse(bodies.open(delivery.store(), delivery.body())), null);
        } catch (Unreadable failure) {
            return new Opened(delivery, null, failure);
        }
    }

    private static List<String> subject(Opened opened) {
        try {
            return List.of(order(opened.delivery(), Objects.requireNonNull(opened.body()))
                    .toString());
        } catch (Unreadable withoutId) {
            return List.of();
        }
    }

    private Reading read(Opened opened, SubjectKeys.Ring ring) {
        WaitingDelivery delivery = opened.delivery();
        try {
            boolean uninstalled = delivery.topic().equals(Topic.APP_UNINSTALLED);
            if (!uninstalled && !Topic.isAboutAnOrder(delivery.topic())) {
                return settled(delivery, "no-action");
            }
            if (opened.failure() != null) {
                throw opened.failure();
            }
            JsonObject body = Objects.requireNonNull(opened.body());
            if (namesAnotherShop(delivery, body)) {
                return settled(delivery, "other-shop");
            }
            if (uninstalled) {
                return new Reading.Uninstalled(delivery, body.number("id"), body.text("myshopify_domain"));
            }
            Observation observation =
                    Topic.isWholeOrder(delivery.topic()) ? order(delivery, body, ring) : removal(delivery, body);
            int partition = Partition.of(observation.stream());
            return partition == delivery.partition()
                    ? new Reading.Observed(delivery, observation)
                    : new Reading.Misrouted(delivery, partition);
        } catch (Unreadable failure) {
            return new Reading.Dead(delivery, new DeadReason("unreadable", failure.getMessage()));
        }
    }

    private ObserveOrder order(WaitingDelivery delivery, JsonObject body, SubjectKeys.Ring ring) {
        OrderId id = order(delivery, body);
        byte[] fields = OrderPersonalFields.of(body);
        Sealed sealed = fields == null ? null : personal.seal(ring, id.store(), id.toString(), fields);
        Instant updatedAt = body.time("updated_at");
        if (updatedAt == null) {
            updatedAt = heard(delivery);
        }
        return new ObserveOrder(
                id,
                OrderFromWebhook.record(body, sealed),
                updatedAt,
                delivery.triggeredAt(),
                origin(delivery, updatedAt));
    }

    private static ObserveOrderRemoval removal(WaitingDelivery delivery, JsonObject body) {
        return new ObserveOrderRemoval(
                order(delivery, body), delivery.topic(), delivery.triggeredAt(), origin(delivery, heard(delivery)));
    }

    private static OrderId order(WaitingDelivery delivery, JsonObject body) {
        return new OrderId(new StoreId(delivery.store()), body.id("id"));
    }

    /** Only the body is signed: a genuine one may come under another shop's name. */
    private boolean namesAnotherShop(WaitingDelivery delivery, JsonObject body) {
        String named = body.has("shop_domain") ? body.text("shop_domain") : null;
        return named != null
                && stores.ofDomain(named)
                        .map(store -> store.id().value() != delivery.store())
                        .orElse(true);
    }

    /** Where Shopify says no time of the thing itself, it was so when the delivery was sent off, or came. */
    private static Instant heard(WaitingDelivery delivery) {
        return delivery.triggeredAt() == null ? delivery.receivedAt() : delivery.triggeredAt();
    }

    private static Origin origin(WaitingDelivery delivery, Instant at) {
        String id = delivery.webhookId() == null ? "inbox/" + delivery.id() : delivery.webhookId();
        return new Origin(Via.WEBHOOK, id, at, delivery.receivedAt(), null);
    }

    private static Reading settled(WaitingDelivery delivery, String reason) {
        return new Reading.Settled(delivery, new Decision(Outcome.HANDLED, reason));
    }
}
