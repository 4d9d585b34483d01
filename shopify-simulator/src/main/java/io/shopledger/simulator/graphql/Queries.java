package io.shopledger.simulator.graphql;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.TypeRuntimeWiring;
import io.shopledger.simulator.faults.Fault;
import io.shopledger.simulator.faults.Faults;
import io.shopledger.simulator.oauth.Scopes;
import io.shopledger.simulator.truth.Entity;
import io.shopledger.simulator.truth.Kind;
import io.shopledger.simulator.truth.Locations;
import io.shopledger.simulator.truth.Shelf;
import io.shopledger.simulator.truth.Shop;
import io.shopledger.simulator.truth.Truth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The fields of {@code QueryRoot}. */
final class Queries {
    private final Truth truth;
    private final Lookup lookup;
    private final Supplier<Scopes> scopes;
    private final Faults faults;
    private final Map<String, AtomicLong> pages = new ConcurrentHashMap<>();
    private final Map<String, Map<Integer, AtomicLong>> sizes = new ConcurrentHashMap<>();

    Queries(Truth truth, Lookup lookup, Supplier<Scopes> scopes, Faults faults) {
        this.faults = faults;
        this.scopes = scopes;
        this.truth = truth;
        this.lookup = lookup;
    }

    /** How many pages were asked for, by connection. */
    Map<String, AtomicLong> pages() {
        return pages;
    }

    /** The same by the sizes that were asked for. */
    Map<String, Map<Integer, AtomicLong>> sizes() {
        return sizes;
    }

    void addTo(TypeRuntimeWiring.Builder root) {
        connection(root, "products", Kind.PRODUCT);
        connection(root, "orders", Kind.ORDER);
        connection(root, "customers", Kind.CUSTOMER);
        connection(root, "inventoryItems", Kind.ITEM);
        root.dataFetcher(
                "locations", field -> counted("locations", () -> locations().page(field.getArguments())));
        root.dataFetcher("productVariants", field -> counted("productVariants", () -> variants(field)));
        for (String one : List.of(
                "product",
                "order",
                "customer",
                "inventoryItem",
                "inventoryLevel",
                "productVariant",
                "refund",
                "return",
                "fulfillment",
                "location",
                "node")) {
            root.dataFetcher(one, field -> lookup.node(id(field)));
        }
        root.dataFetcher("nodes", this::nodes);
        count(root, "productsCount", Kind.PRODUCT);
        count(root, "ordersCount", Kind.ORDER);
        count(root, "customersCount", Kind.CUSTOMER);
        root.dataFetcher(
                "productVariantsCount",
                field -> count(field, variantsLike(field.getArgument("query")).size()));
        root.dataFetcher("locationsCount", field -> count(field, Locations.ids().size()));
        root.dataFetcher("productByIdentifier", this::productByIdentifier);
        root.dataFetcher(
                "shop",
                field -> shop(field.getGraphQlContext()
                        .getOrDefault("shop", truth.seed().shop())));
        root.dataFetcher("currentAppInstallation", field -> installation());
    }

    private void connection(TypeRuntimeWiring.Builder root, String name, Kind kind) {
        root.dataFetcher(name, field -> counted(name, () -> page(kind, field)));
    }

    private <T> T counted(String connection, Supplier<T> page) {
        pages.computeIfAbsent(connection, name -> new AtomicLong()).incrementAndGet();
        return page.get();
    }

    private Map<String, @Nullable Object> page(Kind kind, DataFetchingEnvironment field) {
        int size = Page.size(field.getArguments());
        sizes.computeIfAbsent(field.getField().getName(), name -> new ConcurrentHashMap<>())
                .computeIfAbsent(size, first -> new AtomicLong())
                .incrementAndGet();
        Cursor after = Page.after(field.getArguments());
        boolean byUpdate = "UPDATED_AT".equals(field.getArgument("sortKey"));
        boolean reverse = Boolean.TRUE.equals(field.getArgument("reverse"));
        Predicate<Entity> wanted = Filter.of(field.getArgument("query"));
        Shelf.@Nullable Spot from =
                after == null ? null : new Shelf.Spot(byUpdate ? after.time() : Instant.EPOCH, after.id());
        List<Entity> found = truth.with(store -> store.shelf(kind).next(byUpdate, reverse, from, wanted, size + 1));
        List<Page.Node> nodes = new ArrayList<>();
        for (Entity entity : found) {
            nodes.add(new Page.Node(
                    nodes.size() < size ? lookup.shape(entity) : Map.of(),
                    new Cursor(entity.id(), entity.updated().toString())));
        }
        return Page.of(nodes, size, after != null);
    }

    private Object nodes(DataFetchingEnvironment field) {
        List<String> ids = field.getArgument("ids");
        List<@Nullable Object> nodes = new ArrayList<>();
        if (ids == null || ids.size() > 250) {
            throw Complaint.of(
                    "MAX_INPUT_SIZE_EXCEEDED",
                    "The input array size of %d is greater than the maximum allowed of 250."
                            .formatted(ids == null ? 0 : ids.size()));
        }
        ids.forEach(id -> nodes.add(lookup.node(id)));
        return nodes;
    }

    private void count(TypeRuntimeWiring.Builder root, String name, Kind kind) {
        root.dataFetcher(name, field -> {
            Predicate<Entity> wanted = Filter.of(field.getArgument("query"));
            return count(field, truth.with(store -> store.shelf(kind).count(wanted)));
        });
    }

    /** Exact up to the limit, which is 10,000 unless told, and none where it is null. */
    private static Map<String, Object> count(DataFetchingEnvironment field, long exact) {
        Integer limit = field.getArgument("limit");
        boolean cut = limit != null && exact > limit;
        return Map.of("count", cut ? limit : (int) exact, "precision", cut ? "AT_LEAST" : "EXACT");
    }

    private Children locations() {
        return new Children(Locations.all(), InventoryShape::location);
    }

    private Map<String, @Nullable Object> variants(DataFetchingEnvironment field) {
        return new Children(
                        variantsLike(field.getArgument("query")),
                        variant -> lookup.variantOr(
                                variant.get("product_id").asLong(),
                                variant.get("id").asLong()))
                .page(field.getArguments());
    }

    private List<JsonNode> variantsLike(@Nullable String query) {
        Predicate<JsonNode> wanted = Filter.ofVariants(query);
        List<JsonNode> variants = new ArrayList<>();
        for (Entity product : truth.snapshot(Kind.PRODUCT)) {
            for (JsonNode variant : product.whole().get("variants")) {
                if (wanted.test(variant)) {
                    variants.add(variant);
                }
            }
        }
        return variants;
    }

    private @Nullable Object productByIdentifier(DataFetchingEnvironment field) {
        Map<String, Object> identifier = field.getArgument("identifier");
        if (identifier != null && identifier.get("handle") instanceof String handle) {
            return faults.strikes(Fault.LOOKUP_LAG) ? null : lookup.productByHandle(handle);
        }
        return identifier != null && identifier.get("id") instanceof String id
                ? lookup.find(Kind.PRODUCT, Gid.number(id))
                : null;
    }

    private static String id(DataFetchingEnvironment field) {
        String id = field.getArgument("id");
        return id == null ? Gid.of("Location", Locations.ids().get(0)) : id;
    }

    private static Map<String, @Nullable Object> shop(String domain) {
        Map<String, @Nullable Object> shop = new LinkedHashMap<>();
        shop.put(Shape.TYPE, "Shop");
        shop.put("id", Gid.of("Shop", Shop.ID));
        shop.put("name", Shop.NAME);
        shop.put("email", Shop.EMAIL);
        shop.put("myshopifyDomain", domain);
        shop.put("currencyCode", Shop.CURRENCY);
        shop.put("ianaTimezone", Shop.ZONE);
        shop.put("plan", Map.of("publicDisplayName", "Basic", "partnerDevelopment", false, "shopifyPlus", false));
        return shop;
    }

    private Map<String, Object> installation() {
        return Map.of(
                "id",
                Gid.of("AppInstallation", 530_000_000_001L),
                "accessScopes",
                scopes.get().all().stream()
                        .map(scope -> Map.of("handle", scope, "description", scope.replace('_', ' ')))
                        .toList());
    }
}
