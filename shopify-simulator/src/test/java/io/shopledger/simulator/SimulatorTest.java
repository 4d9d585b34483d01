package io.shopledger.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.shopledger.simulator.graphql.App;
import io.shopledger.simulator.webhook.Receiver;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SimulatorTest {
    private static final List<String> TOLD_BY_GRAPHQL_ALONE =
            List.of("transactions", "channel", "channel_name", "risk_recommendation", "risk_assessments");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final List<String> WRONG = List.of(
            "/__sim/faults|{\"kind\":\"tempest\",\"rate\":1,\"seconds\":1}|400|duplicate, reorder, delay, drop",
            "/__sim/faults|{\"kind\":\"drop\",\"rate\":1.5,\"seconds\":1}|400|\"rate\" must be a number from 0 to 1",
            "/__sim/faults|{\"kind\":\"drop\",\"rate\":1,\"seconds\":0}|400|\"seconds\" must be a number from 1 to 3600",
            "/__sim/traffic|{\"rate\":|400|not JSON",
            "/__sim/traffic|[]|400|JSON object",
            "/__sim/traffic|{\"rate\":\"fast\",\"seconds\":1}|400|\"rate\"",
            "/__sim/subscriptions|{\"uri\":\"localhost\"}|400|http://127.0.0.1:8010/webhooks",
            "/__sim/subscriptions|{\"uri\":\"http://h/\",\"topics\":[\"orders/eaten\"]}|400|orders/fulfilled",
            "/__sim/stats|{}|405|GET",
            "/__sim/tea|{}|404|/__sim/stats");
    private static final List<String> KINDS = List.of("products", "orders", "customers", "inventory");

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private Simulator simulator;
    private Receiver receiver;

    @BeforeEach
    void start() throws Exception {
        simulator = Simulator.start(SimulatorSettings.builder()
                .port(0)
                .orders(30)
                .products(10)
                .customers(20)
                .build());
        receiver = new Receiver();
    }

    @AfterEach
    void close() {
        simulator.close();
        receiver.close();
    }

    @Test
    void subscribedTwice_isOneSubscriptionToldTwice() throws Exception {
        String body = "{\"uri\":\"%s\",\"seeded\":true}".formatted(receiver.uri());
        assertThat(post("/__sim/subscriptions", body).statusCode()).isEqualTo(201);
        assertThat(post("/__sim/subscriptions", body).statusCode()).isEqualTo(201);

        await().until(() -> stats().get("deliveries").get("acknowledged").asLong() == 60);

        assertThat(stats().get("subscriptions")).hasSize(1);
        assertThat(receiver.received().stream().map(Receiver.Received::id).distinct())
                .hasSize(30);
    }

    @Test
    void traffic_isDeliveredAndTheLastOfEachOrderIsTheTruth() throws Exception {
        post("/__sim/subscriptions", "{\"uri\":\"%s\",\"seeded\":true}".formatted(receiver.uri()));
        HttpResponse<String> answer = post("/__sim/traffic", "{\"rate\":300,\"seconds\":1}");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"changes\":300}");

        await().atMost(Duration.ofSeconds(30)).until(() -> {
            JsonNode stats = stats();
            return stats.get("traffic_left").asLong() == 0
                    && stats.get("deliveries").get("waiting").asLong() == 0;
        });

        Map<Long, Receiver.Received> last = new HashMap<>();
        for (Receiver.Received delivery : receiver.received()) {
            if (!delivery.topic().startsWith("orders/")) {
                continue;
            }
            long id = JSON.readTree(delivery.body()).get("id").asLong();
            last.merge(id, delivery, (one, other) -> triggered(one).compareTo(triggered(other)) > 0 ? one : other);
        }
        last.values().removeIf(delivery -> delivery.topic().equals("orders/delete"));
        Map<Long, JsonNode> truth = new HashMap<>();
        lines("/__sim/truth/orders").forEach(order -> truth.put(order.get("id").asLong(), order));
        assertThat(last.keySet()).isEqualTo(truth.keySet());
        last.forEach((id, delivery) -> {
            ObjectNode told = ((ObjectNode) truth.get(id)).remove(TOLD_BY_GRAPHQL_ALONE);
            told.putArray("returns"); // what a webhook would show of one nothing says
            assertThat(JSON.readTree(delivery.body())).isEqualTo(told);
        });
        assertThat(lines("/__sim/deliveries"))
                .hasSize(receiver.received().size())
                .allMatch(line -> line.get("state").asString().equals("acknowledged"));
    }

    @Test
    void reset_isTheSeedWithoutDeliveries() throws Exception {
        List<JsonNode> seeded = lines("/__sim/truth/orders");
        post("/__sim/subscriptions", "{\"uri\":\"%s\",\"seeded\":true}".formatted(receiver.uri()));
        post("/__sim/traffic", "{\"rate\":500,\"seconds\":3600}");
        await().until(() -> simulator.orders() > 32);

        assertThat(post("/__sim/reset", "").statusCode()).isEqualTo(200);

        assertThat(lines("/__sim/truth/orders")).isEqualTo(seeded);
        assertThat(lines("/__sim/deliveries")).isEmpty();
        assertThat(stats().get("traffic_left").asLong()).isZero();
        assertThat(stats().get("deliveries").get("tried").asLong()).isZero();
    }

    @Test
    void wrongRequest_isToldWhatIsWrong() throws Exception {
        for (String row : WRONG) {
            String[] cells = row.split("\\|");
            HttpResponse<String> answer = post(cells[0], cells[1]);

            assertThat(answer.statusCode()).as(row).isEqualTo(Integer.parseInt(cells[2]));
            assertThat(JSON.readTree(answer.body()).get("error").asString()).contains(cells[3]);
        }
    }

    @Test
    void tooLargeRequest_isRefused() throws Exception {
        assertThat(post("/__sim/traffic", " ".repeat(70_000)).statusCode()).isEqualTo(413);
    }

    @Test
    void retriedNow_waitsNoLonger() throws Exception {
        try (Simulator patient = Simulator.start(SimulatorSettings.builder()
                .port(0)
                .orders(30)
                .products(10)
                .customers(10)
                .retryBase(Duration.ofSeconds(60))
                .build())) {
            App app = new App(patient.address());
            receiver.answer(delivery -> 500);
            app.control("/__sim/subscriptions", "{\"uri\":\"%s\",\"seeded\":true}".formatted(receiver.uri()));
            await().until(() ->
                    app.look("/__sim/stats").at("/deliveries/refused").asLong() == 30);
            receiver.answer(delivery -> 200);

            await().until(() -> {
                app.control("/__sim/retries", "");
                return app.look("/__sim/stats").at("/deliveries/waiting").asLong() == 0;
            });

            JsonNode deliveries = app.look("/__sim/stats").get("deliveries");
            assertThat(deliveries.get("acknowledged").asLong()).isEqualTo(30);
            assertThat(deliveries.get("tried").asLong()).isEqualTo(60);
        }
    }

    @Test
    void endedTraffic_makesNothingMore() throws Exception {
        post("/__sim/subscriptions", "{\"uri\":\"%s\"}".formatted(receiver.uri()));
        post("/__sim/traffic", "{\"rate\":200,\"seconds\":3600}");
        await().until(() -> stats().at("/deliveries/tried").asLong() > 20);

        HttpResponse<String> ended = client.send(
                HttpRequest.newBuilder(simulator.address().resolve("/__sim/traffic"))
                        .DELETE()
                        .build(),
                BodyHandlers.ofString());

        assertThat(ended.statusCode()).isEqualTo(200);
        List<JsonNode> truth = lines("/__sim/truth/orders");
        assertThat(stats().get("traffic_left").asLong()).isZero();
        await().until(() -> stats().at("/deliveries/waiting").asLong() == 0);
        assertThat(lines("/__sim/truth/orders")).isEqualTo(truth);
    }

    @Test
    void truth_isOfEveryKind() throws Exception {
        assertThat(lines("/__sim/truth/products")).hasSize(10);
        assertThat(lines("/__sim/truth/customers")).hasSize(20).allMatch(customer -> customer.has("tags"));
        assertThat(lines("/__sim/truth/inventory"))
                .isNotEmpty()
                .allMatch(item -> item.get("levels").size() >= 1);
    }

    @Test
    void takenPort_isToldByItsCause() {
        SimulatorSettings same =
                SimulatorSettings.builder().port(simulator.address().getPort()).build();

        assertThatThrownBy(() -> Simulator.start(same))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(BindException.class);
    }

    @Test
    void restarted_hasTheSameTruthAndSubscriptions() throws Exception {
        SimulatorSettings kept = SimulatorSettings.builder()
                .port(0)
                .orders(10)
                .products(10)
                .customers(10)
                .journal(folder.resolve("truth.ndjson"))
                .build();
        List<String> before = new ArrayList<>();
        try (Simulator first = Simulator.start(kept)) {
            App app = new App(first.address());
            app.data("mutation { webhookSubscriptionCreate(topic: SHOP_UPDATE, webhookSubscription: "
                    + "{uri: \"https://app.example.com/w\"}) { userErrors { message } } }");
            app.data("mutation { productSet(input: {title: \"Kept\"}) { userErrors { message } } }");
            app.control("/__sim/traffic", "{\"rate\":500,\"seconds\":1}");
            await().until(() -> app.look("/__sim/stats").get("traffic_left").asLong() == 0);
            KINDS.forEach(kind -> before.add(app.truth(kind).toString()));
        }
        try (Simulator second = Simulator.start(kept)) {
            App app = new App(second.address());
            List<String> after = new ArrayList<>();
            KINDS.forEach(kind -> after.add(app.truth(kind).toString()));
            assertThat(after).isEqualTo(before);
            assertThat(app.look("/__sim/stats").get("registrations").toString())
                    .isEqualTo("[{\"topic\":\"SHOP_UPDATE\",\"uri\":\"https://app.example.com/w\"}]");
        }
    }

    @ParameterizedTest
    @CsvSource({"--orders=-1", "--orders=many", "--plan=golden", "--port=70000", "--shop=example.com", "--live-rate=NaN"
    })
    void wrongFlag_isNamedAndEndsWithTwo(String flag) {
        StringWriter errors = new StringWriter();

        int code = SimulatorMain.commandLine()
                .setErr(new PrintWriter(errors, true))
                .execute(flag);

        assertThat(code).isEqualTo(2);
        assertThat(errors.toString().lines()).singleElement().asString().contains(flag.substring(0, flag.indexOf('=')));
    }

    private JsonNode stats() throws IOException, InterruptedException {
        return JSON.readTree(get("/__sim/stats").body());
    }

    private List<JsonNode> lines(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body().lines().map(line -> (JsonNode) JSON.readTree(line)).toList();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(simulator.address().resolve(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(simulator.address().resolve(path))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String triggered(Receiver.Received delivery) {
        return delivery.headers().get("X-Shopify-Triggered-At");
    }
}
