package io.shopledger.query.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.shopledger.privacy.PrivacyRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A demand as the API shows it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "PrivacyRequest")
public record PrivacyRequestView(
        @JsonProperty("id") long id,
        @JsonProperty("store_id") long storeId,

        @JsonProperty("kind") @Schema(allowableValues = {"data_request", "customer_redact", "shop_redact"})
        String kind,

        @JsonProperty("customer_id") @Nullable Long customerId,

        @JsonProperty("order_ids") @Schema(description = "the orders that Shopify listed")
        List<Long> orderIds,

        @JsonProperty("received_at") Instant receivedAt,

        @JsonProperty("due_at") @Schema(description = "30 days later")
        Instant dueAt,

        @JsonProperty("done_at") @Nullable Instant doneAt,

        @JsonProperty("done_by") @Schema(description = "shopledger, or who said so") @Nullable
        String doneBy,

        @JsonProperty("note")
        @Schema(description = "connected-again: the store was installed again, so nothing was erased")
        @Nullable
        String note,

        @JsonProperty("proof") @Nullable Proof proof) {
    private static final String ORDER = "order/";

    /** What was done for a redaction. */
    @Schema(name = "PrivacyProof")
    public record Proof(
            @JsonProperty("subjects") @Schema(description = "customers, orders and stores that are concerned")
            int subjects,

            @JsonProperty("erased") @Schema(description = "how many of them are erased")
            int erased,

            @JsonProperty("keys_destroyed")
            @Schema(description = "keys there were: what they sealed is lost, wherever it is kept")
            int keysDestroyed,

            @JsonProperty("bodies_dropped") @Schema(description = "kept deliveries that named one of them")
            int bodiesDropped) {}

    public static PrivacyRequestView of(PrivacyRequest request) {
        boolean redacts = request.kind() != PrivacyRequest.Kind.DATA_REQUEST;
        return new PrivacyRequestView(
                request.id(),
                request.store().value(),
                request.kind().word(),
                request.customer(),
                orders(request),
                request.received(),
                request.due(),
                request.done(),
                request.doneBy(),
                request.note(),
                redacts
                        ? new Proof(
                                request.subjects().size(),
                                request.proof().erased(),
                                request.proof().keysDestroyed(),
                                request.proof().bodiesDropped())
                        : null);
    }

    /** @return Shopify's numbers of the orders that the request lists */
    static List<Long> orders(PrivacyRequest request) {
        return request.subjects().stream()
                .filter(stream -> stream.startsWith(ORDER))
                .map(stream -> Long.valueOf(stream.substring(stream.lastIndexOf('/') + 1)))
                .toList();
    }
}
