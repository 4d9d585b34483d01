package io.shopledger.shopify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.StoreId;
import io.shopledger.shopify.AdapterApplication;
import io.shopledger.shopify.AdapterOverHttp;
import io.shopledger.shopify.FakeShopify;
import io.shopledger.shopify.FakeShopify.Asked;
import io.shopledger.shopify.FakeShopify.Said;
import io.shopledger.shopify.OverHttp;
import io.shopledger.shopify.OverHttp.Answer;
import io.shopledger.shopify.store.ConnectedStores;
import io.shopledger.shopify.store.StoreRegistry;
import io.shopledger.store.StoreCommand.ReportSubscriptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;

/** Registering against a Shopify that remembers what was subscribed to. */
@AdapterOverHttp
class SubscriptionsTest {
    private static final AtomicInteger SHOPS = new AtomicInteger();

    @Value("${local.server.port}")
    private int port;

    @Autowired
    private StoreRegistry stores;

    /** Shopify's subscriptions, by number: topic, address, and what else there is of it. */
    private final Map<Long, String[]> subscribed = new TreeMap<>();

    private OverHttp http;
    private long store;

    @BeforeEach
    void start() {
        http = new OverHttp(port);
        store = ConnectedStores.connect(
                        stores, "subscriptions-" + SHOPS.incrementAndGet() + ".myshopify.com", "shpat_1", "secret")
                .value();
        FakeShopify.forgetAll();
        FakeShopify.answers("WebhookSubscriptions", this::list);
        FakeShopify.answers("WebhookSubscriptionCreate", this::create);
        FakeShopify.answers("WebhookSubscriptionUpdate", this::update);
    }

    /** Two a page, so that there are pages. */
    private Said list(Asked asked) {
        long after = asked.variables().path("after").asLong(0);
        List<String> nodes = new ArrayList<>();
        subscribed.forEach((id, one) -> nodes.add(id <= after ? "" : node(id, one)));
        nodes.removeIf(String::isEmpty);
        boolean more = nodes.size() > 2;
        String last = more ? "\"" + (after + 2) + "\"" : "null";
        return new Said(
                200,
                "{\"data\":{\"webhookSubscriptions\":{\"nodes\":["
                        + String.join(",", nodes.subList(0, Math.min(2, nodes.size())))
                        + "],\"pageInfo\":{\"hasNextPage\":" + more
                        + ",\"endCursor\":" + last + "}}}}");
    }

    private static String node(long id, String[] one) {
        return """
                {"id":"gid://shopify/WebhookSubscription/%d","topic":"%s","uri":"%s","format":"JSON","filter":"",
                 "includeFields":[%s],"apiVersion":{"handle":"2026-10"}}""".formatted(id, one[0], one[1], one[2]);
    }

    private Said create(Asked asked) {
        String topic = asked.variables().get("topic").asString();
        if (topic.endsWith("CREAT")) {
            return new Said(
                    200,
                    "{\"errors\":[{\"message\":\"Variable $topic of type WebhookSubscriptionTopic! was provided"
                            + " invalid value\",\"extensions\":{\"code\":\"INVALID_VARIABLE\"}}]}");
        }
        if (topic.startsWith("CUSTOMERS")) {
            return new Said(
                    200,
                    "{\"data\":{\"webhookSubscriptionCreate\":{\"userErrors\":[{\"field\":null,\"message\":"
                            + "\"This app is not approved to subscribe to webhook topics containing protected customer data\"}]}}}");
        }
        subscribed.put(
                subscribed.size() + 1L,
                new String[] {topic, asked.variables().at("/subscription/uri").asString(), ""});
        return new Said(200, "{\"data\":{\"webhookSubscriptionCreate\":{\"userErrors\":[]}}}");
    }

    private Said update(Asked asked) {
        long id = Long.parseLong(asked.variables().get("id").asString().replaceFirst(".*/", ""));
        String[] one = subscribed.get(id);
        subscribed.put(
                id,
                new String[] {one[0], asked.variables().at("/subscription/uri").asString(), ""});
        return new Said(200, "{\"data\":{\"webhookSubscriptionUpdate\":{\"userErrors\":[]}}}");
    }

    private Answer register(String base, String topics) {
        return http.post(
                "/api/v1/webhooks/register-all",
                "{\"store_id\":%d,\"base_url\":\"%s\",\"topics\":%s}".formatted(store, base, topics));
    }

    private static Map<String, String> outcomes(Answer answer) {
        Map<String, String> all = new TreeMap<>();
        for (JsonNode one : answer.at("/topics")) {
            all.put(one.get("topic").asString(), one.get("outcome").asString());
        }
        return all;
    }

    @Test
    void created_thenLeftAlone() {
        Answer first = register(
                "https://ledger.example", "[\"orders/create\",\"inventory-levels-update\",\"APP_UNINSTALLED\"]");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.at("/total_registered").asInt()).isEqualTo(3);
        assertThat(outcomes(first))
                .isEqualTo(Map.of(
                        "orders/create",
                        "created",
                        "inventory_levels/update",
                        "created",
                        "app/uninstalled",
                        "created"));
        assertThat(subscribed.values())
                .extracting(one -> one[0] + " " + one[1])
                .containsExactly(
                        "ORDERS_CREATE https://ledger.example/webhooks/orders-create",
                        "INVENTORY_LEVELS_UPDATE https://ledger.example/webhooks/inventory-levels-update",
                        "APP_UNINSTALLED https://ledger.example/webhooks/app-uninstalled");
        Answer again = register(
                "https://ledger.example/", "[\"orders/create\",\"inventory_levels/update\",\"app/uninstalled\"]");
        assertThat(again.at("/total_registered").asInt()).isEqualTo(3);
        assertThat(outcomes(again).values()).containsOnly("unchanged");
        assertThat(FakeShopify.asked("WebhookSubscriptionCreate")).hasSize(3);
        assertThat(FakeShopify.asked("WebhookSubscriptionUpdate")).isEmpty();
    }

    @Test
    void whatIsInForce_isToldToTheStoresAggregate() {
        register("https://ledger.example", "[\"orders/create\"]");
        register("https://ledger.example/", "[\"orders/paid\",\"customers/create\"]");
        assertThat(AdapterApplication.SENT)
                .endsWith(
                        new ReportSubscriptions(new StoreId(store), "https://ledger.example", List.of("orders/create")),
                        new ReportSubscriptions(
                                new StoreId(store), "https://ledger.example", List.of("orders/create", "orders/paid")));
    }

    @Test
    void movedService_movesTheAddress() {
        register("https://old.example", "[\"orders/create\"]");
        Answer moved = register("https://new.example", "[\"orders/create\"]");
        assertThat(outcomes(moved)).isEqualTo(Map.of("orders/create", "updated"));
        assertThat(subscribed).hasSize(1);
        assertThat(subscribed.get(1L)[1]).isEqualTo("https://new.example/webhooks/orders-create");
    }

    @Test
    void subscriptionThatLeavesFieldsOut_isMadeWhole() {
        subscribed.put(1L, new String[] {"ORDERS_PAID", "https://ledger.example/webhooks/orders-paid", "\"id\""});
        assertThat(outcomes(register("https://ledger.example", "[\"orders/paid\"]")))
                .isEqualTo(Map.of("orders/paid", "updated"));
        JsonNode sent = FakeShopify.asked("WebhookSubscriptionUpdate").get(0).variables();
        assertThat(sent.at("/subscription/includeFields").isEmpty()).isTrue();
    }

    @Test
    void topicThatShopifyHasNot_isToldInOurWords() {
        Answer answer = register("https://ledger.example", "[\"orders/creat\",\"orders/paid\"]");
        assertThat(outcomes(answer)).isEqualTo(Map.of("orders/creat", "refused", "orders/paid", "created"));
        assertThat(answer.at("/topics/0/error").asString())
                .startsWith("Shopify has no topic orders/creat")
                .contains("orders/create, ")
                .doesNotContain("WebhookSubscriptionTopic");
    }

    @Test
    void refusedTopic_stopsNoOther() {
        Answer answer = register("https://ledger.example", "[\"customers/create\",\"no topic\",\"orders/paid\"]");
        assertThat(answer.at("/total_registered").asInt()).isEqualTo(1);
        assertThat(outcomes(answer))
                .isEqualTo(Map.of("customers/create", "refused", "no topic", "refused", "orders/paid", "created"));
        assertThat(answer.at("/topics/0/error").asString()).contains("protected customer data");
        assertThat(answer.at("/topics/2/error").isNull()).isTrue();
    }

    @Test
    void withoutTopics_allOnWhichWeActAreRegistered() {
        Answer answer = register("https://ledger.example", "null");
        assertThat(outcomes(answer).keySet()).containsExactlyInAnyOrderElementsOf(SubscribedTopics.ALL);
    }

    @Test
    void topicWithoutAnswer_isSaidToBeUncertain() {
        FakeShopify.answers("WebhookSubscriptionCreate", 503, "");
        Answer answer = register("https://ledger.example", "[\"orders/paid\"]");
        assertThat(outcomes(answer)).isEqualTo(Map.of("orders/paid", "unanswered"));
        assertThat(answer.at("/total_registered").asInt()).isZero();
        assertThat(FakeShopify.asked("WebhookSubscriptionCreate")).hasSize(1);
    }

    @Test
    void listed_andRemoved() {
        register("https://ledger.example", "[\"orders/paid\",\"orders/create\",\"orders/updated\"]");
        Answer list = http.get("/api/v1/webhooks?store_id=" + store);
        assertThat(list.at("/webhooks")).hasSize(3);
        assertThat(list.at("/webhooks/2/topic").asString()).isEqualTo("orders/updated");
        assertThat(list.at("/webhooks/0/address").asString()).endsWith("/webhooks/orders-paid");
        FakeShopify.answers(
                "WebhookSubscriptionDelete", 200, "{\"data\":{\"webhookSubscriptionDelete\":{\"userErrors\":[]}}}");
        assertThat(http.delete("/api/v1/webhooks/2?store_id=" + store).status()).isEqualTo(200);
        assertThat(FakeShopify.asked("WebhookSubscriptionDelete")
                        .get(0)
                        .variables()
                        .get("id")
                        .asString())
                .isEqualTo("gid://shopify/WebhookSubscription/2");
        FakeShopify.answers(
                "WebhookSubscriptionDelete",
                200,
                "{\"data\":{\"webhookSubscriptionDelete\":{\"userErrors\":"
                        + "[{\"field\":[\"id\"],\"message\":\"Webhook subscription does not exist\"}]}}}");
        assertThat(http.delete("/api/v1/webhooks/2?store_id=" + store).status()).isEqualTo(404);
    }

    @Test
    void whatIsRegistered_isWatched_untilItIsForgotten() {
        register("https://ledger.example", "[\"orders/paid\",\"orders/create\",\"customers/create\"]");
        Answer health = http.get("/api/v1/webhooks/health?store_id=" + store);
        assertThat(health.at("/well").asBoolean()).isTrue();
        assertThat(health.at("/topics")).as("the refused one is not wanted").hasSize(2);
        assertThat(health.at("/topics/1/topic").asString()).isEqualTo("orders/paid");
        assertThat(health.at("/topics/1/address").asString()).isEqualTo("https://ledger.example/webhooks/orders-paid");
        assertThat(health.at("/topics/1/state").asString()).isEqualTo("in_force");
        assertThat(health.at("/topics/1/last_delivery").isNull()).isTrue();
        String paid = "/api/v1/webhooks/health?topic=orders-paid&store_id=" + store;
        assertThat(http.delete(paid).at("/status").asString()).isEqualTo("forgotten");
        assertThat(http.delete(paid).status()).isEqualTo(404);
        assertThat(http.get("/api/v1/webhooks/health?store_id=" + store).at("/topics"))
                .hasSize(1);
        assertThat(http.get("/api/v1/webhooks/health?store_id=99999").status()).isEqualTo(404);
    }

    @Test
    void parkedStore_is409_andADownShopify503() {
        FakeShopify.answers("WebhookSubscriptions", 402, "");
        assertThat(register("https://ledger.example", "null").problem()).isEqualTo("store-parked");
        FakeShopify.answers("WebhookSubscriptions", 502, "");
        Answer down = register("https://ledger.example", "null");
        assertThat(down.problem()).isEqualTo("shopify-unreachable");
        assertThat(down.status()).isEqualTo(503);
        assertThat(down.whole().headers().firstValue("Retry-After")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ledger.example",
                "http://ledger.example",
                "ftp://x",
                "https://x?y=1",
                "https://u:p@x",
                "http://127.0.0.1.evil.example"
            })
    void addressThatShopifyCannotReach_is400(String base) {
        Answer answer = register(base, "null");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("base_url");
        assertThat(FakeShopify.ASKED).isEmpty();
    }

    @Test
    void unknownStore_is404() {
        assertThat(http.get("/api/v1/webhooks?store_id=99999").status()).isEqualTo(404);
        assertThat(http.post("/api/v1/webhooks/register-all", "{\"base_url\":\"https://x\"}")
                        .status())
                .isEqualTo(400);
    }
}
