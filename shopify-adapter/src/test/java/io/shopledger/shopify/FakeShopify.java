package io.shopledger.shopify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import tools.jackson.databind.JsonNode;

/** One server that plays Shopify for all tests of this JVM: each says what is answered to a document by its first word. */
public final class FakeShopify implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    public static final List<Asked> ASKED = new CopyOnWriteArrayList<>();
    private static final Map<String, Function<Asked, Said>> ANSWERS = new ConcurrentHashMap<>();
    private static final MockWebServer SERVER = started();

    /** What Shopify was asked. {@code what} is the operation's name, such as {@code Shop}, or the path where there is none. */
    public record Asked(String shop, String what, String token, String body, JsonNode variables) {}

    /** What Shopify says. */
    public record Said(int status, String body) {}

    public static void answers(String what, Function<Asked, Said> answer) {
        ANSWERS.put(what, answer);
    }

    public static void answers(String what, int status, String body) {
        answers(what, asked -> new Said(status, body));
    }

    public static void forgetAll() {
        ANSWERS.clear();
        ASKED.clear();
    }

    public static List<Asked> asked(String what) {
        return ASKED.stream().filter(asked -> asked.what().equals(what)).toList();
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "fake-shopify",
                        Map.of("SHOPLEDGER_SHOPIFY_URL", "http://127.0.0.1:" + SERVER.getPort() + "/{shop}")));
    }

    private static MockWebServer started() {
        MockWebServer server = new MockWebServer();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                Asked asked = asked(request);
                ASKED.add(asked);
                Function<Asked, Said> answer = ANSWERS.get(asked.what());
                Said said = answer == null ? new Said(503, "") : answer.apply(asked);
                return new MockResponse.Builder()
                        .code(said.status())
                        .addHeader("X-Shopify-API-Version", "2026-10")
                        .body(said.body())
                        .build();
            }
        });
        try {
            server.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return server;
    }

    private static Asked asked(RecordedRequest request) {
        String body = request.getBody() == null ? "" : request.getBody().string(StandardCharsets.UTF_8);
        String[] path = request.getTarget().substring(1).split("/", 2);
        String token = String.valueOf(request.getHeaders().get("X-Shopify-Access-Token"));
        if (!path[1].endsWith("graphql.json")) {
            return new Asked(path[0], path[1], token, body, ShopifyData.JSON.createObjectNode());
        }
        JsonNode json = ShopifyData.JSON.readTree(body);
        String what = json.get("query").asString().replaceFirst("^(query|mutation) (\\w+)(?s:.*)", "$2");
        return new Asked(path[0], what, token, body, json.get("variables"));
    }
}
