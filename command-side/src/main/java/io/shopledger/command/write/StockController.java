package io.shopledger.command.write;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.shopledger.StoreId;
import io.shopledger.command.http.AskedStore;
import io.shopledger.command.http.BadRequest;
import io.shopledger.write.ProductWriteCommand.RequestStockSet;
import io.shopledger.write.StockSetting;
import io.shopledger.write.WriteId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes how many of an item there are to be at a location. */
@RestController
class StockController {
    private static final long PATIENCE_SECONDS = 10;

    private final AskedStore stores;
    private final CommandGateway commands;

    StockController(AskedStore stores, CommandGateway commands) {
        this.stores = stores;
        this.commands = commands;
    }

    /**
     * @param available pieces that there are to be
     * @param changeFrom pieces that there are now as the caller knows; absent or null: whatever there is
     * @param reason Shopify's word for it; {@code correction} where none is given
     */
    record StockForm(
            @JsonProperty("store_id") @Nullable Long storeId,
            @JsonProperty("item_id") @Nullable Long itemId,
            @JsonProperty("location_id") @Nullable Long locationId,
            @JsonProperty("available") @Nullable Integer available,
            @JsonProperty("change_from") @Nullable Integer changeFrom,
            @JsonProperty("reason") @Nullable String reason,
            @JsonAnySetter @Nullable Map<String, Object> unknown) {
        private static final List<String> FIELDS =
                List.of("item_id", "location_id", "available", "change_from", "reason");
        private static final Pattern REASON = Pattern.compile("[a-z_]{1,50}");

        StockSetting read() {
            FormReading reading = new FormReading();
            String why = reason == null ? "correction" : reason.strip();
            if (!REASON.matcher(why).matches()) {
                reading.wrong("reason", "reason cannot be used; give one of Shopify's words, such as correction.");
            }
            StockSetting setting = new StockSetting(
                    number("item_id", itemId, reading),
                    number("location_id", locationId, reading),
                    available == null ? 0 : available,
                    changeFrom,
                    why);
            if (available == null) {
                reading.wrong("available", "available is missing; give the number of pieces that there are to be.");
            }
            reading.unknown("", unknown, FIELDS);
            reading.done();
            return setting;
        }

        private static long number(String field, @Nullable Long given, FormReading reading) {
            if (given == null || given < 1) {
                reading.wrong(field, field + " is missing or not a number from 1; give Shopify's number of it.");
                return 0;
            }
            return given;
        }
    }

    /**
     * Sets it, once, from what there is now as the caller knows. Errors: 400 {@code bad-request}, 404 {@code not-found} for a
     * store that there is not, 409 {@code store-disconnected} for one that was let go.
     */
    @PutMapping("/api/v1/inventory/stock")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Taken set(
            @RequestBody StockForm form,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        StoreId store = stores.of(form.storeId());
        StockSetting setting;
        try {
            setting = form.read();
        } catch (FormReading.Unusable unusable) {
            throw new BadRequest(String.valueOf(unusable.getMessage()), unusable.errors(0));
        }
        WriteId write = Idempotency.id(
                Idempotency.checked(key),
                store,
                "stock",
                setting.item(),
                setting.location(),
                setting.available(),
                setting.changeFrom(),
                setting.reason());
        commands.sendAndWait(new RequestStockSet(write, store, setting), PATIENCE_SECONDS, TimeUnit.SECONDS);
        return Taken.as(write);
    }
}
