package io.shopledger.shopify.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shopledger.StoreId;
import io.shopledger.shopify.ShopifyData;
import io.shopledger.shopify.governor.Governors;
import io.shopledger.shopify.governor.Priority;
import io.shopledger.shopify.governor.SettableTime;
import io.shopledger.shopify.graphql.ShopifyFailure.Denied;
import io.shopledger.shopify.graphql.ShopifyFailure.Parked;
import io.shopledger.shopify.graphql.ShopifyFailure.Refused;
import io.shopledger.shopify.graphql.ShopifyFailure.Throttled;
import io.shopledger.shopify.graphql.ShopifyFailure.TooCostly;
import io.shopledger.shopify.graphql.ShopifyFailure.Unreachable;
import io.shopledger.shopify.graphql.ShopifyFailure.UserError;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What goes over the wire, and what is made of what comes back. */
class GraphQlClientTest {
    private static final StoreId STORE = new StoreId(1);
    private static final String GOOD = """
            {"data":{"shop":{"id":"gid://shopify/Shop/1"}},"extensions":{"cost":{"requestedQueryCost":2,
            "actualQueryCost":2,"throttleStatus":{"maximumAvailable":2000.0,"currentlyAvailable":1998,"restoreRate":100.0}}}}
            """;

    private final MockWebServer shopify = new MockWebServer();
    private final SettableTime time = new SettableTime();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Deque<String> tokens = new ArrayDeque<>(List.of("shpat_1"));
    private final List<ParkedReason> parked = new ArrayList<>();
    private GraphQlClient client;

    @BeforeEach
    void start() throws IOException {
        shopify.start();
        ShopifySettings settings = new ShopifySettings("http://127.0.0.1:" + shopify.getPort() + "/{shop}", "2026-10");
        Targets targets = new Targets() {
            @Override
            public Target of(StoreId store) {
                return new Target("demo.myshopify.com", tokens.getFirst());
            }

            @Override
            public boolean renew(StoreId store, Target refused) {
                return tokens.size() > 1 && tokens.remove() != null;
            }

            @Override
            public void parked(StoreId store, ParkedReason reason) {
                parked.add(reason);
            }
        };
        client = new GraphQlClient(
                targets,
                new Exchange(
                        new GraphQlWiring().shopifyHttp(),
                        settings,
                        new ApiVersionWatch(settings, meters),
                        new Reach(time),
                        time),
                Governors.on(time, meters),
                new Repetition(time));
    }

    @AfterEach
    void stop() {
        shopify.close();
    }

    private static Call shop() {
        return Call.of("shop", Priority.PEOPLE, "test");
    }

    private static Call delete() {
        return Call.of("product-delete", Priority.PEOPLE, "test").with("input", java.util.Map.of("id", "gid://x"));
    }

    private void answers(int status, String body, String... headers) {
        MockResponse.Builder answer = new MockResponse.Builder().code(status).body(body);
        for (int i = 0; i < headers.length; i += 2) {
            answer.addHeader(headers[i], headers[i + 1]);
        }
        shopify.enqueue(answer.build());
    }

    private static String error(String code) {
        return "{\"errors\":[{\"message\":\"why\",\"extensions\":{\"code\":\"" + code + "\"}}]}";
    }

    @Test
    void call_asShopifyWantsIt() throws InterruptedException {
        answers(200, GOOD);
        Answer answer = client.ask(STORE, shop());
        RecordedRequest request = shopify.takeRequest();
        assertThat(request.getTarget()).isEqualTo("/demo.myshopify.com/admin/api/2026-10/graphql.json");
        assertThat(request.getHeaders().get("X-Shopify-Access-Token")).isEqualTo("shpat_1");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        JsonNode body = ShopifyData.JSON.readTree(request.getBody().utf8());
        assertThat(body.get("query").asString()).isEqualTo(Document.of("shop").text());
        assertThat(body.get("variables").isEmpty()).isTrue();
        assertThat(answer.data().object("shop").text("id")).isEqualTo("gid://shopify/Shop/1");
        assertThat(answer.sentAt()).isEqualTo(time.instant());
        assertThat(answer.cost()).isEqualTo(new QueryCost(2, 2, new QueryCost.Bucket(2000, 1998, 100)));
    }

    @Test
    void throttled_isRepeatedAfterThePauseThatTheBucketNeeds() {
        answers(200, """
                {"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}],
                 "extensions":{"cost":{"requestedQueryCost":400,"actualQueryCost":null,
                 "throttleStatus":{"maximumAvailable":1000.0,"currentlyAvailable":300,"restoreRate":50.0}}}}""");
        answers(200, GOOD);
        client.ask(STORE, shop());
        assertThat(time.waited()).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2_500));
    }

    @Test
    void throttledAsOthersRecordedIt_isRepeatedToo() {
        answers(
                200,
                ShopifyData.json("throttle", "responses.json")
                        .at("/graphql-throttled-go-shopify/body")
                        .toString());
        answers(200, GOOD);
        client.ask(STORE, shop());
        assertThat(time.waited()).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2_500));
    }

    @Test
    void tooManyRequests_honoursRetryAfterWithDecimals() {
        answers(429, "{\"errors\":\"Exceeded\"}", "Retry-After", "2.5");
        answers(200, GOOD);
        client.ask(STORE, shop());
        assertThat(time.pauses().get(0)).isBetween(Duration.ofMillis(2_500), Duration.ofMillis(3_125));
    }

    @Test
    void unreachableRead_isRepeatedLaterAndLater() {
        answers(503, "busy");
        answers(502, "<html>");
        shopify.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        answers(200, GOOD);
        client.ask(STORE, shop());
        assertThat(shopify.getRequestCount()).isEqualTo(4);
        assertThat(time.pauses()).hasSize(3);
        assertThat(time.pauses().get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(750));
        assertThat(time.pauses().get(2)).isBetween(Duration.ofMillis(1_000), Duration.ofMillis(3_000));
    }

    @Test
    void unreachableForGood_isGivenUp() {
        for (int i = 0; i < 4; i++) {
            answers(500, "");
        }
        assertThatThrownBy(() -> client.ask(STORE, shop())).isInstanceOf(Unreachable.class);
        assertThat(shopify.getRequestCount()).isEqualTo(4);
    }

    @Test
    void write_isNeverRepeatedBlindly() {
        answers(503, "");
        assertThatThrownBy(() -> client.ask(STORE, delete())).isInstanceOf(Unreachable.class);
        answers(200, error("THROTTLED"));
        assertThatThrownBy(() -> client.ask(STORE, delete())).isInstanceOf(Throttled.class);
        assertThat(shopify.getRequestCount()).isEqualTo(2);
    }

    @Test
    void writeThatIsSafeToRepeat_isRepeated() {
        answers(503, "");
        answers(200, "{\"data\":{\"productDelete\":{\"userErrors\":[]}}}");
        client.ask(STORE, delete().safeToRepeat());
        assertThat(shopify.getRequestCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"401,token-refused", "402,store-frozen", "403,forbidden", "423,store-locked"})
    void statusThatNobodyCanWaitOut_parksTheStore(int status, String reason) {
        answers(status, "{\"errors\":\"[API] Invalid API key\"}");
        Parked failure = catchThrowableOfType(Parked.class, () -> client.ask(STORE, shop()));
        assertThat(failure.reason.code()).isEqualTo(reason);
        assertThat(parked).containsExactly(failure.reason);
        assertThat(failure.getMessage()).doesNotContain("shpat_1");
        assertThat(shopify.getRequestCount()).isEqualTo(1);
    }

    @Test
    void refusedToken_isRenewedOnce() throws InterruptedException {
        tokens.add("shpat_2");
        answers(401, "");
        answers(200, "{\"data\":{\"productDelete\":{\"userErrors\":[]}}}");
        client.ask(STORE, delete());
        shopify.takeRequest();
        assertThat(shopify.takeRequest().getHeaders().get("X-Shopify-Access-Token"))
                .isEqualTo("shpat_2");
    }

    @Test
    void tooCostly_saysSoForTheCallerToHalveItsPage() {
        answers(200, error("MAX_COST_EXCEEDED"));
        assertThatThrownBy(() -> client.ask(STORE, shop())).isInstanceOf(TooCostly.class);
    }

    @Test
    void dataBesideErrors_isNotBelieved() {
        answers(
                200,
                "{\"data\":{\"shop\":{\"id\":\"x\"}},\"errors\":[{\"message\":\"no\",\"extensions\":"
                        + "{\"code\":\"ACCESS_DENIED\"}}]}");
        assertThatThrownBy(() -> client.ask(STORE, shop())).isInstanceOf(Denied.class);
        answers(200, "{\"data\":{\"shop\":{\"id\":\"x\"}},\"errors\":[{\"message\":\"Field 'x' doesn't exist\"}]}");
        assertThatThrownBy(() -> client.ask(STORE, shop()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("doesn't exist");
    }

    @Test
    void userErrors_areShopifysOwnWords() {
        answers(200, """
                {"data":{"productDelete":{"deletedProductId":null,"userErrors":[
                {"field":["input","id"],"message":"Product does not exist"}]}}}""");
        Refused refused = catchThrowableOfType(Refused.class, () -> client.ask(STORE, delete()));
        assertThat(refused.userErrors).containsExactly(new UserError("input.id", "Product does not exist", null));
    }

    @Test
    void answerThatIsNoAnswer_isUnreachable() {
        for (String body : List.of("<html>gateway</html>", "{}", "{\"data\":null}", "[]")) {
            answers(200, body);
            assertThatThrownBy(() -> client.ask(STORE, delete())).as(body).isInstanceOf(Unreachable.class);
        }
    }

    @Test
    void redirect_isNotFollowed() {
        answers(301, "", "Location", "http://127.0.0.1:1/steal");
        assertThatThrownBy(() -> client.ask(STORE, shop())).isInstanceOf(Refused.class);
        assertThat(shopify.getRequestCount()).isEqualTo(1);
    }

    @Test
    void otherVersion_isCounted() {
        answers(200, GOOD, "X-Shopify-API-Version", "2026-10");
        answers(200, GOOD, "X-Shopify-API-Version", "2026-01");
        client.ask(STORE, shop());
        assertThat(client.ask(STORE, shop()).apiVersion()).isEqualTo("2026-01");
        assertThat(meters.counter("shopledger.shopify.other.version", "answered", "2026-01")
                        .count())
                .isEqualTo(1);
    }
}
