package io.shopledger.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FiguresTest {
    @Test
    void median_standsBeforeTheRounds() {
        Figures figures = new Figures();
        for (double value : new double[] {5, 1_000, 7}) {
            figures.add("acknowledged/s", value);
        }
        figures.add("fsyncs a webhook", 0.25);
        assertThat(figures.table().lines())
                .first()
                .asString()
                .containsPattern("acknowledged/s +7\\.000 +5\\.000 1000 7\\.000");
        JsonNode json = JsonMapper.builder().build().readTree(figures.json());
        assertThat(json.get("acknowledged/s").get("median").asDouble()).isEqualTo(7);
        assertThat(json.get("fsyncs a webhook").get("rounds")).hasSize(1);
    }
}
