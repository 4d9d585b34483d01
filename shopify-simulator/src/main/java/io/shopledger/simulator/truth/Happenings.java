package io.shopledger.simulator.truth;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What happens in the store from one moment to the next: mostly about orders. */
final class Happenings {
    private final Store store;
    private final OrderLife orders;
    private final ProductLife products;
    private final CustomerLife customers;
    private final StockLife stock;
    private final List<Happening> happenings;

    Happenings(Store store, String shop) {
        this.store = store;
        this.customers = new CustomerLife(store);
        this.orders = new OrderLife(store, shop, customers);
        this.products = new ProductLife(store);
        this.stock = new StockLife(store);
        this.happenings = List.of(
                new Happening(90, null, orders::place),
                new Happening(6, Kind.ORDER, orders::remove),
                new Happening(504, Kind.ORDER, orders::change),
                new Happening(12, null, products::create),
                new Happening(4, Kind.PRODUCT, products::remove),
                new Happening(134, Kind.PRODUCT, products::change),
                new Happening(12, null, customers::create),
                new Happening(3, Kind.CUSTOMER, customers::remove),
                new Happening(85, Kind.CUSTOMER, customers::change),
                new Happening(110, Kind.LEVEL, stock::count),
                new Happening(15, Kind.ITEM, stock::connectOrDisconnect),
                new Happening(25, Kind.ITEM, stock::editItem));
    }

    /** One of them, where there is what it happens to. */
    void next(Random random) {
        int left =
                random.nextInt(happenings.stream().mapToInt(Happening::weight).sum());
        for (Happening candidate : happenings) {
            left -= candidate.weight;
            if (left < 0) {
                boolean possible =
                        candidate.to == null || !store.shelf(candidate.to).isEmpty();
                (possible ? candidate.what : (Runnable) orders::place).run();
                return;
            }
        }
    }

    boolean write(long customer, String text) {
        if (!customers.write(customer, text)) {
            return false;
        }
        Demand.ordersOf(store, customer).forEach(order -> orders.write(order, text));
        return true;
    }

    void forget() {
        orders.forget();
    }

    private record Happening(int weight, @Nullable Kind to, Runnable what) {}
}
