package io.shopledger.query.audit;

import io.shopledger.StoreId;
import io.shopledger.customer.CustomerEvent;
import io.shopledger.inventory.InventoryItemEvent;
import io.shopledger.inventory.StockLevelEvent;
import io.shopledger.observation.ObservedEvent;
import io.shopledger.order.OrderEvent;
import io.shopledger.product.ProductEvent;
import io.shopledger.query.http.BadRequest;
import io.shopledger.query.http.NotFound;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds whose history may be asked for, by their words in addresses. */
enum AuditedKind {
    PRODUCTS("product", "product", ProductEvent.class),
    ORDERS("order", "order", OrderEvent.class),
    CUSTOMERS("customer", "customer", CustomerEvent.class),
    INVENTORY("item", "inventory item", InventoryItemEvent.class),
    STOCK("stock", "stock level", StockLevelEvent.class);

    private final String key;
    private final String one;
    private final Class<? extends ObservedEvent> events;

    AuditedKind(String key, String one, Class<? extends ObservedEvent> events) {
        this.key = key;
        this.one = one;
        this.events = events;
    }

    /** @return how the keys of its streams begin, of one store */
    String streams(StoreId store) {
        return key + "/" + store + "/";
    }

    Class<?> events() {
        return events;
    }

    String one() {
        return one;
    }

    static AuditedKind of(String word) {
        return find(word)
                .orElseThrow(() -> new NotFound("There is no kind \"%s\"; there are stores and %s."
                        .formatted(word.length() > 40 ? word.substring(0, 40) + "…" : word, words())));
    }

    /** The same, where it is a parameter and not a part of the address. */
    static AuditedKind given(String word) {
        return find(word)
                .orElseThrow(() -> new BadRequest("kind is \"%s\"; there are %s.".formatted(shortened(word), words())));
    }

    private static Optional<AuditedKind> find(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    private static String words() {
        return Arrays.stream(values()).map(AuditedKind::word).collect(Collectors.joining(", "));
    }

    /** @return the key of the event stream of the entity with that id */
    String stream(StoreId store, String id) {
        String form = this == STOCK ? "\\d{1,18}-\\d{1,18}" : "\\d{1,19}";
        if (!id.matches(form)) {
            throw new BadRequest(
                    this == STOCK
                            ? "id is \"%s\"; expected are the item's and the location's numbers, such as 808950810-905684977."
                                    .formatted(shortened(id))
                            : "id is \"%s\"; expected is a whole number.".formatted(shortened(id)));
        }
        return streams(store) + id.replace('-', '/');
    }

    NotFound unheardOf(StoreId store, String id) {
        return new NotFound(
                "Nothing ever happened to %s %s of store %s that we heard of. There are: /api/v1/%s?store_id=%3$s"
                        .formatted(one, id, store, this == STOCK ? "inventory" : word()));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String shortened(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
