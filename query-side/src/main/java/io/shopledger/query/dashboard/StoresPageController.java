package io.shopledger.query.dashboard;

import io.shopledger.StoreId;
import io.shopledger.query.audit.History;
import io.shopledger.query.http.Bounds;
import io.shopledger.query.http.NotFound;
import io.shopledger.store.Stores;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The stores, how we stand with each, and what happened between it and us. */
@Controller
@Hidden
class StoresPageController {
    private static final int EVENTS = 100;

    private final Stores stores;
    private final History history;

    StoresPageController(Stores stores, History history) {
        this.stores = stores;
        this.history = history;
    }

    record Line(long id, String domain, String standing, boolean wrong) {
        static Line of(Stores.ConnectedStore store) {
            return new Line(
                    store.id().value(),
                    store.domain(),
                    store.standing().name().toLowerCase(Locale.ROOT),
                    !store.isConnected());
        }
    }

    @GetMapping(path = "/stores", produces = MediaType.TEXT_HTML_VALUE)
    String all(Model model) {
        model.addAttribute("lines", stores.all().stream().map(Line::of).toList());
        return "stores";
    }

    @GetMapping(path = "/stores/{id}", produces = MediaType.TEXT_HTML_VALUE)
    String one(@PathVariable long id, @RequestParam(required = false) @Nullable String cursor, Model model) {
        StoreId store = Bounds.store(id);
        model.addAttribute(
                "store", stores.find(store).map(Line::of).orElseThrow(() -> new NotFound(Stores.unknown(id))));
        model.addAttribute(
                "timeline",
                history.of("store/" + store, cursor == null ? 0 : History.position(cursor), EVENTS)
                        .map(Timeline::of)
                        .orElse(null));
        return "store";
    }
}
