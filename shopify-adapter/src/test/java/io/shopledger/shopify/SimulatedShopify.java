package io.shopledger.shopify;

import io.shopledger.shopify.governor.SettableTime;
import io.shopledger.simulator.Simulator;
import io.shopledger.simulator.SimulatorSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One simulated store for all tests of this JVM, and the wire to it. Each test reads it under a domain of its own: what that
 * domain was asked is known, and a test may come between a question and its answer.
 */
public final class SimulatedShopify implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    public static final String TOKEN = "shpat_demo";

    /** The simulator's clock: stands still unless a test lets time pass. */
    public static final SettableTime TIME = new SettableTime();

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final AtomicInteger DOMAINS = new AtomicInteger();
    private static final Map<String, Domain> KNOWN = new ConcurrentHashMap<>();
    private static final Simulator SIMULATOR = simulator();
    private static final MockWebServer WIRE = wire();

    /** What Shopify says. */
    public record Said(int status, String body) {}

    /** What is between a question and its answer. */
    @FunctionalInterface
    public interface Between {
        /** @param variables of the question */
        Said on(JsonNode variables, Answering shopify);
    }

    /** Lets the store answer: what was asked for is done. */
    @FunctionalInterface
    public interface Answering {
        Said answer();
    }

    /** One domain under which the store is read. */
    public static final class Domain {
        public final String name = "lives-" + DOMAINS.incrementAndGet() + ".myshopify.com";
        private final List<Question> asked = new CopyOnWriteArrayList<>();
        private final Map<String, Between> between = new ConcurrentHashMap<>();

        private record Question(String what, JsonNode variables) {}

        private Domain() {}

        /** @param what the operation's name, such as {@code OrdersPage}, or the path where there is none */
        public void on(String what, Between meeting) {
            between.put(what, meeting);
        }

        public void undisturbed() {
            between.clear();
        }

        /** @return the variables of each such question, in order */
        public List<JsonNode> asked(String what) {
            return asked.stream()
                    .filter(question -> question.what().equals(what))
                    .map(Question::variables)
                    .toList();
        }
    }

    public static Domain domain() {
        Domain domain = new Domain();
        KNOWN.put(domain.name, domain);
        return domain;
    }

    /** @return each thing of a kind as webhooks tell it; {@code products}, {@code orders}, {@code customers}, {@code inventory} */
    public static List<JsonNode> truth(String kind) {
        return send(HttpRequest.newBuilder(at("/__sim/truth/" + kind)))
                .body()
                .lines()
                .map(ShopifyData.JSON::readTree)
                .toList();
    }

    /** Lets things happen to it by chance; returns when they have. */
    public static void live(int changes) {
        control("/__sim/traffic", "{\"rate\":%d,\"seconds\":1}".formatted(changes));
        org.awaitility.Awaitility.await()
                .until(() ->
                        send(HttpRequest.newBuilder(at("/__sim/stats"))).body().contains("\"traffic_left\":0,"));
    }

    /** @param rate of the calls that it strikes; 0 ends it */
    public static void fault(String kind, double rate) {
        control("/__sim/faults", "{\"kind\":\"%s\",\"rate\":%s,\"seconds\":600}".formatted(kind, rate));
    }

    /** Shopify removes these subscriptions, as after eight refusals; all where none is named. */
    public static void dropSubscriptions(String... topics) {
        control(
                "/__sim/subscriptions/drop",
                topics.length == 0 ? "{}" : "{\"topics\":%s}".formatted(ShopifyData.JSON.writeValueAsString(topics)));
    }

    /** The app is approved for all that can be subscribed to. */
    public static void approved() {
        unapproved("shop/redact"); // which nobody can
    }

    /** Topics that the app is not approved for from now on; of these only. */
    public static void unapproved(String... topics) {
        control("/__sim/unapproved", "{\"topics\":%s}".formatted(ShopifyData.JSON.writeValueAsString(topics)));
    }

    /** Asks the store behind the service's back. */
    public static JsonNode ask(String query, Map<String, ?> variables) {
        return ShopifyData.JSON
                .readTree(send(HttpRequest.newBuilder(at("/admin/api/2026-10/graphql.json"))
                                .header("X-Shopify-Access-Token", TOKEN)
                                .POST(BodyPublishers.ofString(ShopifyData.JSON.writeValueAsString(
                                        Map.of("query", query, "variables", variables)))))
                        .body())
                .path("data");
    }

    /** The merchant grants the app what it asks for. @return the code with which the browser is sent back */
    public static String grant(String scope) {
        String back = send(HttpRequest.newBuilder(
                        at("/admin/oauth/authorize?client_id=demo-key&redirect_uri=https://ledger.example/back&scope="
                                + scope)))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        return back.replaceFirst(".*[?&]code=([^&]+).*", "$1");
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "simulated-shopify",
                        Map.of("SHOPLEDGER_SHOPIFY_URL", "http://127.0.0.1:" + WIRE.getPort() + "/{shop}")));
    }

    private static Simulator simulator() {
        TIME.pass(Duration.between(TIME.instant(), Instant.now()));
        return Simulator.start(SimulatorSettings.builder()
                .port(0)
                .products(130)
                .orders(230)
                .customers(60)
                .clock(TIME)
                .build());
    }

    private static MockWebServer wire() {
        MockWebServer server = new MockWebServer();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                Said said = pass(request);
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

    private static Said pass(RecordedRequest request) {
        String body = request.getBody() == null ? "" : request.getBody().string(StandardCharsets.UTF_8);
        String[] path = request.getTarget().substring(1).split("/", 2);
        boolean asks = path[1].endsWith("graphql.json");
        JsonNode question = asks ? ShopifyData.JSON.readTree(body) : form(body);
        String what = asks
                ? question.path("query").asString("").replaceFirst("^(query|mutation) (\\w+)(?s:.*)", "$2")
                : path[1];
        JsonNode variables = asks ? question.path("variables") : question;
        Answering shopify = () -> answer(request, body);
        Domain domain = KNOWN.get(path[0]);
        if (domain == null) {
            return shopify.answer();
        }
        domain.asked.add(new Domain.Question(what, variables));
        Between between = domain.between.get(what);
        return between == null ? shopify.answer() : between.on(variables, shopify);
    }

    private static JsonNode form(String body) {
        ObjectNode fields = ShopifyData.JSON.createObjectNode();
        for (String field : body.split("&")) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(
                        field.substring(0, equals),
                        URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    private static Said answer(RecordedRequest request, String body) {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(at(request.getTarget()))
                .header(
                        "Content-Type",
                        request.getTarget().endsWith("graphql.json")
                                ? "application/json"
                                : "application/x-www-form-urlencoded")
                .header(
                        "X-Shopify-Access-Token",
                        String.valueOf(request.getHeaders().get("X-Shopify-Access-Token")))
                .POST(BodyPublishers.ofString(body)));
        return new Said(answer.statusCode(), answer.body());
    }

    private static void control(String path, String body) {
        int status = send(HttpRequest.newBuilder(at(path)).POST(BodyPublishers.ofString(body)))
                .statusCode();
        if (status != 202) {
            throw new IllegalStateException(path + " was answered " + status);
        }
    }

    private static URI at(String path) {
        return SIMULATOR.address().resolve(path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }
}
