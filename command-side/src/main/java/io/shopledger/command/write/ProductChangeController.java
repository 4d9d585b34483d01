package io.shopledger.command.write;

import io.shopledger.StoreId;
import io.shopledger.command.http.AskedStore;
import io.shopledger.command.http.BadRequest;
import io.shopledger.write.ProductEdit;
import io.shopledger.write.ProductWriteCommand.RequestProductDeletion;
import io.shopledger.write.ProductWriteCommand.RequestProductUpdate;
import io.shopledger.write.WriteId;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes changes and deletions of products that are there. That they are done is told later, as of those that are made. */
@RestController
@RequestMapping("/api/v1/products/{id}")
class ProductChangeController {
    private static final long PATIENCE_SECONDS = 10;

    private final AskedStore stores;
    private final CommandGateway commands;

    ProductChangeController(AskedStore stores, CommandGateway commands) {
        this.stores = stores;
        this.commands = commands;
    }

    /**
     * Changes what is given and nothing else. Errors: 400 {@code bad-request}, 404 {@code not-found} for a store that there is
     * not, 409 {@code store-disconnected} for one that was let go.
     *
     * @param id Shopify's number of the product
     */
    @PutMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Taken change(
            @PathVariable("id") long id,
            @RequestBody ProductChangeForm form,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        StoreId store = stores.of(form.storeId());
        number(id);
        ProductEdit edit;
        try {
            edit = form.read();
        } catch (FormReading.Unusable unusable) {
            throw new BadRequest(String.valueOf(unusable.getMessage()), unusable.errors(0));
        }
        WriteId write = Idempotency.id(Idempotency.checked(key), store, "update", id, form.canonical());
        commands.sendAndWait(new RequestProductUpdate(write, store, id, edit), PATIENCE_SECONDS, TimeUnit.SECONDS);
        return Taken.as(write);
    }

    /**
     * Deletes it for good. Errors: as for a change.
     *
     * @param id Shopify's number of the product
     */
    @DeleteMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Taken delete(
            @PathVariable("id") long id,
            @RequestParam(name = "store_id", required = false) @Nullable Long storeId,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        StoreId store = stores.of(storeId);
        number(id);
        WriteId write = Idempotency.id(Idempotency.checked(key), store, "delete", id);
        commands.sendAndWait(new RequestProductDeletion(write, store, id), PATIENCE_SECONDS, TimeUnit.SECONDS);
        return Taken.as(write);
    }

    private static void number(long id) {
        if (id < 1) {
            throw new BadRequest("%d is no product's number; give Shopify's, as a product's id says it.".formatted(id));
        }
    }
}
