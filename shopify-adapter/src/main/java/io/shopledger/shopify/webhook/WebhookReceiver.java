package io.shopledger.shopify.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.shopledger.shopify.store.StoreRegistry;
import io.shopledger.store.Stores.ConnectedStore;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where Shopify delivers. Answers 200 when the delivery is durable, be it usable or not, for Shopify removes a subscription
 * after eight refusals; 401 for a signature that nobody with our secrets made; 503 in overload.
 */
@RestController
class WebhookReceiver {
    private static final Map<String, String> SUCCESS = Map.of("status", "success");

    /** The largest body that is kept at all, to be looked at among the dead letters. */
    private static final int KEPT_BYTES = 64 << 20;

    private static final int ID_LENGTH = 255;

    /** What lies beyond is no time of Shopify's, and no column could hold all of it. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final StoreRegistry stores;
    private final Inbox inbox;
    private final DeliveryIntake intake;
    private final WebhookSettings settings;
    private final Clock clock;
    private final Counter refused;
    private final MeterRegistry meters;

    WebhookReceiver(
            StoreRegistry stores,
            Inbox inbox,
            DeliveryIntake intake,
            WebhookSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.stores = stores;
        this.inbox = inbox;
        this.intake = intake;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
        this.refused = meters.counter("shopledger.webhooks.refused");
    }

    /** Takes a delivery; its topic stands in the header. */
    @PostMapping("/webhooks")
    Map<String, String> deliver(HttpServletRequest request) throws IOException {
        return accept(request, null);
    }

    /** Takes a delivery of a topic in the form {@code orders-create}. */
    @PostMapping("/webhooks/{topic}")
    Map<String, String> deliver(HttpServletRequest request, @PathVariable("topic") String topic) throws IOException {
        return accept(request, topic);
    }

    /** Takes a delivery of a topic in Shopify's own form, {@code orders/create}. */
    @PostMapping("/webhooks/{resource}/{event}")
    Map<String, String> deliver(
            HttpServletRequest request, @PathVariable("resource") String resource, @PathVariable("event") String event)
            throws IOException {
        return accept(request, resource + "/" + event);
    }

    private Map<String, String> accept(HttpServletRequest request, @Nullable String path) throws IOException {
        try {
            return kept(request, path);
        } catch (DataAccessException gone) {
            throw new Overloaded("The database cannot be reached");
        }
    }

    private Map<String, String> kept(HttpServletRequest request, @Nullable String path) throws IOException {
        Instant receivedAt = clock.instant();
        String signature = header(request, "Hmac-Sha256");
        if (!HmacVerifier.couldBe(signature)) {
            throw refused("The delivery has no X-Shopify-Hmac-Sha256 that could be a signature"); // nothing is read
        }
        String shop = header(request, "Shop-Domain");
        Optional<ConnectedStore> store = shop == null ? Optional.empty() : stores.ofDomain(shop);
        HmacVerifier verifier = new HmacVerifier(secrets(store));
        Delivery delivery;
        try (IncomingBody body = IncomingBody.read(request.getInputStream(), verifier, KEPT_BYTES)) {
            if (body.length() == 0 || !verifier.matches(signature)) {
                throw refused(
                        "X-Shopify-Hmac-Sha256 is not the signature of this body under a secret of this store or app");
            }
            delivery = intake.delivery(
                    new DeliveryIntake.Envelope(
                            store.map(known -> known.id().value()).orElse(0L),
                            shop,
                            Topic.of(header(request, "Topic"), path),
                            header(request, "Webhook-Id"),
                            header(request, "Event-Id"),
                            header(request, "Name"),
                            header(request, "API-Version"),
                            time(header(request, "Triggered-At")),
                            receivedAt,
                            DeliveryKeys.canonical(signature)),
                    body,
                    settings.maxBytes());
            inbox.keep(delivery);
        }
        String domain = store.map(ConnectedStore::domain).orElse("unknown");
        meters.counter("shopify.webhooks", "topic", delivery.topic(), "store", domain)
                .increment();
        return SUCCESS;
    }

    private InvalidSignature refused(String why) {
        refused.increment();
        return new InvalidSignature(why);
    }

    private List<String> secrets(Optional<ConnectedStore> store) {
        List<String> all = new ArrayList<>();
        store.ifPresent(known -> all.addAll(stores.webhookSecrets(known.id())));
        settings.appSecrets().stream().filter(secret -> !all.contains(secret)).forEach(all::add);
        return all;
    }

    /** Shopify's Events come without the {@code X-} that webhooks have. */
    private static @Nullable String header(HttpServletRequest request, String name) {
        String value = request.getHeader("X-Shopify-" + name);
        if (value == null) {
            value = request.getHeader("Shopify-" + name);
        }
        if (value == null || value.isBlank()) {
            return null;
        }
        String text = value.strip();
        return text.length() > ID_LENGTH ? text.substring(0, ID_LENGTH) : text;
    }

    /** A time that cannot be read is no reason to lose a delivery: it only helps to order what came in one second. */
    private static @Nullable Instant time(@Nullable String text) {
        try {
            Instant time = text == null ? null : OffsetDateTime.parse(text).toInstant();
            return time == null || time.isBefore(EARLIEST) || time.isAfter(LATEST) ? null : time;
        } catch (DateTimeException other) {
            return null;
        }
    }
}
