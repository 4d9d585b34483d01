package io.shopledger.query.figures;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.shopledger.query.http.BadRequest;
import io.shopledger.query.http.Bounds;
import io.shopledger.query.http.NotFound;
import io.shopledger.query.http.ReadsAsOf;
import io.shopledger.query.past.PastRows;
import io.shopledger.store.Stores;
import io.shopledger.store.Stores.ConnectedStore;
import io.shopledger.webhook.DeliveryLedger;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a dashboard shows of a store, each figure by one call. */
@RestController
@RequestMapping("/api/v1/dashboard")
@Tag(name = "Dashboard", description = "A store's figures, out of tables that are kept for them.")
class FiguresController {
    private static final int MOST_LINES = 250;
    private static final int MOST_PIECES = 1_000_000_000;

    private final Stores stores;
    private final SalesFigures sales;
    private final TopProducts products;
    private final StockAlerts stock;
    private final DeliveryLedger ledger;
    private final SyncHealth syncs;
    private final PastRows past;
    private final Clock clock;

    FiguresController(
            Stores stores,
            SalesFigures sales,
            TopProducts products,
            StockAlerts stock,
            DeliveryLedger ledger,
            SyncHealth syncs,
            PastRows past,
            ObjectProvider<Clock> clock) {
        this.stores = stores;
        this.sales = sales;
        this.products = products;
        this.stock = stock;
        this.ledger = ledger;
        this.syncs = syncs;
        this.past = past;
        this.clock = clock.getIfAvailable(Clock::systemUTC);
    }

    @Schema(name = "TopProducts")
    record Best(
            @JsonProperty("currency") @Schema(example = "EUR")
            String currency,

            @JsonProperty("time_zone") @Schema(example = "Europe/Berlin")
            String timeZone,

            @JsonProperty("from") LocalDate from,
            @JsonProperty("until") LocalDate until,
            @JsonProperty("products") List<TopProducts.Line> products) {}

    @Schema(name = "StockAlerts")
    record Alerts(
            @JsonProperty("below") int below,
            @JsonProperty("stock_alerts") List<StockAlerts.Line> alerts) {}

    @Schema(name = "SyncsHealth")
    record Syncs(@JsonProperty("sync_types") List<SyncHealth.Line> types) {}

    @GetMapping("/sales")
    @ReadsAsOf
    @Operation(
            summary = "A store's sales by day",
            description =
                    "In the store's own time zone and currency, with what was refunded and cancelled on each day, of orders of "
                            + "whichever day. Test orders are left out.")
    Sales sales(
            @Parameter(description = "our number of the store, from 1", example = "1") @RequestParam("store_id")
                    long storeId,
            @Parameter(description = "how many days, 1 to 366") @RequestParam(defaultValue = "28") int days,
            @Parameter(description = "the last day, of the store's zone; today unless told", example = "2026-11-27")
                    @RequestParam(required = false)
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable
                    LocalDate until) {
        ConnectedStore store = store(storeId);
        return sales.of(store, window(store, days, until));
    }

    @GetMapping("/top-products")
    @ReadsAsOf
    @Operation(
            summary = "What sold best",
            description =
                    "Products by what their lines brought in, discounts taken off and returns subtracted, in the store's "
                            + "currency; or by pieces.")
    Best topProducts(
            @Parameter(description = "our number of the store, from 1", example = "1") @RequestParam("store_id")
                    long storeId,
            @Parameter(description = "how many days, 1 to 366") @RequestParam(defaultValue = "28") int days,
            @Parameter(description = "the last day, of the store's zone; today unless told", example = "2026-11-27")
                    @RequestParam(required = false)
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable
                    LocalDate until,
            @Parameter(description = "how many at most, 1 to 250") @RequestParam(defaultValue = "10") int limit,
            @Parameter(description = "net or quantity") @RequestParam(defaultValue = "net") String by) {
        ConnectedStore store = store(storeId);
        Window window = window(store, days, until);
        TopProducts.Order wanted = order(by);
        int most = Bounds.within("limit", limit, 1, MOST_LINES);
        String currency = sales.of(store, window).currency();
        return new Best(
                currency,
                window.zone().getId(),
                window.first(),
                window.last(),
                past.read(() -> products.of(store, currency, window, wanted, most)));
    }

    @GetMapping("/stock-alerts")
    @ReadsAsOf
    @Operation(
            summary = "Where stock runs out",
            description =
                    "Stock levels with fewer than below pieces available, the least first; of items whose stock is tracked.")
    Alerts stockAlerts(
            @Parameter(description = "our number of the store, from 1", example = "1") @RequestParam("store_id")
                    long storeId,
            @Parameter(description = "levels with at least so many are left out") @RequestParam(defaultValue = "5")
                    int below,
            @Parameter(description = "how many at most, 1 to 250") @RequestParam(defaultValue = "50") int limit) {
        int least = Bounds.within("below", below, -MOST_PIECES, MOST_PIECES);
        int most = Bounds.within("limit", limit, 1, MOST_LINES);
        ConnectedStore store = store(storeId);
        return new Alerts(least, past.read(() -> stock.of(store.id(), least, most)));
    }

    @GetMapping("/webhooks")
    @Operation(
            summary = "How a store's webhooks do",
            description =
                    "How long the delivery that waits longest has waited, and what became of all that were received.")
    WebhookFigures webhooks(
            @Parameter(description = "our number of the store, from 1", example = "1") @RequestParam("store_id")
                    long storeId) {
        return WebhookFigures.of(ledger, store(storeId).id(), clock.instant());
    }

    @GetMapping("/syncs")
    @Operation(
            summary = "How a store's syncs do",
            description = "By type: how the latest went, when one last ended well, and how many failed since.")
    Syncs syncs(
            @Parameter(description = "our number of the store, from 1", example = "1") @RequestParam("store_id")
                    long storeId) {
        return new Syncs(syncs.of(store(storeId).id()));
    }

    /** Up to today, or to the day as of which is asked. */
    private Window window(ConnectedStore store, int days, @Nullable LocalDate until) {
        return Window.of(
                store, days, until, past.asked().map(PastRows.Asked::knownAt).orElseGet(clock::instant));
    }

    private ConnectedStore store(long number) {
        return stores.find(Bounds.store(number)).orElseThrow(() -> new NotFound(Stores.unknown(number)));
    }

    private static TopProducts.Order order(String by) {
        return switch (by) {
            case "net" -> TopProducts.Order.NET;
            case "quantity" -> TopProducts.Order.QUANTITY;
            default ->
                throw new BadRequest("by is \"%s\"; give net or quantity."
                        .formatted(by.length() > 40 ? by.substring(0, 40) + "…" : by));
        };
    }
}
