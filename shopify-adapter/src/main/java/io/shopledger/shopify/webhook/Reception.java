package io.shopledger.shopify.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.shopledger.shopify.store.StoreRegistry;
import io.shopledger.store.Stores.ConnectedStore;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Takes a delivery in: verifies it, and returns when it is durable. */
@Component
class Reception {
    /** The largest body that is kept at all, to be looked at among the dead letters. */
    private static final int KEPT_BYTES = 64 << 20;

    private final StoreRegistry stores;
    private final Inbox inbox;
    private final DeliveryIntake intake;
    private final WebhookSettings settings;
    private final Clock clock;
    private final Counter refused;
    private final MeterRegistry meters;
    private final WebhookLog log;
    private final Rush rush;

    Reception(
            StoreRegistry stores,
            Inbox inbox,
            DeliveryIntake intake,
            WebhookSettings settings,
            Clock clock,
            MeterRegistry meters,
            WebhookLog log,
            Rush rush) {
        this.stores = stores;
        this.inbox = inbox;
        this.intake = intake;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
        this.log = log;
        this.rush = rush;
        this.refused = meters.counter("shopledger.webhooks.refused");
    }

    /** Who vouches for a delivery. */
    enum Vouching {
        /** Only Shopify's signature does. */
        SIGNATURE,
        /** The caller does; a signature that is there must be right all the same. */
        CALLER
    }

    /**
     * @return what was kept
     * @param path the topic as the address says it; the header counts where both say one
     * @throws InvalidSignature when nobody with our secrets signed it
     * @throws Overloaded when it cannot be kept now
     */
    Delivery take(HttpServletRequest request, @Nullable String path, Vouching vouching) throws IOException {
        try {
            return keep(request, path, vouching);
        } catch (DataAccessException gone) {
            throw new Overloaded("The database cannot be reached");
        }
    }

    private Delivery keep(HttpServletRequest request, @Nullable String path, Vouching vouching) throws IOException {
        Instant receivedAt = clock.instant();
        DeliveryHeaders headers = new DeliveryHeaders(request);
        String signature = headers.get("Hmac-Sha256");
        boolean signed = vouching == Vouching.SIGNATURE || signature != null;
        if (signed && !HmacVerifier.couldBe(signature)) { // nothing is read
            throw refused(
                    signature == null || signature.isBlank()
                            ? "The delivery has no header X-Shopify-Hmac-Sha256. Shopify sends it with each webhook: check"
                                    + " that nothing between Shopify and here takes headers away."
                            : "X-Shopify-Hmac-Sha256 is not of a signature's form, which is base64 of 32 bytes. Check that"
                                    + " nothing between Shopify and here rewrites headers.");
        }
        String shop = headers.get("Shop-Domain");
        Optional<ConnectedStore> store = shop == null ? Optional.empty() : stores.ofDomain(shop);
        HmacVerifier verifier = new HmacVerifier(secrets(store));
        Delivery delivery;
        try (IncomingBody body = IncomingBody.read(request.getInputStream(), verifier, KEPT_BYTES)) {
            if (body.length() == 0 || (signed && !verifier.matches(signature))) {
                throw refused(
                        "X-Shopify-Hmac-Sha256 is not the signature of this body under a secret of this store or app."
                                + " Check that the app's client secret is the one that Shopify signs with, and that nothing"
                                + " between Shopify and here rewrites the body.");
            }
            delivery = intake.delivery(
                    new DeliveryIntake.Envelope(
                            store.map(known -> known.id().value()).orElse(0L),
                            shop,
                            Topic.of(headers.get("Topic"), path),
                            headers.get("Webhook-Id"),
                            headers.get("Event-Id"),
                            headers.get("Name"),
                            headers.get("API-Version"),
                            headers.triggeredAt(),
                            receivedAt,
                            signature != null ? DeliveryKeys.canonical(signature) : verifier.signature(body.bytes())),
                    body,
                    settings.maxBytes());
            keep(delivery);
        }
        String domain = store.map(ConnectedStore::domain).orElse("unknown");
        meters.counter("shopify.webhooks", "topic", delivery.topic(), "store", domain)
                .increment();
        log.received(delivery);
        return delivery;
    }

    private void keep(Delivery delivery) {
        rush.begins();
        try {
            inbox.keep(delivery);
        } finally {
            rush.ends();
        }
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
}
