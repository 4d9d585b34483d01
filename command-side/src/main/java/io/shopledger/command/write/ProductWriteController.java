package io.shopledger.command.write;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.shopledger.StoreId;
import io.shopledger.command.gateway.Refusal;
import io.shopledger.command.http.AskedStore;
import io.shopledger.command.http.BadRequest;
import io.shopledger.command.http.WrongField;
import io.shopledger.write.ProductWriteCommand.RequestProductWrite;
import io.shopledger.write.WriteId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes products that are to be made in Shopify. That they are made is told later; here is told that they will be tried. */
@RestController
@RequestMapping("/api/v1/products")
class ProductWriteController {
    private static final Logger LOG = LoggerFactory.getLogger(ProductWriteController.class);

    private static final int MOST = 250;
    private static final long PATIENCE_SECONDS = 10;

    private final AskedStore stores;
    private final CommandGateway commands;

    ProductWriteController(AskedStore stores, CommandGateway commands) {
        this.stores = stores;
        this.commands = commands;
    }

    record Bulk(
            @JsonProperty("store_id") @Nullable Long storeId,
            @JsonProperty("products") @Nullable List<@Nullable ProductForm> products) {}

    /**
     * What became of one product.
     *
     * @param writeId under which its outcome is told; absent where it was refused
     * @param status {@code pending} until Shopify did it or said no, as {@code /api/v1/products/writes/{write_id}} tells;
     *     {@code refused} where it cannot be written as it is; {@code unknown} where it may have been taken
     * @param error why it was refused, and what to do
     */
    record Item(
            @JsonProperty("write_id") @Nullable UUID writeId,
            @JsonProperty("status") String status,
            @JsonProperty("title") @Nullable String title,
            @JsonProperty("error") @Nullable String error) {}

    /**
     * What became of many.
     *
     * @param accepted how many were taken, and have a {@code write_id}
     * @param errors everything that is wrong with those refused, by their place in the list and by field
     */
    record Items(
            @JsonProperty("accepted") long accepted,
            @JsonProperty("refused") long refused,
            @JsonProperty("products") List<Item> products,
            @JsonProperty("errors") List<WrongField> errors) {}

    /**
     * Makes one product. Errors: 400 {@code bad-request}, 404 {@code not-found} for a store that there is not, 409
     * {@code store-disconnected} for one that was let go.
     */
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Item one(
            @RequestBody ProductForm form,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        StoreId store = stores.of(form.storeId());
        try {
            return write(store, form, id(store, form, 0, Idempotency.checked(key)));
        } catch (FormReading.Unusable unusable) {
            throw new BadRequest(String.valueOf(unusable.getMessage()), unusable.errors(0));
        }
    }

    /** Makes up to 250 products; one that cannot be used does not spoil the others. Errors: as for one. */
    @PostMapping("/bulk")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Items many(
            @RequestBody Bulk bulk, @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        StoreId store = stores.of(bulk.storeId());
        List<@Nullable ProductForm> forms = bulk.products();
        if (forms == null || forms.isEmpty() || forms.size() > MOST) {
            throw new BadRequest("products has to hold 1 to %d products.".formatted(MOST));
        }
        String checked = Idempotency.checked(key);
        List<WrongField> errors = new ArrayList<>();
        List<Item> items = IntStream.range(0, forms.size())
                .mapToObj(place -> item(store, forms.get(place), place, checked, errors))
                .toList();
        long accepted =
                items.stream().filter(item -> !item.status().equals("refused")).count();
        return new Items(accepted, items.size() - accepted, items, errors);
    }

    private Item item(
            StoreId store, @Nullable ProductForm form, int place, @Nullable String key, List<WrongField> errors) {
        if (form == null) {
            String why = "There is nothing; give at least a title.";
            errors.add(new WrongField(place, "title", why));
            return new Item(null, "refused", null, why);
        }
        WriteId id = id(store, form, place, key);
        try {
            return write(store, form, id);
        } catch (FormReading.Unusable unusable) {
            errors.addAll(unusable.errors(place));
            return new Item(null, "refused", form.titleGiven(), unusable.getMessage());
        } catch (RuntimeException failure) {
            if (Refusal.in(failure).isPresent()) {
                return new Item(null, "refused", form.titleGiven(), failure.getMessage());
            }
            // The others are taken already: an error for all would make the caller send them again, and double them.
            LOG.warn("A product write of store {} may not have been taken", store, failure);
            return new Item(
                    id.value(),
                    "unknown",
                    form.titleGiven(),
                    "It may have been taken. Ask /api/v1/products/writes/%s; send it again if there is none."
                            .formatted(id.value()));
        }
    }

    private Item write(StoreId store, ProductForm form, WriteId id) {
        var product = form.read(id);
        commands.sendAndWait(new RequestProductWrite(id, store, product), PATIENCE_SECONDS, TimeUnit.SECONDS);
        return new Item(id.value(), "pending", product.title(), null);
    }

    private static WriteId id(StoreId store, ProductForm form, int place, @Nullable String key) {
        return Idempotency.id(key, store, place, form.canonical());
    }
}
