package io.shopledger.query.list;

import static io.shopledger.query.KindStories.connected;
import static io.shopledger.query.KindStories.customer;
import static io.shopledger.query.KindStories.customerRecord;
import static io.shopledger.query.KindStories.item;
import static io.shopledger.query.KindStories.itemRecord;
import static io.shopledger.query.KindStories.level;
import static io.shopledger.query.KindStories.product;
import static io.shopledger.query.KindStories.productRecord;
import static io.shopledger.query.OrderStory.SEALED;
import static io.shopledger.query.OrderStory.eur;
import static io.shopledger.query.OrderStory.hours;
import static io.shopledger.query.OrderStory.id;
import static io.shopledger.query.OrderStory.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.Money;
import io.shopledger.customer.CustomerEvent.CustomerJoined;
import io.shopledger.inventory.InventoryItemEvent.InventoryItemListed;
import io.shopledger.order.OrderEvent.OrderPlaced;
import io.shopledger.product.ProductEvent.ProductListed;
import io.shopledger.product.ProductVariant;
import io.shopledger.query.QuerySide;
import io.shopledger.query.QueryTestApplication;
import io.shopledger.vault.Contacts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What each filter, and the search, finds and does not find: one entity is as asked, the other is not. */
class FiltersTest extends QuerySide {
    private static final Instant EARLY = Instant.parse("2025-03-01T00:00:00Z");
    private static final Instant LATE = Instant.parse("2025-04-01T00:00:00Z");

    private final Set<String> tried = new TreeSet<>();

    @AfterEach
    void nobodyHoldsAnything() {
        QueryTestApplication.HOLDERS.clear();
    }

    @Test
    void products_areFoundByEachFilter() {
        append(
                new ProductListed(
                        product(2, 810_001),
                        productRecord()
                                .with(Map.of(
                                        "title", "Tasse Größe Ünique",
                                        "vendor", "O'Neill & Söhne",
                                        "product_type", "Cup",
                                        "handle", "tasse-810001",
                                        "status", "ARCHIVED",
                                        "created_at", EARLY,
                                        "published_at", EARLY,
                                        "tags", List.of("Filter One", "it's"),
                                        "variants", List.of(variant(1, "19.5"), variant(2, "90")))),
                        hours(0)),
                new ProductListed(
                        product(2, 810_002),
                        productRecord()
                                .with(Map.of(
                                        "title",
                                        "Teller",
                                        "vendor",
                                        "Other",
                                        "created_at",
                                        LATE,
                                        "published_at",
                                        LATE,
                                        "variants",
                                        List.of(variant(3, "5"), variant(4, "100")))),
                        hours(5)));
        append(connected(level(2, 8_100_011, 5), -2), connected(level(2, 8_100_013, 5), 40));
        caughtUp("products");
        caughtUp("inventory");
        for (String finds : List.of(
                "status=archived",
                "vendor=O'Neill & Söhne",
                "product_type=Cup",
                "handle=tasse-810001",
                "tag=filter one",
                "tag=IT'S",
                "price_min=19.50&price_max=90.00&created_at_max=2025-03-31T00:00:00Z",
                "price_min=10&price_max=20",
                "inventory_below=0",
                "created_at_max=2025-03-31T00:00:00Z",
                "published_at_max=2025-03-31T00:00:00Z",
                "search=grosse UNIQUE",
                "search=@neill",
                "search=grosse tass",
                "search=neill",
                "search=vsku-8100001")) {
            finds("products", finds, 810_001, 810_002);
        }
        finds("products", "search=grosse UNIQUE", 810_001, 810_002);
        finds("products", "created_at_min=2025-03-31T00:00:00Z", 810_002, 810_001);
        finds("products", "published_at_min=2025-03-31T00:00:00Z", 810_002, 810_001);
        finds("products", "updated_at_min=2026-10-05T12:00:00Z&updated_at_max=2026-10-05T13:00:00Z", 810_002, 810_001);
        assertThat(found("products", "search=teller tasse"))
                .as("each word counts")
                .isEmpty();
        assertThat(found("products", "tag=filter")).as("a tag is whole").isEmpty();
        assertThat(found("products", "vendor=o'neill & söhne")).isEmpty();
        everyFilterWasTried("products");
    }

    private static ProductVariant variant(long number, String price) {
        return new ProductVariant(
                8_100_000 + number,
                "V" + number,
                "VSKU-" + (8_100_000 + number),
                null,
                new Money(price, null),
                null,
                number,
                true,
                "DENY",
                8_100_010 + number,
                EARLY,
                List.of("V"));
    }

    @Test
    void orders_areFoundByEachFilter() {
        Map<String, Object> one = new HashMap<>(Map.of(
                "name",
                "#AB-820001",
                "created_at",
                EARLY,
                "processed_at",
                EARLY,
                "currency",
                "CHF",
                "financial_status",
                "REFUNDED",
                "fulfillment_status",
                "PARTIAL",
                "total_price",
                eur("820.01"),
                "customer_id",
                8_200L,
                "tags",
                List.of("Present 820"),
                "test",
                true));
        one.put("source_name", "pos");
        one.put("cancelled_at", EARLY);
        append(
                new OrderPlaced(id(2, 820_001), record().with(one), hours(0)),
                new OrderPlaced(
                        id(2, 820_002),
                        record().with(Map.of(
                                "name",
                                "#AB-820002",
                                "created_at",
                                LATE,
                                "processed_at",
                                LATE,
                                "test",
                                false,
                                "total_price",
                                eur("100.00"))),
                        hours(5)));
        caughtUp();
        for (String finds : List.of(
                "status=cancelled",
                "financial_status=refunded",
                "fulfillment_status=partial",
                "name=#AB-820001",
                "tag=present 820",
                "currency=CHF",
                "source_name=pos",
                "test=true",
                "customer_id=8200",
                "total_price_min=820&total_price_max=821",
                "created_at_max=2025-03-31T00:00:00Z",
                "processed_at_max=2025-03-31T00:00:00Z",
                "search=AB-820001",
                "search=820001",
                "search=#820001@",
                "search=present 820")) {
            finds("orders", finds, 820_001, 820_002);
        }
        for (String finds : List.of(
                "status=open",
                "test=false",
                "created_at_min=2025-03-31T00:00:00Z",
                "processed_at_min=2025-03-31T00:00:00Z",
                "total_price_max=100.00",
                "updated_at_min=2026-10-05T13:00:00Z&updated_at_max=2026-10-05T13:00:00Z")) {
            finds("orders", finds, 820_002, 820_001);
        }
        assertThat(found("orders", "search=sku")).contains(820_001L, 820_002L);
        assertThat(found("orders", "status=closed")).doesNotContain(820_001L, 820_002L);
        for (String wrong : List.of(
                "status=late",
                "test=yes",
                "total_price_min=much",
                "customer_id=x",
                "created_at_min=monday",
                "search=--")) {
            JsonNode problem = json(path("orders", wrong));
            assertThat(problem.path("status").asInt()).as(wrong).isEqualTo(400);
            assertThat(problem.get("detail").asString()).startsWith(wrong.substring(0, wrong.indexOf('=')));
        }
        QueryTestApplication.HOLDERS.add(new Contacts.Holder("order/2/820001", SEALED.fingerprint()));
        assertThat(found("orders", "email=jon@example.com")).containsExactly(820_001L);
        assertThat(found("orders", "phone=+491701234567")).containsExactly(820_001L);
        everyFilterWasTried("orders");
    }

    @Test
    void aWordThatShopifyAdded_findsTheRowsThatHaveIt() {
        append(new OrderPlaced(id(3, 825_001), record().with(Map.of("fulfillment_status", "HALF_WAY")), hours(0)));
        caughtUp();
        String path = "/api/v1/orders?store_id=%d&fulfillment_status=half_way";
        assertThat(json(path.formatted(3)).at("/orders/0/id").asLong()).isEqualTo(825_001);
        assertThat(json(path.formatted(3) + "&created_at_max=1999-12-31").get("orders"))
                .as("a word is no slip where other filters leave nothing")
                .isEmpty();
        assertThat(json(path.formatted(1)).get("detail").asString())
                .contains("fulfilled, unfulfilled, partial, restocked, fulfillment_not_required");
    }

    @Test
    void aDayAlone_isTheWholeDayInUtc() {
        Map<String, Instant> times = Map.of(
                "before", Instant.parse("2024-02-28T23:59:59.999999Z"),
                "first", Instant.parse("2024-02-29T00:00:00Z"),
                "last", Instant.parse("2024-02-29T23:59:59.999999Z"),
                "after", Instant.parse("2024-03-01T00:00:00Z"));
        Map<String, Long> ids = Map.of("before", 826_001L, "first", 826_002L, "last", 826_003L, "after", 826_004L);
        times.forEach((name, time) ->
                append(new OrderPlaced(id(3, ids.get(name)), record().with(Map.of("processed_at", time)), hours(0))));
        caughtUp();
        JsonNode page =
                json("/api/v1/orders?store_id=3&processed_at_min=2024-02-29&processed_at_max=2024-02-29&fields=id");
        assertThat(page.get("orders").valueStream().map(one -> one.get("id").asLong()))
                .containsExactly(ids.get("first"), ids.get("last"));
        assertThat(
                        json("/api/v1/orders?store_id=3&processed_at_min=2024-02-29T01:00:00%2B01:00&processed_at_max=2024-02-29&fields=id")
                                .get("orders"))
                .hasSize(2);
    }

    @Test
    void customers_areFoundByEachFilter() {
        append(
                new CustomerJoined(
                        customer(2, 830_001),
                        customerRecord()
                                .with(Map.of("state", "INVITED", "tags", List.of("Vip 830"), "created_at", EARLY)),
                        hours(0)),
                new CustomerJoined(customer(2, 830_002), customerRecord().with(Map.of("created_at", LATE)), hours(5)));
        caughtUp("customers");
        for (String finds :
                List.of("state=invited", "tag=vip 830", "search=830 vi", "created_at_max=2025-03-31T00:00:00Z")) {
            finds("customers", finds, 830_001, 830_002);
        }
        QueryTestApplication.HOLDERS.add(new Contacts.Holder("customer/2/830001", SEALED.fingerprint()));
        QueryTestApplication.HOLDERS.add(new Contacts.Holder("customer/2/830002", "what was once"));
        QueryTestApplication.HOLDERS.add(new Contacts.Holder("order/2/830002", SEALED.fingerprint()));
        for (String finds : List.of(
                "email=jon@example.com", "phone=+491701234567", "search=jon@example.com", "search=+491701234567")) {
            assertThat(found("customers", finds)).as(finds).containsExactly(830_001L);
        }
        assertThat(found("customers", "email=tom@example.com")).isEmpty();
        finds("customers", "created_at_min=2025-03-31T00:00:00Z", 830_002, 830_001);
        finds("customers", "updated_at_min=2026-10-05T13:00:00Z&updated_at_max=2026-10-05T13:00:00Z", 830_002, 830_001);
        everyFilterWasTried("customers");
    }

    @Test
    void inventory_areFoundByEachFilter() {
        append(
                new InventoryItemListed(
                        item(2, 8_400_011),
                        itemRecord().with(Map.of("sku", "ITEM-840", "tracked", false, "created_at", EARLY)),
                        hours(0)),
                new InventoryItemListed(
                        item(2, 8_400_012), itemRecord().with(Map.of("sku", "OTHER", "created_at", LATE)), hours(5)));
        append(
                connected(level(2, 8_400_011, 84), -9),
                connected(level(2, 8_400_011, 85), 50),
                connected(level(2, 8_400_012, 86), 50));
        ProductVariant variant = new ProductVariant(
                8_400_001, "V", null, null, null, null, 1L, true, "DENY", 8_400_011L, EARLY, List.of("V"));
        append(new ProductListed(
                product(2, 840_001), productRecord().with(Map.of("variants", List.of(variant))), hours(0)));
        caughtUp("inventory");
        caughtUp("products");
        for (String finds : List.of(
                "sku=ITEM-840",
                "search=item",
                "tracked=false",
                "location_id=84",
                "available_below=-5",
                "location_id=84&available_below=0",
                "product_id=840001",
                "variant_id=8400001",
                "created_at_max=2025-03-31T00:00:00Z")) {
            finds("inventory", finds, 8_400_011, 8_400_012);
        }
        assertThat(found("inventory", "location_id=85&available_below=0"))
                .as("of that location")
                .isEmpty();
        finds("inventory", "created_at_min=2025-03-31T00:00:00Z", 8_400_012, 8_400_011);
        finds(
                "inventory",
                "updated_at_min=2026-10-05T13:00:00Z&updated_at_max=2026-10-05T13:00:00Z",
                8_400_012,
                8_400_011);
        finds("inventory", "tracked=true", 8_400_012, 8_400_011);
        everyFilterWasTried("inventory");
    }

    @Test
    void whatIsAskedOfStock_isTrueOfTheNewestStock() {
        ProductVariant variant = new ProductVariant(
                8_500_001, "V", null, null, null, null, 1L, true, "DENY", 8_500_011L, EARLY, List.of("V"));
        append(new ProductListed(
                product(2, 850_001), productRecord().with(Map.of("variants", List.of(variant))), hours(0)));
        append(connected(level(2, 8_500_011, 85), 50));
        caughtUp("products");
        caughtUp("inventory");
        assertThat(found("products", "inventory_below=-700")).isEmpty();
        append(connected(level(2, 8_500_011, 86), -777));
        caughtUp("inventory");
        assertThat(found("products", "inventory_below=-700"))
                .as("not from the cache, though no product changed")
                .containsExactly(850_001L);
    }

    /** A filter that is added is tried here too. */
    private void everyFilterWasTried(String kind) {
        Set<String> documented = new TreeSet<>();
        json("/docs/openapi.json")
                .get("paths")
                .get("/api/v1/" + kind)
                .at("/get/parameters")
                .forEach(parameter -> {
                    if (parameter.get("in").asString().equals("query")) {
                        documented.add(parameter.get("name").asString());
                    }
                });
        documented.removeAll(Set.of("store_id", "limit", "cursor", "sort", "fields", "as_of_id"));
        assertThat(tried).containsExactlyInAnyOrderElementsOf(documented);
    }

    private void finds(String kind, String question, long is, long isNot) {
        assertThat(found(kind, question))
                .as("%s?%s", kind, question)
                .contains(is)
                .doesNotContain(isNot);
    }

    private List<Long> found(String kind, String question) {
        JsonNode page = json(path(kind, question));
        assertThat(page.has(kind)).as("%s: %s", question, page).isTrue();
        List<Long> all = new ArrayList<>();
        page.get(kind).forEach(one -> all.add(one.get("id").asLong()));
        return all;
    }

    private String path(String kind, String question) {
        StringBuilder path = new StringBuilder("/api/v1/" + kind + "?store_id=2&limit=250&fields=id");
        for (String one : question.split("&(?=[a-z_]+=)")) {
            String[] parts = one.split("=", 2);
            tried.add(parts[0]);
            path.append('&').append(parts[0]).append('=').append(URLEncoder.encode(parts[1], StandardCharsets.UTF_8));
        }
        return path.toString();
    }
}
