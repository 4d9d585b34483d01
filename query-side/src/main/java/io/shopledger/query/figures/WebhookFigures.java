package io.shopledger.query.figures;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.shopledger.StoreId;
import io.shopledger.webhook.DeliveryLedger;
import io.shopledger.webhook.Outcome;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a store's webhooks do.
 *
 * @param lagSeconds for how long the delivery that waits longest has waited; 0 where none waits
 * @param outcomes of all that was received
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "WebhookFigures")
public record WebhookFigures(
        @JsonProperty("store_id") long storeId,
        @JsonProperty("received") long received,

        @JsonProperty("waiting_since")
        @Schema(nullable = true, description = "when the delivery came that waits longest")
        @Nullable
        Instant waitingSince,

        @JsonProperty("lag_seconds") @Schema(description = "for how long that one has waited; 0 where none waits")
        double lagSeconds,

        @JsonProperty("adds_up") @Schema(description = "whether every delivery received came to an outcome or waits")
        boolean addsUp,

        @JsonProperty("outcomes") @Schema(example = "{\"applied\": 4, \"unchanged\": 3}")
        Map<String, Long> outcomes,

        @JsonProperty("topics") List<Topic> topics) {

    /** What became of one topic's deliveries. */
    @Schema(name = "WebhookTopicFigures")
    public record Topic(
            @JsonProperty("topic") @Schema(example = "orders/updated")
            String topic,

            @JsonProperty("received") long received,

            @JsonProperty("outcomes") @Schema(example = "{\"applied\": 4, \"unchanged\": 3}")
            Map<String, Long> outcomes) {}

    public static WebhookFigures of(DeliveryLedger ledger, StoreId store, Instant now) {
        List<DeliveryLedger.Row> rows = ledger.of(store);
        Instant oldest = ledger.oldestWaiting(store).orElse(null);
        return new WebhookFigures(
                store.value(),
                rows.stream().mapToLong(DeliveryLedger.Row::received).sum(),
                oldest,
                oldest == null ? 0 : Math.max(0, Duration.between(oldest, now).toMillis()) / 1_000.0,
                rows.stream()
                        .allMatch(row -> row.received()
                                == Arrays.stream(Outcome.values())
                                        .mapToLong(row::count)
                                        .sum()),
                outcomes(rows),
                rows.stream()
                        .map(row -> new Topic(row.topic(), row.received(), outcomes(List.of(row))))
                        .toList());
    }

    private static Map<String, Long> outcomes(List<DeliveryLedger.Row> rows) {
        Map<String, Long> sums = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            sums.put(
                    outcome.name().toLowerCase(Locale.ROOT),
                    rows.stream().mapToLong(row -> row.count(outcome)).sum());
        }
        return sums;
    }
}
