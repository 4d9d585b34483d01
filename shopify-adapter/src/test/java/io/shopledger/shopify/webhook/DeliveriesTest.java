package io.shopledger.shopify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.shopify.AdapterOverHttp;
import io.shopledger.shopify.OverHttp;
import io.shopledger.shopify.OverHttp.Answer;
import io.shopledger.shopify.store.ConnectedStores;
import io.shopledger.shopify.store.StoreRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;

/** Deliveries one by one: in their order, and by what is asked of them. */
@AdapterOverHttp
class DeliveriesTest {
    private static final String SHOP = "deliveries.myshopify.com";

    @Value("${local.server.port}")
    private int port;

    @Autowired
    private StoreRegistry stores;

    private OverHttp http;
    private String path;

    @BeforeEach
    void connect() {
        http = new OverHttp(port);
        path = "/api/v1/webhooks/deliveries?store_id="
                + ConnectedStores.connect(stores, SHOP, "shpat_1", "secret").value();
    }

    @Test
    void newestFirst_pageByPage_byTopicAndOutcome() {
        for (String sent : List.of("d1 shop/update", "d2 themes/publish", "d3 shop/update", "d4 shop/update")) {
            Answer answer = http.post(
                    "/api/v1/webhooks/process",
                    "{\"id\":1}",
                    "X-Shopify-Topic",
                    sent.substring(3),
                    "X-Shopify-Shop-Domain",
                    SHOP,
                    "X-Shopify-Webhook-Id",
                    sent.substring(0, 2));
            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        }
        assertThat(all("&limit=1")).containsExactly("d4", "d3", "d2", "d1");
        assertThat(all("&limit=2&topic=shop/update")).containsExactly("d4", "d3", "d1");
        assertThat(all("&topic=themes-publish")).containsExactly("d2");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(all("&outcome=handled")).containsExactly("d4", "d3", "d2", "d1"));
        assertThat(all("&outcome=handled&topic=themes/publish&limit=1")).containsExactly("d2");
        assertThat(all("&outcome=waiting")).isEmpty();
        assertThat(all("&outcome=dead")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "topic=orders/creat | orders/create, orders/delete",
                "topic=no topic | app/uninstalled",
                "outcome=Dead | waiting, applied, unchanged, stale, handled, dead, discarded",
                "outcome=duplicate | /api/v1/webhooks/ledger",
            })
    void whatIsNone_isRefused(String asked, String said) {
        Answer answer = http.get(path + "&" + asked.replace(" ", "%20"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/detail").asString()).contains(said);
    }

    private List<String> all(String asked) {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            Answer answer = http.get(path + asked + cursor);
            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
            answer.at("/deliveries")
                    .forEach(one -> ids.add(one.get("webhook_id").asString()));
            JsonNode next = answer.at("/next_cursor");
            cursor = next.isNull() ? "" : "&cursor=" + next.asString();
        } while (!cursor.isEmpty());
        return ids;
    }
}
