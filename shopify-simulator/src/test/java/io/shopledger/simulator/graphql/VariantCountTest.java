package io.shopledger.simulator.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.simulator.Simulator;
import io.shopledger.simulator.SimulatorSettings;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class VariantCountTest {
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
    void variantsAreCountedAsAsked() {
        int all = app.data("{ productVariantsCount(limit: null) { count } }")
                .at("/productVariantsCount/count")
                .asInt();
        Instant newest = Instant.EPOCH;
        for (JsonNode product : app.truth("products")) {
            for (JsonNode gid : product.get("variant_gids")) {
                Instant updated = Instant.parse(gid.get("updated_at").asString());
                newest = updated.isAfter(newest) ? updated : newest;
            }
        }
        Instant bound = newest;
        long expected = app.truth("products").stream()
                .flatMap(product -> product.get("variant_gids").valueStream())
                .filter(gid -> !Instant.parse(gid.get("updated_at").asString()).isBefore(bound))
                .count();
        assertThat(expected).isBetween(1L, all - 1L);

        assertThat(app.data(
                                "query Q($query: String) { productVariantsCount(query: $query, limit: null) { count } }",
                                Map.of("query", "updated_at:>='" + bound + "'"))
                        .at("/productVariantsCount/count")
                        .asLong())
                .isEqualTo(expected);
    }
}
