package io.shopledger.query.entity;

import static io.shopledger.query.KindStories.connected;
import static io.shopledger.query.KindStories.customer;
import static io.shopledger.query.KindStories.item;
import static io.shopledger.query.KindStories.joined;
import static io.shopledger.query.KindStories.level;
import static io.shopledger.query.KindStories.listed;
import static io.shopledger.query.KindStories.product;
import static io.shopledger.query.KindStories.variant;
import static io.shopledger.query.KindStories.whole;
import static io.shopledger.query.OrderStory.hours;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.Sealed;
import io.shopledger.customer.CustomerEvent.CustomerJoined;
import io.shopledger.inventory.InventoryItemEvent.InventoryItemListed;
import io.shopledger.observation.ObservedEvent;
import io.shopledger.product.ProductEvent.ProductRemoved;
import io.shopledger.product.ProductEvent.ProductStatusChanged;
import io.shopledger.product.ProductEvent.ProductVariantsChanged;
import io.shopledger.query.KindStories;
import io.shopledger.query.QuerySide;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Products, customers and inventory over HTTP. */
class KindAnswersTest extends QuerySide {

    @Test
    void products_readAsShopifysWebhookDoes_andVariantsFollow() {
        append(whole(product(2, 5_100)).toArray(ObservedEvent[]::new));
        append(listed(product(2, 5_101)));
        caughtUp("products");
        JsonNode product = json("/api/v1/products/5100?store_id=2");
        text(product, "/admin_graphql_api_id", "gid://shopify/Product/5100");
        text(product, "/title", "Shades");
        text(product, "/status", "active");
        text(product, "/tags", "x, y");
        text(product, "/created_at", "2026-10-05T08:00:00Z");
        text(product, "/template_suffix", "wide");
        text(product, "/variants/0/title", "M");
        text(product, "/variants/0/price", "399.50");
        text(product, "/variants/0/compare_at_price", "403.00");
        text(product, "/variants/0/sku", "NEW");
        text(product, "/variants/0/inventory_policy", "deny");
        text(product, "/variants/0/option2", "blue");
        assertThat(product.at("/variants/0/option3").isNull()).isTrue();
        assertThat(product.at("/variants/0/inventory_item_id").asLong()).isEqualTo(12);
        text(product, "/options/1/name", "Colour");
        text(product, "/media/0/preview_image/src", "https://cdn.example.com/1.jpg");
        text(product, "/images/0/src", "https://cdn.example.com/1.jpg");
        text(json("/api/v1/products/5101?store_id=2"), "/variants/0/title", "S");
        assertThat(jdbc.queryForList(
                        "select id from shopify_product_variants where product_id = 5100 order by 1", Long.class))
                .containsExactly(11L, 13L);

        append(new ProductVariantsChanged(
                product(2, 5_100), List.of(), List.of(variant(13, 3, "L")), List.of(), hours(20)));
        caughtUp("products");
        assertThat(json("/api/v1/products/5100?store_id=2").get("variants")).hasSize(1);
        assertThat(jdbc.queryForList("select id from shopify_product_variants where product_id = 5100", Long.class))
                .containsExactly(11L);
    }

    @Test
    void lists_areFiltered_pageByPage_eachOnce_withoutRemovedOnes() {
        append(LongStream.range(5_200, 5_220)
                .mapToObj(number -> listed(product(3, number)))
                .toArray(ObservedEvent[]::new));
        append(new ProductRemoved(product(3, 5_203), "products/delete", hours(1)));
        append(new ProductStatusChanged(product(3, 5_204), "DRAFT", "ACTIVE", hours(2)));
        caughtUp("products");
        List<Long> up = ids("/api/v1/products?store_id=3&limit=6");
        assertThat(up).doesNotHaveDuplicates().isSorted().hasSize(19).doesNotContain(5_203L);
        List<Long> down = new ArrayList<>(ids("/api/v1/products?store_id=3&limit=6&sort=-id"));
        java.util.Collections.reverse(down);
        assertThat(down).isEqualTo(up);
        assertThat(ids("/api/v1/products?store_id=3&status=active")).containsExactly(5_204L);
        assertThat(ids("/api/v1/products?store_id=3&updated_at_min=2026-10-05T09:00:00Z"))
                .containsExactly(5_204L);
        assertThat(ids("/api/v1/products?store_id=3&updated_at_max=2026-10-05T09:00:00Z"))
                .doesNotContain(5_204L)
                .hasSize(18);
        assertThat(ids("/api/v1/products?store_id=3&vendor=Acme&product_type=Eyewear&handle=sunglasses"))
                .hasSize(19);
        assertThat(ids("/api/v1/products?store_id=3&vendor=acm")).isEmpty();
        assertThat(get("/api/v1/products?store_id=3&updated_at_min=monday").statusCode())
                .isEqualTo(400);
        assertThat(json("/api/v1/products/5203?store_id=3").get("detail").asString())
                .contains("removed", "/api/v1/audit/products/5203/history?store_id=3");
    }

    @Test
    void products_tellTheStoresBudget() {
        var answer = get("/api/v1/products?store_id=1");
        assertThat(answer.headers().firstValue("X-RateLimit-Remaining")).hasValue("1950");
        assertThat(answer.headers().firstValue("X-RateLimit-Reset")).hasValue("1");
        assertThat(get("/api/v1/products?store_id=2").headers().firstValue("X-RateLimit-Remaining"))
                .as("not told yet")
                .isEmpty();
    }

    @Test
    void customers_areOpenedOneByOneAlone() {
        append(joined(customer(2, 5_300)));
        append(new CustomerJoined(
                customer(2, 5_301),
                KindStories.customerRecord().with(Map.of("personal", new Sealed("destroyed", "n", "c", "f"))),
                hours(0)));
        caughtUp("customers");
        JsonNode customer = json("/api/v1/customers/5300?store_id=2");
        text(customer, "/state", "disabled");
        text(customer, "/tags", "vip");
        text(customer, "/email", "jon@example.com");
        text(customer, "/email_marketing_consent/state", "subscribed");
        assertThat(customer.at("/sms_marketing_consent/state").isMissingNode()).isTrue();
        assertThat(customer.get("addresses")).hasSize(2);
        text(customer, "/addresses/0/city", "Bonn");
        assertThat(customer.at("/addresses/0/default").asBoolean()).isFalse();
        assertThat(customer.at("/addresses/0/customer_id").asLong()).isEqualTo(5_300);
        text(customer, "/default_address/name", "Jon Doe");
        text(customer, "/default_address/city", "Köln");
        text(customer, "/first_name", "Jon");
        assertThat(customer.has("shipping_address")).isFalse();
        assertThat(customer.get("phone").isNull()).isTrue();
        assertThat(customer.has("personal")).isFalse();
        JsonNode redacted = json("/api/v1/customers/5301?store_id=2");
        text(redacted, "/email", "[redacted]");
        text(redacted, "/default_address/city", "[redacted]");
        String list = get("/api/v1/customers?store_id=2&state=disabled").body();
        assertThat(list).contains("\"id\":5300").doesNotContain("jon@example.com", "\"email\"", "addresses", "\"c\"");
        assertThat(ids("/api/v1/customers?store_id=2&state=enabled")).doesNotContain(5_300L);
    }

    @Test
    void inventory_isToldWithItsLevels() {
        append(whole(item(2, 5_400)).toArray(ObservedEvent[]::new));
        append(new InventoryItemListed(item(2, 5_401), KindStories.itemRecord(), hours(0)));
        append(connected(level(2, 5_400, 8), 0), connected(level(2, 5_400, 7), 12));
        append(whole(level(2, 5_401, 7)).subList(0, 3).toArray(ObservedEvent[]::new));
        caughtUp("inventory");
        JsonNode item = json("/api/v1/inventory/5400?store_id=2");
        text(item, "/sku", "SUN-M");
        text(item, "/cost", "120.00");
        text(item, "/country_harmonized_system_codes/0/country_code", "CA");
        assertThat(item.get("weight_value").decimalValue()).isEqualByComparingTo("1.25");
        assertThat(item.at("/levels/0/location_id").asLong()).isEqualTo(7);
        assertThat(item.at("/levels/0/available").asLong()).isEqualTo(12);
        text(item, "/levels/0/updated_at", "2026-10-05T08:00:00Z");
        assertThat(item.at("/levels/1/available").asLong()).isZero();
        for (JsonNode listed : json("/api/v1/inventory?store_id=2&sku=SUN-S").get("inventory")) {
            assertThat(listed.get("id").asLong()).isEqualTo(5_401);
            assertThat(listed.get("levels")).as("disconnected").isEmpty();
        }
    }

    @Test
    void unknownKinds_andIds_areClear() {
        assertThat(json("/api/v1/audit/carts/1/history?store_id=1")
                        .get("detail")
                        .asString())
                .contains("no kind \"carts\"", "stores", "products, orders, customers, inventory, stock");
        assertThat(get("/api/v1/audit/stock/1/history?store_id=1").statusCode()).isEqualTo(400);
        assertThat(get("/api/v1/audit/stock/1-2/history?store_id=1").statusCode())
                .isEqualTo(404);
        assertThat(get("/api/v1/audit/products/99/history?store_id=1").statusCode())
                .isEqualTo(404);
        assertThat(json("/api/v1/inventory/99?store_id=1").get("detail").asString())
                .contains("/api/v1/inventory?store_id=1");
    }

    private List<Long> ids(String path) {
        String kind = path.substring("/api/v1/".length(), path.indexOf('?'));
        List<Long> all = new ArrayList<>();
        JsonNode page = json(path);
        while (true) {
            page.get(kind).forEach(entity -> all.add(entity.get("id").asLong()));
            if (page.get("next_cursor").isNull()) {
                return all;
            }
            page = json(path + "&cursor=" + page.get("next_cursor").asString());
        }
    }

    private static void text(JsonNode entity, String path, String expected) {
        assertThat(entity.at(path).asString()).as(path).isEqualTo(expected);
    }
}
