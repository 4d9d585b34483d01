package io.shopledger.shopify.store;

import io.shopledger.StoreId;
import io.shopledger.shopify.store.StoreViews.StoreView;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Stores: connect, look, let go. */
@RestController
@RequestMapping("/api/v1/stores")
class StoreController {
    private final Connecting connecting;
    private final StoreViews views;

    StoreController(Connecting connecting, StoreViews views) {
        this.connecting = connecting;
        this.views = views;
    }

    record StoresView(List<StoreView> stores) {}

    /**
     * Connects a store, or renews the credentials of a known one. 400 for a domain that is none or for missing
     * credentials; 422 where Shopify refuses them.
     */
    @PostMapping
    ResponseEntity<StoreView> connect(@RequestBody Connection asked) {
        Connecting.Connected connected = connecting.connect(asked);
        return ResponseEntity.status(connected.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(one(connected.store().value()));
    }

    /** All stores that ever were connected; those let go say so in their status. */
    @GetMapping
    StoresView all() {
        return new StoresView(views.all());
    }

    @GetMapping("/{id}")
    StoreView one(@PathVariable("id") long id) {
        return views.one(id);
    }

    /** Lets the store go: its access token is forgotten, what is known of it stays. */
    @DeleteMapping("/{id}")
    StoreView letGo(@PathVariable("id") long id) {
        one(id);
        connecting.letGo(new StoreId(id));
        return one(id);
    }
}
