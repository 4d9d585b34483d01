package io.shopledger.simulator.truth;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a store begins with: equal seeds grow into equal stores.
 *
 * @param startedAt whole seconds; the orders are spread over the 60 days before it, products and customers over the 60
 *     days before those
 */
public record Seed(String shop, long seed, int orders, int products, int customers, Instant startedAt) {
    private static final Duration PAST = Duration.ofDays(60);
    private static final double ELSEWHERE = 0.35;

    public Seed {
        startedAt = startedAt.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Products, their items and levels, customers, orders, each kind in the order of its ids. */
    void grow(Ids ids, Consumer<Entity> grown) {
        Growth growth = new Growth(grown);
        for (int number = 0; number < products; number++) {
            product(number, ids, growth);
        }
        for (int number = 0; number < customers; number++) {
            Random own = new Random(seed * 15_485_863 + number);
            own.nextInt();
            Instant since = spread(startedAt.minus(PAST).minus(PAST), number, customers, own);
            ObjectNode customer = People.ofSeed(seed, number, Moment.text(since));
            growth.add(Kind.CUSTOMER, customer, People.more(customer, own), since);
        }
        NewOrders newOrders = new NewOrders(shop, new SeedGoods());
        for (int number = 0; number < orders; number++) {
            order(number, newOrders, ids, growth);
        }
    }

    private void product(int number, Ids ids, Growth growth) {
        Random own = new Random(seed * 7_919 + number);
        Article article = Article.of(own, number);
        Instant since = spread(startedAt.minus(PAST).minus(PAST), number, products, own);
        Moment at = new Moment(own, since, ids);
        ObjectNode product = NewProducts.product(article, number, own, Numbers.ofSeed(number), at.text());
        for (ObjectNode variant : ProductBody.variants(product)) {
            growth.add(Kind.ITEM, NewProducts.item(variant, article.grams(), own, at.text()), null, since);
            long item = variant.get("inventory_item_id").asLong();
            long total = 0;
            for (long location : Locations.ids()) {
                if (location == Locations.MAIN || at.chance(ELSEWHERE)) {
                    int available = own.nextInt(5) == 0 ? 0 : own.nextInt(300);
                    total += available;
                    ObjectNode level = NewProducts.level(item, location, available, at.text());
                    growth.add(Kind.LEVEL, level, Quantities.moved(level, null, at), since);
                }
            }
            variant.put("inventory_quantity", total).put("old_inventory_quantity", total);
        }
        Instant updated = since.plusSeconds(own.nextInt(3) == 0 ? own.nextInt(4_000_000) : 0);
        product.put("updated_at", Moment.text(updated));
        growth.add(Kind.PRODUCT, product, ProductBody.cut(product), updated);
    }

    private void order(int number, NewOrders newOrders, Ids ids, Growth growth) {
        Random random = new Random(seed * 31_337 + number);
        random.nextInt(); // the first number of neighbouring seeds is nearly the same
        Instant now = spread(startedAt.minus(PAST), number, orders, random);
        ObjectNode order = newOrders.place(new Moment(random, now, ids));
        int steps = random.nextInt(6);
        for (int step = 0; step < steps; step++) {
            long left = now.until(startedAt, ChronoUnit.SECONDS);
            now = now.plusSeconds((long) (random.nextDouble() * Math.min(left, 200_000)));
            Life.goOn(order, new Moment(random, now, ids));
        }
        growth.add(Kind.ORDER, order, OrderBody.cut(order), now);
    }

    private static Instant spread(Instant from, int number, int count, Random random) {
        double share = (number + random.nextDouble()) / count;
        return from.plusSeconds((long) (share * PAST.toSeconds()));
    }

    /** What was there to be bought in the beginning. */
    private final class SeedGoods implements NewOrders.Goods {
        @Override
        public @Nullable ObjectNode buyer(Moment at) {
            if (customers == 0) {
                return null;
            }
            int number = at.random().nextInt(customers);
            while (number > 0 && People.neverOrders(SeedIds.customer(number))) {
                number--;
            }
            Random own = new Random(seed * 15_485_863 + number);
            own.nextInt();
            Instant since = spread(startedAt.minus(PAST).minus(PAST), number, customers, own);
            return People.ofSeed(seed, number, Moment.text(since));
        }

        @Override
        public @Nullable Wares wares(Moment at) {
            if (products == 0 || at.chance(0.03)) {
                return null;
            }
            int number = at.random().nextInt(products);
            return Wares.of(Article.of(new Random(seed * 7_919 + number), number), number, at.random());
        }
    }

    private static final class Growth {
        private final Consumer<Entity> grown;
        private long nanos;

        Growth(Consumer<Entity> grown) {
            this.grown = grown;
        }

        void add(Kind kind, ObjectNode body, @Nullable ObjectNode more, Instant now) {
            grown.accept(new Entity(
                    kind,
                    Store.id(kind, body),
                    now,
                    now.plusNanos(++nanos),
                    false,
                    PackedJson.of(body),
                    more == null ? null : PackedJson.of(more)));
        }
    }
}
