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
            @JsonProperty("item_id") @Nullable Object itemId,
            @JsonProperty("location_id") @Nullable Object locationId,
            @JsonProperty("available") @Nullable Object available,
            @JsonProperty("change_from") @Nullable Object changeFrom,
            @JsonProperty("reason") @Nullable Object reason,
            @JsonAnySetter @Nullable Map<String, Object> unknown) {
        private static final List<String> FIELDS =
                List.of("item_id", "location_id", "available", "change_from", "reason");
        private static final String USUAL = "correction";
        private static final Pattern REASON = Pattern.compile("[a-z_]{1,50}");

        StockSetting read() {
            FormReading reading = new FormReading();
            long item = reading.id("item_id", itemId);
            long location = reading.id("location_id", locationId);
            Integer wanted = reading.pieces("available", available);
            if (available == null) {
                reading.wrong("available", "available is missing; give the number of pieces that there are to be.");
            }
            Integer known = reading.pieces("change_from", changeFrom);
            String why = reading.text("reason", reason);
            if (why != null && !REASON.matcher(why).matches()) {
                reading.wrong("reason", "reason cannot be used; give one of Shopify's words, such as correction.");
            }
            reading.unknown("", unknown, FIELDS);
            reading.done();
            return new StockSetting(item, location, wanted == null ? 0 : wanted, known, why == null ? USUAL : why);
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
