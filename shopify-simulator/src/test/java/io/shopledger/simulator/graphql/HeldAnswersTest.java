package io.shopledger.simulator.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.simulator.Simulator;
import io.shopledger.simulator.SimulatorSettings;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class HeldAnswersTest {
    private static final String MUTATION =
            "mutation { productSet(input: {title: \"Held\"}) { userErrors { message } } }";

    private Simulator simulator;
    private App app;

    @BeforeEach
    void start() {
        simulator = Simulator.start(SimulatorSettings.builder()
                .port(0)
                .products(5)
                .orders(5)
                .customers(5)
                .build());
        app = new App(simulator.address());
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void heldMutation_isDone_isTold_andIsAnsweredWhenTheFaultEnds() {
        app.control("/__sim/faults", "{\"kind\":\"hold-mutation\",\"rate\":1,\"seconds\":300}");

        CompletableFuture<JsonNode> answer = CompletableFuture.supplyAsync(() -> app.ask(MUTATION, Map.of()));
        await().until(() -> app.look("/__sim/stats").get("held").asInt() == 1);
        assertThat(app.truth("products"))
                .anyMatch(product -> product.get("title").asString().equals("Held"));
        assertThat(app.data("{ shop { id } }").has("shop")).as("queries go on").isTrue();
        assertThat(answer).isNotDone();

        app.control("/__sim/faults", "{\"kind\":\"hold-mutation\",\"rate\":0,\"seconds\":1}");
        assertThat(answer.join().at("/data/productSet").isObject()).isTrue();
        assertThat(app.look("/__sim/stats").get("held").asInt()).isZero();
    }

    @Test
    void moreAnswersHeldThanAFewThreads_leaveTheControlRoomOpen() {
        app.control("/__sim/faults", "{\"kind\":\"hold-query\",\"rate\":1,\"seconds\":300}");
        CompletableFuture<?>[] answers = new CompletableFuture<?>[20];
        for (int i = 0; i < answers.length; i++) {
            answers[i] = app.askLater("{ shop { id } }");
        }
        await().until(() -> app.look("/__sim/stats").get("held").asInt() == answers.length);

        assertThat(app.control("/__sim/reset", "").statusCode()).isEqualTo(200);

        CompletableFuture.allOf(answers).join();
    }
}
