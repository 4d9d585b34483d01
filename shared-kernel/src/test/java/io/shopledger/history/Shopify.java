package io.shopledger.history;

import io.shopledger.CanonicalRecord;
import io.shopledger.Money;
import io.shopledger.StoreId;
import io.shopledger.customer.CustomerId;
import io.shopledger.history.TrueEntity.State;
import io.shopledger.inventory.InventoryItemId;
import io.shopledger.inventory.InventoryItemRecord;
import io.shopledger.inventory.StockLevelId;
import io.shopledger.inventory.StockLevelRecord;
import io.shopledger.order.OrderId;
import io.shopledger.product.ProductId;
import io.shopledger.product.ProductRecord;
import io.shopledger.product.ProductVariant;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The store as it truly is: each step makes one change, and what follows from it. Ids are used once, handles again. */
final class Shopify {
    private static final List<String> HANDLES = List.of("hats", "caps", "scarves", "gloves");
    private static final List<Long> LOCATIONS = List.of(91L, 92L);
    private static final int MOST_OF_A_KIND = 5;

    /** What is edited of one, its price aside. */
    private static final List<String> OF_A_VARIANT = ProductVariant.FIELDS.entityFields().stream()
            .filter(field -> !List.of("id", "price", "compare_at_price", "inventory_item_id", "created_at")
                    .contains(field))
            .toList();

    private final StoreId store;
    private final Tellings tellings;
    private final Map<String, TrueEntity<?>> entities = new LinkedHashMap<>();
    private Instant now = Instant.parse("2026-10-05T12:00:00Z");
    private long lastId = 1_000;
    private Random chance = new Random(0);

    @SuppressWarnings("NullAway.Init") // the first step that makes something sets it
    private TrueEntity<?> changedLast;

    Shopify(StoreId store, Tellings tellings) {
        this.store = store;
        this.tellings = tellings;
    }

    Collection<TrueEntity<?>> entities() {
        return entities.values();
    }

    Instant now() {
        return now;
    }

    void take(Step step) {
        chance = new Random(step.chance());
        timePasses();
        tellings.decideBy(chance);
        switch (step.act()) {
            case LIST_PRODUCT -> listProduct();
            case EDIT_PRODUCT -> any(StoreKind.PRODUCT).ifPresent(this::editProduct);
            case CHANGE_VARIANTS -> any(StoreKind.PRODUCT).ifPresent(this::changeVariants);
            case PRICE -> any(StoreKind.PRODUCT).ifPresent(this::price);
            case DELETE_PRODUCT -> any(StoreKind.PRODUCT).ifPresent(this::deleteProduct);
            case EDIT_ITEM -> any(StoreKind.ITEM).ifPresent(this::edit);
            case STOCK -> any(StoreKind.STOCK).ifPresent(this::edit);
            case DISCONNECT -> any(StoreKind.STOCK).ifPresent(this::remove);
            case CONNECT -> any(StoreKind.ITEM).ifPresent(this::connect);
            case JOIN -> join();
            case EDIT_CUSTOMER -> any(StoreKind.CUSTOMER).ifPresent(this::edit);
            case DELETE_CUSTOMER -> any(StoreKind.CUSTOMER).ifPresent(this::remove);
            case PLACE -> place();
            case EDIT_ORDER ->
                any(StoreKind.ORDER)
                        .ifPresent(order ->
                                edit(order, "financial_status", "fulfillment_status", "cancelled_at", "cancel_reason"));
            case PAY -> order(Map.of("financial_status", "PAID"));
            case FULFIL -> some(StoreKind.ORDER, Map.of("fulfillment_status", "FULFILLED"), "fulfillments");
            case REFUND -> some(StoreKind.ORDER, Map.of("financial_status", "REFUNDED"), "refunds");
            case CANCEL -> order(Map.of("cancelled_at", whole(now), "cancel_reason", "CUSTOMER"));
            case CLOSE -> order(Map.of("closed_at", whole(now)));
            case DELETE_ORDER -> any(StoreKind.ORDER).ifPresent(this::remove);
            case UNDO -> anyAtAll().ifPresent(this::undo);
            case TOUCH -> anyAtAll().ifPresent(this::touch);
            case REDACT -> redact();
            case HINT -> any(StoreKind.ORDER).ifPresent(order -> tellings.hint(order, now));
            case READ -> {
                if (!entities.isEmpty()) {
                    TrueEntity<?> read = chance.nextBoolean() ? changedLast : one(entities());
                    tellings.readOne(read, now);
                }
            }
            case SWEEP -> tellings.readAll(entities(), now);
            case BULK -> tellings.bulk(entities(), now);
        }
    }

    /** Often within the same second, for all that Shopify says of the time is the second. */
    private void timePasses() {
        int pause = chance.nextInt(20);
        Instant next = now.plusMillis(10);
        if (pause < 10 && next.getEpochSecond() == now.getEpochSecond()) {
            now = next;
        } else if (pause < 16) {
            now = whole(now).plusSeconds(1);
        } else if (pause < 19) {
            now = whole(now).plusSeconds(2 + chance.nextInt(60));
        } else {
            now = whole(now).plusSeconds(3_600);
        }
    }

    private void join() {
        if (living(StoreKind.CUSTOMER).size() < MOST_OF_A_KIND) {
            begin(StoreKind.CUSTOMER, new CustomerId(store, nextId()).toString(), Map.of());
        }
    }

    private void place() {
        if (living(StoreKind.ORDER).size() < MOST_OF_A_KIND) {
            begin(
                    StoreKind.ORDER,
                    new OrderId(store, nextId()).toString(),
                    Map.of("financial_status", "PENDING", "fulfillment_status", "UNFULFILLED"));
        }
    }

    private void listProduct() {
        List<String> free = freeHandles();
        if (free.isEmpty()) {
            return;
        }
        List<ProductVariant> variants = new ArrayList<>();
        for (int i = 0; i <= chance.nextInt(2); i++) {
            variants.add(variant());
        }
        begin(
                StoreKind.PRODUCT,
                new ProductId(store, nextId()).toString(),
                Map.of("handle", one(free), "variants", variants));
        variants.forEach(this::beginItem);
    }

    private List<String> freeHandles() {
        List<String> free = new ArrayList<>(HANDLES);
        living(StoreKind.PRODUCT)
                .forEach(product -> free.remove(product.record().handle()));
        return free;
    }

    private void editProduct(TrueEntity<ProductRecord> product) {
        List<String> free = freeHandles();
        if (!free.isEmpty() && chance.nextInt(6) == 0) {
            change(product, Map.of("handle", one(free)));
        } else {
            edit(product, "handle", "variants");
        }
    }

    private void changeVariants(TrueEntity<ProductRecord> product) {
        List<ProductVariant> variants = new ArrayList<>(product.record().variants());
        int what = chance.nextInt(3);
        if (what == 0) {
            int which = chance.nextInt(variants.size());
            List<String> edited = List.of(one(OF_A_VARIANT), one(OF_A_VARIANT));
            variants.set(which, edited(variants.get(which), edited));
        } else if (what == 1 && variants.size() > 1) {
            removeItem(variants.remove(chance.nextInt(variants.size())));
        } else if (variants.size() < 3) {
            ProductVariant added = variant();
            variants.add(added);
            beginItem(added);
        }
        change(product, Map.of("variants", variants));
    }

    private void price(TrueEntity<ProductRecord> product) {
        List<ProductVariant> variants = new ArrayList<>(product.record().variants());
        int which = chance.nextInt(variants.size());
        List<String> prices = chance.nextInt(3) == 0 ? List.of("price", "compare_at_price") : List.of("price");
        variants.set(which, edited(variants.get(which), prices));
        change(product, Map.of("variants", variants));
    }

    private ProductVariant edited(ProductVariant variant, List<String> fields) {
        return ProductVariant.FIELDS.with(variant, new Values(chance, "").of(variant, ProductVariant.FIELDS, fields));
    }

    private void deleteProduct(TrueEntity<ProductRecord> product) {
        product.record().variants().forEach(this::removeItem);
        remove(product);
    }

    private ProductVariant variant() {
        return new ProductVariant(
                nextId(),
                "Red",
                null,
                null,
                new Money("10", null),
                null,
                1L,
                true,
                "DENY",
                nextId(),
                now,
                List.of("Red"));
    }

    private void beginItem(ProductVariant variant) {
        long item = Objects.requireNonNull(variant.inventoryItemId());
        begin(StoreKind.ITEM, new InventoryItemId(store, item).toString(), Map.of());
        level(item, one(LOCATIONS));
    }

    private void removeItem(ProductVariant variant) {
        long item = Objects.requireNonNull(variant.inventoryItemId());
        LOCATIONS.stream()
                .map(location -> entities.get(new StockLevelId(store, item, location).toString()))
                .filter(level -> level != null && level.isAlive())
                .forEach(this::remove);
        remove(entities.get(new InventoryItemId(store, item).toString()));
    }

    /** Mostly where it was before: its level is there again under its old key. */
    private void connect(TrueEntity<InventoryItemRecord> item) {
        List<StockLevelId> left = entities.values().stream()
                .filter(entity -> entity.kind == StoreKind.STOCK && !entity.isAlive())
                .map(entity -> StockLevelId.parse(entity.stream))
                .filter(level -> entities.get(new InventoryItemId(store, level.item()).toString())
                        .isAlive())
                .toList();
        if (left.isEmpty()) {
            level(InventoryItemId.parse(item.stream).shopifyId(), one(LOCATIONS));
        } else {
            StockLevelId again = one(left);
            level(again.item(), again.location());
        }
    }

    @SuppressWarnings("unchecked")
    private void level(long item, long location) {
        String stream = new StockLevelId(store, item, location).toString();
        TrueEntity<StockLevelRecord> before = (TrueEntity<StockLevelRecord>) entities.get(stream);
        if (before == null) {
            begin(StoreKind.STOCK, stream, Map.of());
        } else if (!before.isAlive()) {
            change(before, new Values(chance, stream).of(before.record(), before.kind.fields()));
        }
    }

    private void order(Map<String, ?> changes) {
        some(StoreKind.ORDER, changes);
    }

    /** Changes one of a kind in what is given and, by chance, in further fields. */
    private <R extends Record & CanonicalRecord<R>> void some(
            StoreKind<R> kind, Map<String, ?> changes, String... further) {
        any(kind).ifPresent(entity -> {
            Map<String, @Nullable Object> all = new HashMap<>(changes);
            all.putAll(new Values(chance, entity.stream).of(entity.record(), List.of(further)));
            change(entity, all);
        });
    }

    /** Changes one to three of its fields, whichever they are. */
    private <R extends Record & CanonicalRecord<R>> void edit(TrueEntity<R> entity, String... notThese) {
        List<String> fields = new ArrayList<>(entity.kind.fields());
        fields.removeAll(List.of(notThese));
        List<String> edited = new ArrayList<>();
        for (int i = 0; i <= chance.nextInt(3); i++) {
            edited.add(one(fields));
        }
        change(entity, new Values(chance, entity.stream).of(entity.record(), edited));
    }

    private <R extends Record & CanonicalRecord<R>> void undo(TrueEntity<R> entity) {
        int before = entity.states.size() - 2;
        boolean ofItsOwn =
                !entity.kind.key().equals("product"); // its variants have items, its handle may be another's by now
        if (before >= 0 && ofItsOwn) {
            come(entity, entity.states.get(before).record());
        }
    }

    private <R extends Record & CanonicalRecord<R>> void touch(TrueEntity<R> entity) {
        come(entity, entity.record());
    }

    /** One customer asks, there or gone, and with them some orders are named; or what is named was made this moment. */
    private void redact() {
        if (chance.nextBoolean()) {
            join();
        }
        List<TrueEntity<?>> customers = unforgotten(StoreKind.CUSTOMER);
        List<TrueEntity<?>> subjects = new ArrayList<>(unforgotten(StoreKind.ORDER));
        while (subjects.size() > 2) {
            subjects.remove(chance.nextInt(subjects.size()));
        }
        if (!customers.isEmpty()) {
            subjects.add(one(customers));
        }
        if (changedLast != null && isUnforgotten(changedLast) && !subjects.contains(changedLast)) {
            subjects.add(changedLast);
        }
        subjects.forEach(subject -> tellings.demanded(subject, now));
    }

    private List<TrueEntity<?>> unforgotten(StoreKind<?> kind) {
        return entities.values().stream()
                .<TrueEntity<?>>map(entity -> entity)
                .filter(entity -> entity.kind == kind && isUnforgotten(entity))
                .toList();
    }

    private static boolean isUnforgotten(TrueEntity<?> entity) {
        return entity.kind.demand() != null && entity.demand == null;
    }

    private <R extends Record & CanonicalRecord<R>> void begin(StoreKind<R> kind, String stream, Map<String, ?> given) {
        TrueEntity<R> entity = new TrueEntity<>(kind, stream, chance.nextInt(5) < 2);
        Map<String, @Nullable Object> all = new HashMap<>(new Values(chance, stream).of(kind.empty(), kind.fields()));
        all.putAll(given);
        entities.put(stream, entity);
        come(entity, kind.empty().with(all));
    }

    private <R extends Record & CanonicalRecord<R>> void change(
            TrueEntity<R> entity, Map<String, ? extends @Nullable Object> changes) {
        come(entity, entity.record().with(changes));
    }

    private <R extends Record & CanonicalRecord<R>> void come(TrueEntity<R> entity, R record) {
        entity.states.add(new State<>(record, whole(now), now, true));
        changedLast = entity;
        tellings.changed(entity);
    }

    private <R extends Record & CanonicalRecord<R>> void remove(TrueEntity<R> entity) {
        entity.states.add(new State<>(entity.record(), whole(now), now, false));
        changedLast = entity;
        tellings.removed(entity);
    }

    private Optional<TrueEntity<?>> anyAtAll() {
        List<TrueEntity<?>> all = living();
        return all.isEmpty() ? Optional.empty() : Optional.of(one(all));
    }

    private <R extends Record & CanonicalRecord<R>> Optional<TrueEntity<R>> any(StoreKind<R> kind) {
        List<TrueEntity<R>> all = living(kind);
        return all.isEmpty() ? Optional.empty() : Optional.of(one(all));
    }

    private List<TrueEntity<?>> living() {
        return entities.values().stream()
                .<TrueEntity<?>>map(entity -> entity)
                .filter(TrueEntity::isAlive)
                .toList();
    }

    @SuppressWarnings("unchecked")
    private <R extends Record & CanonicalRecord<R>> List<TrueEntity<R>> living(StoreKind<R> kind) {
        return living().stream()
                .filter(entity -> entity.kind == kind)
                .map(entity -> (TrueEntity<R>) entity)
                .toList();
    }

    private long nextId() {
        return ++lastId;
    }

    private <T> T one(Collection<T> those) {
        return List.copyOf(those).get(chance.nextInt(those.size()));
    }

    private static Instant whole(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS);
    }
}
