package io.shopledger.query.dashboard;

import io.shopledger.query.entity.EntityAnswers;
import io.shopledger.query.entity.EntityReader;
import io.shopledger.query.figures.Sales;
import io.shopledger.query.figures.SalesFigures;
import io.shopledger.query.figures.StockAlerts;
import io.shopledger.query.figures.SyncHealth;
import io.shopledger.query.figures.TopProducts;
import io.shopledger.query.figures.Window;
import io.shopledger.query.order.OrderRow;
import io.shopledger.store.Stores.ConnectedStore;
import io.shopledger.webhook.DeliveryLedger;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The first page, whole or its changing part alone, and the signal that it changed. */
@Controller
@Hidden
class DashboardController {
    private static final int LATEST = 20;
    private static final int SALES_DAYS = 28;
    private static final int BEST = 5;
    private static final int SCARCE = 5;
    private static final int FEW_PIECES = 5;

    private final DeliveryLedger ledger;
    private final EntityReader orders;
    private final EntityAnswers answers;
    private final Rooms rooms;
    private final SyncHealth syncs;
    private final SalesFigures sales;
    private final TopProducts products;
    private final StockAlerts stock;
    private final LiveFeed feed;
    private final Clock clock;

    DashboardController(
            DeliveryLedger ledger,
            EntityReader orders,
            EntityAnswers answers,
            Rooms rooms,
            SyncHealth syncs,
            SalesFigures sales,
            TopProducts products,
            StockAlerts stock,
            LiveFeed feed,
            ObjectProvider<Clock> clock) {
        this.ledger = ledger;
        this.orders = orders;
        this.answers = answers;
        this.rooms = rooms;
        this.syncs = syncs;
        this.sales = sales;
        this.products = products;
        this.stock = stock;
        this.feed = feed;
        this.clock = clock.getIfAvailable(Clock::systemUTC);
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    String page(@ModelAttribute("frame") Frame frame, Model model) {
        show(frame, model);
        return "dashboard";
    }

    @GetMapping(path = "/live/content", produces = MediaType.TEXT_HTML_VALUE)
    String content(@ModelAttribute("frame") Frame frame, Model model) {
        show(frame, model);
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

    private void show(Frame frame, Model model) {
        ConnectedStore store = frame.store();
        model.addAttribute("store", sheet(store));
        if (store != null) {
            Window window = Window.of(store, SALES_DAYS, null, clock.instant());
            Sales sold = sales.of(store, window);
            model.addAttribute("sales", SalesChart.of(sold));
            model.addAttribute("best", products.of(store, sold.currency(), window, TopProducts.Order.NET, BEST));
            model.addAttribute("scarce", stock.of(store.id(), FEW_PIECES, SCARCE));
            model.addAttribute("few", FEW_PIECES);
            model.addAttribute(
                    "late",
                    ledger.oldestWaiting(store.id())
                            .map(since ->
                                    "The oldest of those that wait came " + Ago.words(since, clock.instant()) + ".")
                            .orElse(""));
        }
    }

    private @Nullable StoreSheet sheet(@Nullable ConnectedStore store) {
        return store == null
                ? null
                : StoreSheet.of(
                        store,
                        ledger.of(store.id()),
                        Room.ALL.stream()
                                .map(room -> new StoreSheet.Count(
                                        room.path(),
                                        rooms.shown(room).one() + "s",
                                        answers.count(rooms.shown(room), store.id())))
                                .toList(),
                        syncs.of(store.id()),
                        orders.latest(OrderRow.class, store.id(), LATEST),
                        clock.instant());
    }
}
