package io.shopledger.query.dashboard;

import static io.shopledger.query.OrderStory.hours;
import static io.shopledger.query.OrderStory.id;
import static io.shopledger.query.OrderStory.placed;
import static io.shopledger.query.OrderStory.record;
import static io.shopledger.query.OrderStory.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.order.OrderEvent;
import io.shopledger.order.OrderEvent.OrderPlaced;
import io.shopledger.order.OrderEvent.OrderRemoved;
import io.shopledger.order.OrderEvent.OrderTagsChanged;
import io.shopledger.query.QuerySide;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The first page, as a browser without scripts gets it, and the signal to those with. */
class DashboardTest extends QuerySide {

    @Test
    void page_showsFlowAndOrders_andEscapesWhatComesFromOutside() {
        append(new OrderPlaced(
                id(1, 3_000), record().with(Map.of("name", "<script>alert(1)</script>")), hours(10_000)));
        caughtUp();
        HttpResponse<String> page = get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "one.myshopify.com",
                        "The ledger adds up: all 7 deliveries received are accounted for.",
                        "&lt;script&gt;alert(1)&lt;/script&gt;",
                        "401.00 EUR",
                        "What the words mean",
                        "/products?store_id=1",
                        " inventory item",
                        "/orders/3000?store_id=1",
                        "/api/v1/orders/3000?store_id=1",
                        "/api/v1/audit/orders/3000/history?store_id=1")
                .doesNotContain("<script>alert", "jon@example.com", "0123456789abcdef");
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(get("/live/content").body()).contains("one.myshopify.com").doesNotContain("<html", "<head");
        for (String file : new String[] {"/js/live.js", "/css/shopledger.css", "/icon.svg"}) {
            assertThat(get(file).statusCode()).as(file).isEqualTo(200);
        }
    }

    @Test
    void orderPage_tellsWhatItIsAndWhatHappened_andNothingPersonal() {
        append(whole(id(1, 3_100)).toArray(OrderEvent[]::new));
        caughtUp();
        HttpResponse<String> page = get("/orders/3100?store_id=1");
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(page.body().replaceAll("\\s+", " "))
                .contains(
                        "Order <span>#1001</span>",
                        "<dt>Payment</dt> <dd>paid</dd>",
                        "Sun&lt;b&gt;glasses&lt;/b&gt;",
                        "<strong>placed</strong>",
                        "</strong> as of <time datetime=\"2026-10-05T09:00:00Z\"",
                        "<dt>Current total</dt>",
                        "<dt>Original total</dt>",
                        "<span class=\"field\">financial status</span> <del>authorized</del>",
                        "<ins>paid</ins>",
                        "<span class=\"field\">line items 11 quantity</span> <del>1</del>",
                        "<ins>2</ins>",
                        "2026-10-05 10:00:00 UTC",
                        "/api/v1/orders/3100?store_id=1",
                        "/api/v1/audit/orders/3100/history?store_id=1")
                .doesNotContain("jon@example.com", "0123456789abcdef", "Sun<b>", "shop_money", "What happened next");
    }

    @Test
    void orderPage_tellsWhenItWasPlaced_notWhenItWasSeen() {
        append(new OrderPlaced(id(1, 3_150), record(), hours(30)));
        caughtUp();
        assertThat(get("/orders/3150?store_id=1").body().replaceAll("\\s+", " "))
                .contains(
                        "<strong>placed</strong> <time datetime=\"2026-10-05T08:00:00Z\">2026-10-05 08:00:00 UTC</time>",
                        "first seen as of <time datetime=\"2026-10-06T14:00:00Z\">2026-10-06 14:00:00 UTC</time>",
                        "last change in the state that we saw");
    }

    @Test
    void orderPage_ofARemovedOrUnknownOrder_saysSo() {
        append(placed(id(1, 3_200)), new OrderRemoved(id(1, 3_200), "orders/delete", hours(2)));
        caughtUp();
        HttpResponse<String> removed = get("/orders/3200?store_id=1");
        assertThat(removed.statusCode()).isEqualTo(200);
        assertThat(removed.body())
                .contains("Removed from Shopify at 2026-10-05 10:00:00 UTC")
                .doesNotContain("Order as JSON");
        assertThat(get("/orders/3999?store_id=1").statusCode()).isEqualTo(404);
        assertThat(get("/orders/3999?store_id=1").body()).contains("Nothing ever happened to order");
        for (String page : new String[] {"/orders/3200", "/products", "/deliveries", "/dead-letters", "/syncs", "/"}) {
            HttpResponse<String> unknown = get(page + "?store_id=9");
            assertThat(unknown.statusCode()).as(page).isEqualTo(404);
            assertThat(unknown.body()).as(page).contains("There is no store 9. All stores: /api/v1/stores");
        }
        assertThat(get("/orders/3200?store_id=0").statusCode()).isEqualTo(400);
        assertThat(get("/orders/3200?store_id=x").statusCode()).isEqualTo(400);
    }

    @Test
    void orderPage_atAMoment_tellsHowItWas() {
        append(whole(id(1, 3_400)).toArray(OrderEvent[]::new));
        caughtUp();
        String page = "/orders/3400?store_id=1&at=";
        assertThat(get(page + "2026-10-05T09:00").body().replaceAll("\\s+", " "))
                .contains(
                        "As it was at 2026-10-05 09:00:00 UTC", "<dt>Payment</dt> <dd>authorized</dd>", "As it is now");
        assertThat(get(page + "2026-10-05T23:00:30").body())
                .contains("Removed from Shopify at 2026-10-05 23:00:00 UTC", "value=\"2026-10-05T23:00:30\"");
        HttpResponse<String> before = get(page + "2026-10-05T07:59");
        assertThat(before.statusCode()).isEqualTo(404);
        assertThat(before.body()).contains("first seen as of 2026-10-05T08:00:00Z");
        assertThat(get(page + "yesterday").statusCode()).isEqualTo(400);
        assertThat(get(page).body()).doesNotContain("As it was at 2026");
    }

    @Test
    void auditPage_showsTheLastSealAndWhatCanBeDone() {
        HttpResponse<String> page = get("/audit?store_id=1");
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "2:" + "ab".repeat(32),
                        "Prove the history",
                        "/api/v1/audit/export?store_id=1&amp;kind=stock",
                        "one.myshopify.com");
        assertThat(get("/js/audit.js").statusCode()).isEqualTo(200);
    }

    @Test
    void orderPage_ofALongHistory_goesOn() {
        OrderEvent[] many = IntStream.range(0, 130)
                .mapToObj(i -> i == 0
                        ? placed(id(1, 3_300))
                        : new OrderTagsChanged(id(1, 3_300), List.of("t" + (i - 1)), List.of("t" + i), hours(i)))
                .toArray(OrderEvent[]::new);
        append(many);
        caughtUp();
        String first = get("/orders/3300?store_id=1").body();
        Matcher next =
                Pattern.compile("href=\"(/orders/3300[^\"]*cursor=[^\"]*)\"").matcher(first);
        assertThat(next.find()).isTrue();
        assertThat(first).contains("<ins>t99</ins>").doesNotContain("<ins>t100</ins>");
        assertThat(get(next.group(1).replace("&amp;", "&")).body())
                .contains("<ins>t100</ins>", "<ins>t129</ins>", "start=\"101\"")
                .doesNotContain("<ins>t99</ins>", "What happened next");
    }

    @Test
    @Timeout(30)
    void aChange_isToldToWhoListens() throws Exception {
        caughtUp();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(address("/live").toURL().openStream(), StandardCharsets.UTF_8))) {
            append(new OrderPlaced(id(2, 3_001), record(), hours(0)));
            String line = lines.readLine();
            while (!"event:changed".equals(line)) {
                assertThat(line).isNotNull();
                line = lines.readLine();
            }
        }
    }
}
