package io.shopledger.query.order;

import io.shopledger.StoreId;
import io.shopledger.order.OrderId;
import io.shopledger.order.OrderRecord;
import io.shopledger.query.http.BadRequest;
import io.shopledger.query.http.Bounds;
import io.shopledger.query.http.Cursor;
import io.shopledger.query.http.NotFound;
import io.shopledger.store.Stores;
import io.shopledger.vault.PersonalFields;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Orders as they are now. */
@RestController
@RequestMapping("/api/v1/orders")
@Tag(name = "Orders", description = "Orders as they are now, one row each, as of their last event.")
class OrderController {
    private static final int MOST = 250;

    private final OrderReader orders;
    private final Stores stores;
    private final PersonalFields personal;
    private final UnreadableOrders unreadable;

    OrderController(OrderReader orders, Stores stores, PersonalFields personal, UnreadableOrders unreadable) {
        this.orders = orders;
        this.stores = stores;
        this.personal = personal;
        this.unreadable = unreadable;
    }

    @GetMapping
    @Operation(
            summary = "List a store's orders",
            description = "By id, page by page; removed orders and personal fields are left out, and so is an order "
                    + "whose stored record cannot be read. Give next_cursor back as cursor, with the same sort and "
                    + "filters, until it is null.")
    OrderPage list(
            @Parameter(description = "our number of the store, from 1", example = "1") @RequestParam("store_id")
                    long storeId,
            @Parameter(description = "how many at most, 1 to 250") @RequestParam(defaultValue = "50") int limit,
            @Parameter(description = "next_cursor of the page before") @RequestParam(required = false) @Nullable
                    String cursor,
            @Parameter(description = "only orders in this payment state", example = "paid")
                    @RequestParam(name = "financial_status", required = false)
                    @Nullable
                    String financialStatus,
            @Parameter(
                            description =
                                    "only orders in this fulfillment state; unfulfilled where the order says null",
                            example = "fulfilled")
                    @RequestParam(name = "fulfillment_status", required = false)
                    @Nullable
                    String fulfillmentStatus,
            @Parameter(description = "id (ascending) or -id (descending)") @RequestParam(defaultValue = "id")
                    String sort) {
        StoreId store = connected(storeId);
        if (!sort.equals("id") && !sort.equals("-id")) {
            throw new BadRequest("sort is \"%s\"; orders sort by id or by -id.".formatted(sort));
        }
        int wanted = Bounds.within("limit", limit, 1, MOST);
        List<OrderRow> found = orders.list(new OrderReader.Wanted(
                store,
                word("financial_status", financialStatus),
                word("fulfillment_status", fulfillmentStatus),
                sort.equals("-id"),
                cursor == null ? null : Cursor.read(sort, cursor),
                wanted + 1));
        boolean more = found.size() > wanted;
        List<OrderRow> page = more ? found.subList(0, wanted) : found;
        return new OrderPage(
                page.stream().flatMap(row -> readable(row).stream()).toList(),
                more ? Cursor.at(sort, page.get(page.size() - 1).orderId().shopifyId()) : null);
    }

    /** Reads one order whole: the only place where personal fields are opened, and each opening is logged. */
    @GetMapping("/{id}")
    @Operation(
            summary = "Read one order",
            description = "Whole, with its personal fields; those whose key was destroyed read [redacted].")
    OrderView one(
            @Parameter(description = "Shopify's number of the order, as in its URLs; not the #1001 that people see")
                    @PathVariable
                    long id,
            @Parameter(description = "our number of the store, from 1", example = "1") @RequestParam("store_id")
                    long storeId,
            HttpServletRequest request) {
        OrderId orderId = new OrderId(connected(storeId), id);
        OrderRow row = orders.find(orderId)
                .orElseThrow(() -> new NotFound(
                        "Store %d has no order %d that we heard of. List them: /api/v1/orders?store_id=%1$d; the id is Shopify's number in the order's URL, not its name."
                                .formatted(storeId, id)));
        if (row.removedAt() != null) {
            throw new NotFound(
                    "Order %d of store %d was removed from Shopify at %s. What happened to it: /api/v1/audit/orders/%1$d/history?store_id=%2$d"
                            .formatted(id, storeId, row.removedAt()));
        }
        OrderRecord record = row.record();
        List<Optional<String>> opened = Stream.of(record.personal(), record.browsing())
                .flatMap(Stream::ofNullable)
                .map(part -> personal.open(orderId.store(), orderId.toString(), part, reader(request)))
                .toList();
        return OrderView.withPersonalFields(row, record, opened);
    }

    /** A page goes on without a row that cannot be read: the others are not to blame, and its cursor passes over it. */
    private Optional<OrderView> readable(OrderRow row) {
        try {
            return Optional.of(OrderView.of(row));
        } catch (RuntimeException failure) {
            unreadable.passedOver(row.orderId(), failure);
            return Optional.empty();
        }
    }

    private StoreId connected(long storeId) {
        StoreId store = Bounds.store(storeId);
        if (stores.find(store).isEmpty()) {
            throw new NotFound(
                    "No store %d is connected. store_id is our number of the store, from 1; the demo's store is 1."
                            .formatted(storeId));
        }
        return store;
    }

    private static @Nullable String word(String parameter, @Nullable String value) {
        if (value == null) {
            return null;
        }
        if (!value.matches("[A-Za-z_]{1,40}")) {
            throw new BadRequest("%s is not one of Shopify's words, such as paid, pending, fulfilled or unfulfilled."
                    .formatted(parameter));
        }
        return value.toUpperCase(Locale.ROOT);
    }

    private static String reader(HttpServletRequest request) {
        String user = request.getRemoteUser();
        return user == null ? "local" : user;
    }
}
