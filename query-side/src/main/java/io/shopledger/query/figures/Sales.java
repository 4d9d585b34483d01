package io.shopledger.query.figures;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;

/**
 * What a store sold, day by day, in its own zone and currency. Money is text with at least the currency's minor digits.
 *
 * @param net sold, less what was refunded and cancelled
 * @param others what was sold in other currencies, which is left out of all else
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Sales")
public record Sales(
        @JsonProperty("store_id") long storeId,

        @JsonProperty("time_zone") @Schema(example = "Europe/Berlin")
        String timeZone,

        @JsonProperty("currency") @Schema(example = "EUR") String currency,

        @JsonProperty("total") Amounts total,
        @JsonProperty("days") List<Day> days,

        @JsonProperty("other_currencies")
        @Schema(description = "what was sold in other currencies; left out of all else")
        List<OtherCurrency> others) {

    /**
     * Sums over the orders of a time.
     *
     * @param sold the totals of orders placed then, as they were asked for, taxes and shipping included
     * @param refunded what was given back then, of orders of whichever time
     * @param cancelled of orders cancelled then, what had not been given back
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "SalesAmounts")
    public record Amounts(
            @JsonProperty("orders") long orders,

            @JsonProperty("sold")
            @Schema(example = "1403.00", description = "totals of the orders placed, as they were asked for")
            String sold,

            @JsonProperty("refunded") @Schema(example = "40.00", description = "what was given back")
            String refunded,

            @JsonProperty("cancelled_orders") long cancelledOrders,

            @JsonProperty("cancelled")
            @Schema(example = "0.00", description = "of orders cancelled, what had not been given back")
            String cancelled,

            @JsonProperty("net")
            @Schema(example = "1363.00", description = "sold, less what was refunded and cancelled")
            String net) {}

    /** One day of the store. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "SalesDay")
    public record Day(
            @JsonProperty("date") @Schema(example = "2026-11-27")
            LocalDate date,

            @JsonProperty("amounts") Amounts amounts) {}

    @Schema(name = "SalesOtherCurrency")
    public record OtherCurrency(
            @JsonProperty("currency") @Schema(example = "JPY")
            String currency,

            @JsonProperty("orders") long orders,
            @JsonProperty("net") String net) {}
}
