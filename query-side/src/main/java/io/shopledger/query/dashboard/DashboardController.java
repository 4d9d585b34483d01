package io.shopledger.query.dashboard;

import io.shopledger.query.entity.EntityAnswers;
import io.shopledger.query.entity.EntityReader;
import io.shopledger.query.entity.Shown;
import io.shopledger.query.order.OrderRow;
import io.shopledger.query.sync.SyncReader;
import io.shopledger.store.Stores;
import io.shopledger.webhook.DeliveryLedger;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The first page, whole or its changing part alone, and the signal that it changed. */
@Controller
@Hidden
class DashboardController {
    private static final int LATEST = 20;
    private static final int LATEST_SYNCS = 5;

    /** Nothing but our own files: order names come from outside. */
    static final String POLICY =
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors " + "'none'; object-src 'none'";

    private final Stores stores;
    private final DeliveryLedger ledger;
    private final EntityReader orders;
    private final EntityAnswers answers;
    private final List<Shown<?>> kinds;
    private final SyncReader syncs;
    private final LiveFeed feed;
    private final Clock clock;

    DashboardController(
            Stores stores,
            DeliveryLedger ledger,
            EntityReader orders,
            EntityAnswers answers,
            List<Shown<?>> kinds,
            SyncReader syncs,
            LiveFeed feed,
            ObjectProvider<Clock> clock) {
        this.stores = stores;
        this.ledger = ledger;
        this.orders = orders;
        this.answers = answers;
        this.kinds = kinds;
        this.syncs = syncs;
        this.feed = feed;
        this.clock = clock.getIfAvailable(Clock::systemUTC);
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    String page(Model model, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", POLICY);
        model.addAttribute("stores", sheets());
        return "dashboard";
    }

    @GetMapping(path = "/live/content", produces = MediaType.TEXT_HTML_VALUE)
    String content(Model model, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("stores", sheets());
        return "dashboard :: content";
    }

    /** Server-sent events: {@code changed} whenever the page would read differently, at most once a second. */
    @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> live() {
        return feed.listen()
                .map(ResponseEntity::ok)
                .orElseGet(() ->
                        ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build());
    }

    private List<StoreSheet> sheets() {
        return stores.all().stream()
                .map(store -> StoreSheet.of(
                        store,
                        ledger.of(store.id()),
                        kinds.stream()
                                .map(kind -> new StoreSheet.Count(
                                        kind.kind(), kind.one() + "s", answers.count(kind, store.id())))
                                .toList(),
                        syncs.latest(store.id(), LATEST_SYNCS),
                        orders.latest(OrderRow.class, store.id(), LATEST),
                        clock.instant()))
                .toList();
    }
}
