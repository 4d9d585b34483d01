package io.shopledger.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import io.shopledger.simulator.faults.Fault;
import io.shopledger.simulator.faults.Faults;
import io.shopledger.simulator.oauth.Scopes;
import io.shopledger.simulator.truth.Change;
import io.shopledger.simulator.truth.Kind;
import io.shopledger.simulator.truth.Topic;
import io.shopledger.simulator.truth.Traffic;
import io.shopledger.simulator.truth.Truth;
import io.shopledger.simulator.webhook.Subscribers;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Answers under {@code /__sim}: what a test asks of the store behind Shopify's back. */
public final class ControlRoom {
    private final Truth truth;
    private final Traffic traffic;
    private final Subscribers subscribers;
    private final Faults faults;

    public ControlRoom(Truth truth, Traffic traffic, Subscribers subscribers, Faults faults) {
        this.truth = truth;
        this.traffic = traffic;
        this.subscribers = subscribers;
        this.faults = faults;
    }

    Routes routes(LongSupplier requests, ShopDoor shop) {
        Statistics statistics = new Statistics(truth, traffic, subscribers, requests, shop.api(), faults);
        Routes routes = new Routes();
        new TruthLines(truth).addTo(routes);
        routes.add("GET", "/__sim/stats", exchange -> Answer.json(200, statistics.now()));
        routes.add("GET", "/__sim/deliveries", exchange -> deliveries());
        routes.add("POST", "/__sim/subscriptions", this::subscribe);
        routes.add("POST", "/__sim/subscriptions/drop", this::drop);
        routes.add("POST", "/__sim/traffic", this::traffic);
        routes.add("DELETE", "/__sim/traffic", exchange -> noTraffic());
        routes.add("POST", "/__sim/retries", exchange -> retries());
        routes.add("POST", "/__sim/faults", this::fault);
        routes.add("POST", "/__sim/uninstall", exchange -> uninstall(shop));
        routes.add("POST", "/__sim/install", exchange -> install(shop));
        routes.add("POST", "/__sim/compliance", this::demand);
        routes.add("POST", "/__sim/personal", this::write);
        routes.add("POST", "/__sim/scopes", exchange -> scopes(exchange, shop));
        routes.add("POST", "/__sim/unapproved", this::unapproved);
        routes.add("POST", "/__sim/limits", exchange -> limits(exchange, shop));
        routes.add("POST", "/__sim/reset", exchange -> reset());
        return routes;
    }

    private Answer deliveries() {
        return Answer.lines(() -> subscribers.tally().deliveries().stream()
                .map(delivery -> Answer.JSON.writeValueAsBytes(Answer.JSON
                        .createObjectNode()
                        .put("webhook_id", delivery.webhookId())
                        .put("topic", delivery.topic().wire())
                        .put("id", delivery.id())
                        .put("state", delivery.state())
                        .put("attempts", delivery.attempts())))
                .iterator());
    }

    private Answer subscribe(HttpExchange exchange) throws IOException {
        Fields fields = Fields.of(exchange);
        String uri = address(fields.text("uri"));
        Set<Topic> topics = topics(fields.texts("topics"));
        int queued = 0;
        if (fields.flag("seeded")) {
            Set<Kind> kinds = kinds(fields.texts("kinds"));
            List<Change> told = truth.retell(kinds, () -> subscribers.subscribe(uri, topics));
            queued = subscribers.retell(uri, told);
        } else {
            subscribers.subscribe(uri, topics);
        }
        ObjectNode body = Answer.JSON.createObjectNode().put("uri", uri);
        topics.forEach(topic -> body.withArray("topics").add(topic.wire()));
        return Answer.json(201, body.put("queued", queued));
    }

    /** What the Admin API subscribed to is gone, as after eight refusals; of all topics unless told. */
    private Answer drop(HttpExchange exchange) throws IOException {
        List<String> names = Fields.of(exchange).texts("topics");
        Set<String> topics = names == null
                ? Set.of()
                : topics(names).stream().map(Topic::name).collect(Collectors.toSet());
        return Answer.json(
                202,
                Answer.JSON
                        .createObjectNode()
                        .put("dropped", subscribers.registrations().drop(topics)));
    }

    private Answer traffic(HttpExchange exchange) throws IOException {
        Fields fields = Fields.of(exchange);
        double rate = fields.number("rate", 0.01, 5_000);
        int seconds = fields.whole("seconds", 1, 3_600);
        long changes = Math.round(rate * seconds);
        traffic.add(rate, changes);
        return Answer.json(202, Answer.JSON.createObjectNode().put("changes", changes));
    }

    private Answer noTraffic() {
        try {
            traffic.end();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        return Answer.json(200, Answer.JSON.createObjectNode().put("changes", 0));
    }

    private Answer retries() {
        return Answer.json(202, Answer.JSON.createObjectNode().put("retried", subscribers.retryNow()));
    }

    private Answer fault(HttpExchange exchange) throws IOException {
        Fields fields = Fields.of(exchange);
        String kind = fields.text("kind");
        Fault fault = Fault.named(kind)
                .orElseThrow(() -> new Refusal(
                        400,
                        "There is no fault \"%s\". There are: %s".formatted(kind, String.join(", ", Fault.names()))));
        double rate = fields.number("rate", 0, 1);
        int seconds = fields.whole("seconds", 1, 3_600);
        faults.set(fault, rate, Duration.ofSeconds(seconds));
        return Answer.json(
                202,
                Answer.JSON
                        .createObjectNode()
                        .put("kind", kind)
                        .put("rate", rate)
                        .put("seconds", seconds));
    }

    /** Subscriptions stay: a store that forgets its past keeps its subscribers. */
    private Answer reset() {
        traffic.reset();
        faults.reset();
        truth.reset();
        subscribers.reset();
        return Answer.json(200, Answer.JSON.createObjectNode().put("orders", truth.size(Kind.ORDER)));
    }

    /** Topics that the Admin API refuses to subscribe to from now on. */
    private Answer unapproved(HttpExchange exchange) throws IOException {
        ObjectNode body = Answer.JSON.createObjectNode();
        Set<Topic> topics = topics(Fields.of(exchange).texts("topics"));
        subscribers.registrations().unapproved(topics.stream().map(Topic::name).collect(Collectors.toSet()));
        topics.forEach(topic -> body.withArray("topics").add(topic.wire()));
        return Answer.json(202, body);
    }

    /** As another plan has them, from now on. */
    private static Answer limits(HttpExchange exchange, ShopDoor shop) throws IOException {
        Fields fields = Fields.of(exchange);
        int maximum = fields.whole("maximum", 1, 1_000_000);
        int restoreRate = fields.whole("restore_rate", 1, 50_000);
        shop.api().limits(maximum, restoreRate);
        return Answer.json(
                202, Answer.JSON.createObjectNode().put("maximum", maximum).put("restore_rate", restoreRate));
    }

    /** What the app's token may do from now on. */
    private static Answer scopes(HttpExchange exchange, ShopDoor shop) throws IOException {
        List<String> wanted = Fields.of(exchange).texts("scopes");
        if (wanted == null) {
            throw new Refusal(400, "\"scopes\" is missing");
        }
        shop.tokens().allow(Scopes.of(String.join(",", wanted)));
        ObjectNode body = Answer.JSON.createObjectNode();
        wanted.forEach(body.withArray("scopes")::add);
        return Answer.json(202, body);
    }

    /** The app's tokens are good again, as after a grant. */
    private static Answer install(ShopDoor shop) {
        shop.tokens().reinstalled();
        return Answer.json(202, Answer.JSON.createObjectNode().put("installed", true));
    }

    /** Tokens die first: who is told may try one. */
    private Answer uninstall(ShopDoor shop) {
        shop.tokens().uninstalled();
        truth.uninstall();
        return Answer.json(202, Answer.JSON.createObjectNode().put("topic", Topic.APP_UNINSTALLED.wire()));
    }

    /** Of a customer, or of the whole shop. */
    private Answer demand(HttpExchange exchange) throws IOException {
        Fields fields = Fields.of(exchange);
        String name = fields.text("topic");
        Topic topic = Topic.named(name)
                .filter(Topic.DEMANDS::contains)
                .orElseThrow(() -> new Refusal(
                        400,
                        "\"%s\" is no demand. There are: %s"
                                .formatted(
                                        name,
                                        Topic.DEMANDS.stream().map(Topic::wire).collect(Collectors.joining(", ")))));
        int queued = subscribers.demand(truth.demand(topic, fields.id("customer_id")));
        return Answer.json(
                202, Answer.JSON.createObjectNode().put("topic", name).put("queued", queued));
    }

    /** So that one can look for that text wherever it must not be. */
    private Answer write(HttpExchange exchange) throws IOException {
        Fields fields = Fields.of(exchange);
        Long customer = fields.id("customer_id");
        if (customer == null || !truth.write(customer, fields.text("text"))) {
            throw new Refusal(404, "There is no customer " + customer);
        }
        return Answer.json(202, Answer.JSON.createObjectNode().put("customer_id", customer));
    }

    /** Orders unless told: the rest is there to be read, as from Shopify. */
    private static Set<Kind> kinds(@Nullable List<String> names) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (String name : names == null ? List.of("orders") : names) {
            switch (name) {
                case "orders" -> kinds.add(Kind.ORDER);
                case "products" -> kinds.add(Kind.PRODUCT);
                case "customers" -> kinds.add(Kind.CUSTOMER);
                case "inventory" -> kinds.addAll(List.of(Kind.ITEM, Kind.LEVEL));
                default ->
                    throw new Refusal(
                            400,
                            "There is no kind \"%s\". There are: orders, products, customers, inventory"
                                    .formatted(name));
            }
        }
        return kinds;
    }

    private static Set<Topic> topics(@Nullable List<String> names) {
        if (names == null) {
            return EnumSet.allOf(Topic.class);
        }
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        for (String name : names) {
            topics.add(Topic.named(name)
                    .orElseThrow(() -> new Refusal(
                            400,
                            "There is no topic \"%s\". There are: %s"
                                    .formatted(name, String.join(", ", Topic.names())))));
        }
        return topics;
    }

    private static String address(String text) {
        try {
            URI uri = new URI(text);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (http && uri.getHost() != null) {
                return text;
            }
        } catch (URISyntaxException malformed) {
            // told below
        }
        throw new Refusal(400, "\"uri\" must be an address such as http://127.0.0.1:8010/webhooks");
    }
}
