package io.shopledger.query.entity;

import static io.shopledger.query.KindStories.customer;
import static io.shopledger.query.KindStories.joined;
import static io.shopledger.query.KindStories.listed;
import static io.shopledger.query.KindStories.product;
import static io.shopledger.query.OrderStory.hours;
import static io.shopledger.query.OrderStory.id;
import static io.shopledger.query.OrderStory.placed;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.customer.CustomerEvent.CustomerRedacted;
import io.shopledger.order.OrderEvent.OrderPaid;
import io.shopledger.query.QuerySide;
import io.shopledger.query.QueryTestApplication;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Parts of an answer, and answers that a caller has already. */
class FieldsAndTagsTest extends QuerySide {

    @Test
    void onlyTheFieldsAskedFor_areTold() {
        append(listed(product(1, 860_001)));
        caughtUp("products");
        JsonNode one = json("/api/v1/products/860001?store_id=1&fields=id,title,variants");
        assertThat(one.propertyNames()).containsExactlyInAnyOrder("id", "title", "variants");
        JsonNode listed = json("/api/v1/products?store_id=1&fields=vendor&handle=sunglasses&limit=1");
        assertThat(listed.at("/products/0").propertyNames()).containsExactly("vendor");
        assertThat(json("/api/v1/inventory?store_id=1&fields=levels&limit=1").has("inventory"))
                .isTrue();
    }

    @Test
    void aFieldThatIsNotThere_isRefused_andThoseThatAreAreNamed() {
        JsonNode problem = json("/api/v1/orders?store_id=1&fields=id,nmae");
        assertThat(problem.get("status").asInt()).isEqualTo(400);
        assertThat(problem.get("detail").asString())
                .contains("nmae", "known are", "name", "line_items", "total_price_set", "incomplete")
                .doesNotContain("email", "shipping_address");
        assertThat(json("/api/v1/customers?store_id=1&fields=email")
                        .get("status")
                        .asInt())
                .as("personal, so not in lists")
                .isEqualTo(400);
    }

    @Test
    void whatIsNotPersonal_isToldWithoutOpeningWhatIs() {
        append(placed(id(1, 860_100)), placed(id(1, 860_101)));
        caughtUp();
        QueryTestApplication.READERS.clear();
        assertThat(json("/api/v1/orders/860100?store_id=1&fields=name,total_price")
                        .propertyNames())
                .containsExactlyInAnyOrder("name", "total_price");
        assertThat(QueryTestApplication.READERS).isEmpty();
        assertThat(json("/api/v1/orders/860100?store_id=1&fields=email")
                        .get("email")
                        .asString())
                .isEqualTo("jon@example.com");
        assertThat(QueryTestApplication.READERS).hasSize(1);
        assertThat(json("/api/v1/orders/860100?store_id=1&fields=line_items")
                        .at("/line_items/0/properties/0/value")
                        .asString())
                .isEqualTo("J");
        assertThat(QueryTestApplication.READERS).hasSize(2);
    }

    @Test
    void whoHasTheAnswer_isToldSo_untilItIsAnother() {
        append(placed(id(1, 860_200)));
        caughtUp();
        for (String path : new String[] {
            "/api/v1/orders?store_id=1&sort=-id&limit=1&fields=id,financial_status", "/api/v1/orders/860200?store_id=1"
        }) {
            HttpResponse<String> first = get(path);
            String tag = first.headers().firstValue("ETag").orElseThrow();
            assertThat(first.headers().firstValue("Cache-Control").orElseThrow())
                    .contains("no-cache", "private");
            assertThat(first.headers().allValues("Vary").toString()).contains("Authorization", "Cookie");
            HttpResponse<String> again = conditional(path, tag);
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(again.headers().firstValue("ETag")).hasValue(tag);
            assertThat(conditional(path, "\"other\", " + tag).statusCode()).isEqualTo(304);
            assertThat(conditional(path, "\"other\"").statusCode()).isEqualTo(200);
        }
        String one = get("/api/v1/orders/860200?store_id=1")
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        assertThat(conditional("/api/v1/orders/860200?store_id=1&fields=name", one)
                        .statusCode())
                .as("of other fields")
                .isEqualTo(200);
        append(new OrderPaid(id(1, 860_200), "PENDING", "PAID", hours(1)));
        caughtUp();
        HttpResponse<String> changed = conditional("/api/v1/orders/860200?store_id=1", one);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.body()).contains("\"financial_status\":\"paid\"");
    }

    @Test
    void afterAnErasure_whatACallerHasIsNotConfirmed() {
        append(joined(customer(1, 860_300)));
        caughtUp("customers");
        String path = "/api/v1/customers/860300?store_id=1&fields=email";
        String tag = get(path).headers().firstValue("ETag").orElseThrow();
        assertThat(conditional(path, tag).statusCode()).isEqualTo(304);
        append(new CustomerRedacted(customer(1, 860_300), hours(1)));
        caughtUp("customers");
        HttpResponse<String> redacted = conditional(path, tag);
        assertThat(redacted.statusCode()).isEqualTo(200);
        assertThat(redacted.body()).contains("[redacted]");
    }

    @Test
    void anyTagIsWelcome_whereThereIsSomething() {
        HttpResponse<String> answer = conditional("/api/v1/orders?store_id=1", "*");
        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.headers().firstValue("ETag")).isPresent();
        assertThat(answer.body()).isEmpty();
        assertThat(conditional("/api/v1/products?store_id=1", "*").statusCode()).isEqualTo(304);
        assertThat(conditional("/api/v1/orders/1?store_id=1", "*").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> conditional(String path, String tag) {
        return send(HttpRequest.newBuilder(address(path))
                .header("If-None-Match", tag)
                .build());
    }
}
