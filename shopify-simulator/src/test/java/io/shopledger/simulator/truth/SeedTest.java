package io.shopledger.simulator.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SeedTest {
    @Test
    void sameSeed_sameTruth() {
        assertThat(texts(Ordinary.seed(50))).isEqualTo(texts(Ordinary.seed(50)));
    }

    @Test
    void otherSeed_otherTruth() {
        Seed other = new Seed("demo.myshopify.com", 8, 50, 50, 40, Ordinary.START);

        assertThat(texts(other)).isNotEqualTo(texts(Ordinary.seed(50)));
    }

    @Test
    void seededOrders_coverLife() {
        Set<String> payments = new HashSet<>();
        Set<String> fulfillments = new HashSet<>();
        Set<String> currencies = new HashSet<>();
        for (Entity state : Ordinary.truth(1_000).snapshot(Kind.ORDER)) {
            JsonNode order = state.body().tree();
            payments.add(order.get("financial_status").asString());
            fulfillments.add(order.get("fulfillment_status").asString("none"));
            currencies.add(order.get("presentment_currency").asString());
        }
        assertThat(payments)
                .containsExactlyInAnyOrder(
                        "pending", "authorized", "paid", "partially_paid", "partially_refunded", "refunded", "voided");
        assertThat(fulfillments).contains("partial", "fulfilled", "restocked").hasSize(4);
        assertThat(currencies).containsExactlyInAnyOrder("USD", "EUR", "CAD", "JPY", "KWD");
    }

    @Test
    void seededTimes_areWholeSecondsOfTheLastSixtyDays() {
        for (Entity state : Ordinary.truth(300).snapshot(Kind.ORDER)) {
            JsonNode order = state.body().tree();
            assertThat(order.get("created_at").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d-05:00");
            OffsetDateTime created =
                    OffsetDateTime.parse(order.get("created_at").asString());
            OffsetDateTime updated =
                    OffsetDateTime.parse(order.get("updated_at").asString());
            assertThat(created.toInstant()).isBetween(Ordinary.START.minus(Duration.ofDays(60)), Ordinary.START);
            assertThat(updated.toInstant()).isBetween(created.toInstant(), Ordinary.START);
        }
    }

    @Test
    void seededOrders_haveAllKeysOfRealOnes() throws Exception {
        Path topics = PublishedData.present("webhooks");
        JsonNode real = PackedJson.JSON.readTree(
                Files.readAllBytes(topics.resolve("orders-updated").resolve("docs-2026-07.json")));
        JsonNode ours = Ordinary.truth(300).snapshot(Kind.ORDER).stream()
                .map(state -> (JsonNode) state.body().tree())
                .filter(order -> order.get("customer").isObject())
                .findFirst()
                .orElseThrow();

        Set<String> missing = new TreeSet<>();
        missing("", real, ours, missing);

        assertThat(missing).isEmpty();
    }

    private static void missing(String path, JsonNode real, JsonNode ours, Set<String> missing) {
        for (String key : real.propertyNames()) {
            JsonNode here = ours.get(key);
            if (here == null) {
                missing.add(path + key);
            } else if (real.get(key).isObject() && here.isObject()) {
                missing(path + key + ".", real.get(key), here, missing);
            } else if (List.of("line_items", "shipping_lines").contains(key)) {
                missing(path + key + ".", real.get(key).get(0), here.get(0), missing);
            }
        }
    }

    private static List<String> texts(Seed seed) {
        List<String> texts = new ArrayList<>();
        seed.grow(
                new Ids(),
                entity -> texts.add(entity.kind() + " " + entity.triggeredAt()
                        + new String(entity.body().bytes(), StandardCharsets.UTF_8)));
        return texts;
    }
}
