package io.shopledger.query.dashboard;

import static io.shopledger.query.OrderStory.hours;
import static io.shopledger.query.OrderStory.id;
import static io.shopledger.query.OrderStory.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.order.OrderEvent.OrderPlaced;
import io.shopledger.query.QuerySide;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
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
