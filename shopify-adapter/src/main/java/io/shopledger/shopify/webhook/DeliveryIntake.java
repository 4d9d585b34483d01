package io.shopledger.shopify.webhook;

import io.shopledger.StoreId;
import io.shopledger.observation.Partition;
import io.shopledger.shopify.kind.Kind;
import io.shopledger.shopify.observation.Observing;
import io.shopledger.shopify.privacy.Forgotten;
import io.shopledger.shopify.vault.BodySeal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Makes a verified delivery ready for the inbox: its partition, its keys, its body compressed and sealed. */
@Component
class DeliveryIntake {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final BodySeal seal;
    private final InboxIds ids;
    private final Forgotten forgotten;

    DeliveryIntake(BodySeal seal, InboxIds ids, Forgotten forgotten) {
        this.seal = seal;
        this.ids = ids;
        this.forgotten = forgotten;
    }

    /** What came with the body. */
    record Envelope(
            long store,
            @Nullable String shop,
            String topic,
            @Nullable String webhookId,
            @Nullable String eventId,
            @Nullable String name,
            @Nullable String apiVersion,
            @Nullable Instant triggeredAt,
            Instant receivedAt,
            String signature) {}

    Delivery delivery(Envelope envelope, IncomingBody body, int maxBytes) {
        byte[] bytes = body.bytes();
        return new Delivery(
                ids.next(),
                envelope.store(),
                envelope.shop(),
                envelope.topic(),
                envelope.webhookId(),
                envelope.eventId(),
                envelope.apiVersion(),
                envelope.triggeredAt(),
                envelope.receivedAt(),
                Partition.of(stream(envelope, bytes)),
                (int) Math.min(body.length(), Integer.MAX_VALUE),
                body.isWhole() && isKept(envelope, bytes) ? seal.seal(envelope.store(), bytes) : null,
                keys(envelope, bytes),
                dead(envelope, body, maxBytes));
    }

    /** What cannot be moved to a store later, for it names no shop, is of no use; who is forgotten stays so. */
    private boolean isKept(Envelope envelope, byte[] bytes) {
        return envelope.store() == Delivery.UNKNOWN_SHOP
                ? envelope.shop() != null && (Topic.redacts(envelope.topic()) || !forgotten.isNamedIn(bytes))
                : seal.knows(envelope.store());
    }

    private static List<byte[]> keys(Envelope envelope, byte[] bytes) {
        return DeliveryKeys.of(
                envelope.store(),
                envelope.topic(),
                envelope.webhookId(),
                envelope.eventId(),
                envelope.name(),
                envelope.signature(),
                bytes);
    }

    private static @Nullable DeadReason dead(Envelope envelope, IncomingBody body, int maxBytes) {
        if (envelope.store() == Delivery.UNKNOWN_SHOP) {
            if (envelope.shop() == null) {
                return DeadReason.noShop();
            }
            return Topic.redacts(envelope.topic()) && body.length() <= maxBytes ? null : DeadReason.unknownShop();
        }
        if (body.length() > maxBytes) {
            return new DeadReason(
                    "too-large",
                    "The body has " + body.length() + " bytes, more than the " + maxBytes
                            + " of SHOPLEDGER_WEBHOOK_MAX_BYTES."
                            + (body.isWhole() ? " It is kept: raise the limit and retry." : " It was not kept."));
        }
        return null;
    }

    /** One entity's deliveries go to one partition; what has no entity that we know goes by its topic. */
    private static String stream(Envelope envelope, byte[] bytes) {
        Topic.Shown shown = Topic.shown(envelope.topic());
        boolean ofAnOrder = Topic.isOfAnOrder(envelope.topic());
        if (envelope.store() > 0 && (ofAnOrder || shown != null)) {
            Observing observing =
                    (ofAnOrder ? Kind.ORDER : Objects.requireNonNull(shown).kind()).observing();
            List<Long> numbers = numbers(bytes, ofAnOrder ? List.of("order_id") : observing.numbers());
            if (!numbers.isEmpty()) {
                return observing.stream(new StoreId(envelope.store()), numbers);
            }
        }
        return envelope.topic() + "/" + envelope.store();
    }

    /** Finds the object's own numbers under these keys, reading no further than they stand; none where one is missing. */
    private static List<Long> numbers(byte[] bytes, List<String> keys) {
        Long[] found = new Long[keys.size()];
        int missing = found.length;
        try (JsonParser json = JSON.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return List.of();
            }
            while (missing > 0 && json.nextToken() == JsonToken.PROPERTY_NAME) {
                int key = keys.indexOf(json.currentName());
                JsonToken value = json.nextToken();
                if (key >= 0 && found[key] == null) {
                    if (value != JsonToken.VALUE_NUMBER_INT) {
                        return List.of();
                    }
                    found[key] = json.getLongValue();
                    missing--;
                }
                json.skipChildren();
            }
        } catch (JacksonException broken) {
            return List.of(); // the dispatcher says so, once the delivery is durable
        }
        return missing > 0 || Arrays.stream(found).anyMatch(number -> number < 1) ? List.of() : List.of(found);
    }
}
