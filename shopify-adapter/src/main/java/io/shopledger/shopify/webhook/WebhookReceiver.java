package io.shopledger.shopify.webhook;

import io.shopledger.shopify.http.NotPossible;
import io.shopledger.shopify.webhook.Reception.Vouching;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
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
    private static final Map<String, String> ACCEPTED = Map.of("status", "accepted");

    private static final String DEAD = "It is kept, as a dead letter: %s See /api/v1/dead-letters?store_id=%d";

    private final Reception reception;

    WebhookReceiver(Reception reception) {
        this.reception = reception;
    }

    /** Takes a delivery; its topic stands in the header. */
    @PostMapping("/webhooks")
    Map<String, String> deliver(HttpServletRequest request) throws IOException {
        reception.take(request, null, Vouching.SIGNATURE);
        return SUCCESS;
    }

    /** Takes a delivery of a topic in the form {@code orders-create}. */
    @PostMapping("/webhooks/{topic}")
    Map<String, String> deliver(HttpServletRequest request, @PathVariable("topic") String topic) throws IOException {
        reception.take(request, topic, Vouching.SIGNATURE);
        return SUCCESS;
    }

    /** Takes a delivery of a topic in Shopify's own form, {@code orders/create}. */
    @PostMapping("/webhooks/{resource}/{event}")
    Map<String, String> deliver(
            HttpServletRequest request, @PathVariable("resource") String resource, @PathVariable("event") String event)
            throws IOException {
        reception.take(request, resource + "/" + event, Vouching.SIGNATURE);
        return SUCCESS;
    }

    /**
     * Takes a delivery that the caller's own endpoint has verified, with Shopify's headers. 400 without topic or shop; 401
     * where it has a signature and that is wrong. What cannot be used as it is, such as that of a shop that is not connected,
     * is accepted too, and a note says where it is.
     */
    @PostMapping("/api/v1/webhooks/process")
    Map<String, String> process(HttpServletRequest request) throws IOException {
        DeliveryHeaders headers = new DeliveryHeaders(request);
        if (Topic.of(headers.get("Topic"), null).equals(Topic.NONE) || headers.get("Shop-Domain") == null) {
            throw NotPossible.badRequest("Pass on Shopify's headers X-Shopify-Topic and X-Shopify-Shop-Domain");
        }
        if (request.getContentLengthLong() == 0) {
            throw NotPossible.badRequest("The body is empty; pass on Shopify's as it came");
        }
        Delivery kept = reception.take(request, null, Vouching.CALLER);
        return kept.dead() == null
                ? ACCEPTED
                : Map.of(
                        "status", "accepted", "note", DEAD.formatted(kept.dead().detail(), kept.store()));
    }
}
