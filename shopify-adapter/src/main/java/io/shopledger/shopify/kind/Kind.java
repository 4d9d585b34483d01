package io.shopledger.shopify.kind;

import io.shopledger.shopify.customer.CustomersObserved;
import io.shopledger.shopify.inventory.ItemsObserved;
import io.shopledger.shopify.inventory.StockObserved;
import io.shopledger.shopify.observation.Observing;
import io.shopledger.shopify.order.OrdersObserved;
import io.shopledger.shopify.product.ProductsObserved;
import java.util.Arrays;

/** What we observe of a store, under the first word of its stream keys. */
public enum Kind {
    PRODUCT("product", "Product", "products-by-id", false, new ProductsObserved()),
    ITEM("item", "InventoryItem", "inventory-items-by-id", false, new ItemsObserved()),
    /** Read with its item: of a level's own global id we know nothing but what its nodes say. */
    STOCK("stock", "InventoryItem", "inventory-items-by-id", false, new StockObserved()),
    CUSTOMER("customer", "Customer", "customers-by-id", true, new CustomersObserved()),
    ORDER("order", "Order", "orders-by-id", true, new OrdersObserved());

    private final String word;
    private final String gidType;
    private final String document;
    private final boolean personal;
    private final Observing observing;

    Kind(String word, String gidType, String document, boolean personal, Observing observing) {
        this.word = word;
        this.gidType = gidType;
        this.document = document;
        this.personal = personal;
        this.observing = observing;
    }

    /** @param stream the key of an observed stream, such as {@code stock/7/808950810/905684977} */
    public static Kind ofStream(String stream) {
        return Arrays.stream(values())
                .filter(kind -> stream.startsWith(kind.word + "/"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Nothing observed has the key " + stream));
    }

    /** @return what is asked for it by its id, such as {@code Order} */
    public String gidType() {
        return gidType;
    }

    /** @return the document that asks for it by ids, without its ending; its variable is {@code ids} */
    public String document() {
        return document;
    }

    /** @return whether it has personal fields, sealed under a key of its own */
    public boolean isPersonal() {
        return personal;
    }

    public Observing observing() {
        return observing;
    }
}
