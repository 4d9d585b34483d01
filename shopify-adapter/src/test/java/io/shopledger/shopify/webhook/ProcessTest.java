package io.shopledger.shopify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.shopify.AdapterOverHttp;
import io.shopledger.shopify.OverHttp;
import io.shopledger.shopify.OverHttp.Answer;
import io.shopledger.shopify.store.ConnectedStores;
import io.shopledger.shopify.store.StoreRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;

/** Deliveries that the caller's own endpoint has verified. */
@AdapterOverHttp
class ProcessTest {
    private static final String SHOP = "process.myshopify.com";
    private static final String PATH = "/api/v1/webhooks/process";

    @Value("${local.server.port}")
    private int port;

    @Autowired
    private StoreRegistry stores;

    @Autowired
    private JdbcTemplate jdbc;

    private OverHttp http;

    @BeforeEach
    void connect() {
        http = new OverHttp(port);
        ConnectedStores.connect(stores, SHOP, "shpat_1", "process-secret");
    }

    private static String order(long id) {
        return "{\"id\":" + id + ",\"name\":\"#1\",\"updated_at\":\"2026-11-01T00:00:00Z\"}";
    }

    private long kept() {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select count(*) from ledger.inbox i join ledger.store s on s.id = i.store_id where s.domain = ?",
                Long.class,
                SHOP));
    }

    @Test
    void withoutSignature_isTakenOnTheCallersWord() {
        long before = kept();
        Answer answer = http.post(PATH, order(1), "X-Shopify-Topic", "orders/create", "X-Shopify-Shop-Domain", SHOP);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/status").asString()).isEqualTo("accepted");
        assertThat(kept()).isEqualTo(before + 1);
    }

    @Test
    void sentAgain_isADuplicate_alsoOfShopifysOwnDelivery() {
        String body = order(2);
        http.post(
                "/webhooks/orders-create",
                body,
                "X-Shopify-Topic",
                "orders/create",
                "X-Shopify-Shop-Domain",
                SHOP,
                "X-Shopify-Hmac-Sha256",
                Signed.by("process-secret", body.getBytes(StandardCharsets.UTF_8)));
        long before = kept();
        http.post(PATH, body, "X-Shopify-Topic", "orders/create", "X-Shopify-Shop-Domain", SHOP);
        assertThat(kept()).isEqualTo(before);
    }

    @Test
    void rightSignature_isTaken_wrongOneIs401() {
        String body = order(3);
        String right = Signed.by("process-secret", body.getBytes(StandardCharsets.UTF_8));
        String wrong = Signed.by("other-secret", body.getBytes(StandardCharsets.UTF_8));
        assertThat(signed(body, right).status()).isEqualTo(200);
        assertThat(signed(body, wrong).status()).isEqualTo(401);
        assertThat(signed(body, "nonsense").problem()).isEqualTo("invalid-signature");
    }

    private Answer signed(String body, String signature) {
        return http.post(
                PATH,
                body,
                "X-Shopify-Topic",
                "orders/updated",
                "X-Shopify-Shop-Domain",
                SHOP,
                "X-Shopify-Hmac-Sha256",
                signature);
    }

    @Test
    void ofAShopThatIsNotConnected_isTakenAndSaidToBeADeadLetter() {
        Answer answer = http.post(
                PATH,
                order(5),
                "X-Shopify-Topic",
                "orders/create",
                "X-Shopify-Shop-Domain",
                "stranger-to-process.myshopify.com");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/status").asString()).isEqualTo("accepted");
        assertThat(answer.at("/note").asString())
                .contains("No store with this domain is connected", "/api/v1/dead-letters?store_id=0");
        assertThat(http.get("/api/v1/dead-letters?store_id=0&limit=250").body())
                .contains("stranger-to-process.myshopify.com");
        assertThat(http.post(PATH, order(6), "X-Shopify-Topic", "orders/create", "X-Shopify-Shop-Domain", SHOP)
                        .json()
                        .has("note"))
                .isFalse();
    }

    @Test
    void withoutTopicOrShopOrBody_is400() {
        assertThat(http.post(PATH, order(4), "X-Shopify-Topic", "orders/create").status())
                .isEqualTo(400);
        assertThat(http.post(PATH, order(4), "X-Shopify-Shop-Domain", SHOP).status())
                .isEqualTo(400);
        assertThat(http.post(PATH, "", "X-Shopify-Topic", "orders/create", "X-Shopify-Shop-Domain", SHOP)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void decided_likeAnyOther() {
        http.post(PATH, order(5), "X-Shopify-Topic", "orders/create", "X-Shopify-Shop-Domain", SHOP);
        await().until(() -> Objects.requireNonNull(jdbc.queryForObject(
                        "select count(*) from ledger.waiting w join ledger.inbox i on i.id = w.id"
                                + " join ledger.store s on s.id = i.store_id where s.domain = ?",
                        Long.class,
                        SHOP))
                == 0);
    }
}
