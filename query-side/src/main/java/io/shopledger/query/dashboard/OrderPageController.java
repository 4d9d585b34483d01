package io.shopledger.query.dashboard;

import io.shopledger.StoreId;
import io.shopledger.order.OrderId;
import io.shopledger.query.audit.History;
import io.shopledger.query.audit.HistoryPage;
import io.shopledger.query.entity.EntityReader;
import io.shopledger.query.order.OrderRow;
import io.shopledger.store.Stores;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of one order: how it is now, without anything personal, and what happened to it. */
@Controller
@Hidden
class OrderPageController {
    private static final Logger LOG = LoggerFactory.getLogger(OrderPageController.class);
    private static final int EVENTS = 100;

    private final Stores stores;
    private final EntityReader orders;
    private final History history;

    OrderPageController(Stores stores, EntityReader orders, History history) {
        this.stores = stores;
        this.orders = orders;
        this.history = history;
    }

    @GetMapping(path = "/orders/{id}", produces = MediaType.TEXT_HTML_VALUE)
    String page(
            @PathVariable long id,
            @RequestParam("store_id") long storeId,
            @RequestParam(required = false) @Nullable String cursor,
            Model model,
            HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", DashboardController.POLICY);
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("id", id);
        model.addAttribute("store", storeId);
        Optional<HistoryPage> told = storeId < 1
                ? Optional.empty()
                : history.of(
                        new OrderId(new StoreId(storeId), id).toString(),
                        cursor == null ? 0 : History.position(cursor),
                        EVENTS);
        if (told.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return "order-unknown";
        }
        StoreId store = new StoreId(storeId);
        Optional<OrderRow> row = orders.find(OrderRow.class, store, id);
        model.addAttribute(
                "domain", stores.find(store).map(Stores.ConnectedStore::domain).orElse(null));
        model.addAttribute("order", row.flatMap(OrderPageController::sheet).orElse(null));
        model.addAttribute("name", row.map(OrderRow::name).orElse(Long.toString(id)));
        model.addAttribute(
                "removed", row.map(found -> found.removedAt() != null).orElse(false));
        model.addAttribute("timeline", Timeline.of(told.get()));
        return "order";
    }

    /** The history is shown even where the row cannot be read. */
    private static Optional<OrderSheet> sheet(OrderRow row) {
        try {
            return Optional.of(OrderSheet.of(row));
        } catch (RuntimeException unreadable) {
            LOG.warn(
                    "The page of {} goes without its row, which cannot be read ({})",
                    new OrderId(row.store(), row.id()),
                    unreadable.getClass().getSimpleName());
            return Optional.empty();
        }
    }
}
