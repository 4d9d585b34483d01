package io.shopledger.shopify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.history.StoreKind;
import io.shopledger.observation.Hint;
import io.shopledger.observation.Observation;
import io.shopledger.observation.Removal;
import io.shopledger.observation.Seen;
import io.shopledger.shopify.ShopifyData;
import io.shopledger.shopify.ShopifyData.Sample;
import io.shopledger.shopify.webhook.Reading.Observed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every published payload of the topics on which we act: it is read, and is in the right partition from the first. */
class EveryPayloadTest {
    private static final Pattern AMOUNT = Pattern.compile(
            "(.*_)?(price|amount|rate|cost|tax|discount|discounts|subtotal|total|received|outstanding)");

    private static WayIn in;

    @BeforeAll
    static void open() {
        in = new WayIn();
    }

    @AfterAll
    static void close() {
        in.close();
    }

    @Test
    void everyPublishedPayload_isRead() {
        Map<String, Integer> seen = new HashMap<>();
        Map<String, Integer> gone = new HashMap<>();
        for (Sample sample : ShopifyData.webhookSamples()) {
            String topic = Topic.of(null, sample.folder());
            if (Topic.shown(topic) != null) {
                Observation observation = read(topic, sample.bytes(), sample.toString());
                String kind =
                        observation.stream().substring(0, observation.stream().indexOf('/'));
                if (observation instanceof Seen<?> whole) {
                    seen.merge(kind, 1, Integer::sum);
                    new PayloadComparison(sample.toString(), sample.json()).with(whole.record());
                } else {
                    gone.merge(kind, 1, Integer::sum);
                    assertThat(((Removal) observation).evidence()).isEqualTo(topic);
                }
            }
        }
        assertThat(seen).isEqualTo(Map.of("product", 8, "customer", 13, "item", 3, "stock", 4, "order", 40));
        assertThat(gone).isEqualTo(Map.of("product", 1, "customer", 3, "item", 1, "stock", 1, "order", 1));
    }

    /** So the histories of a whole store know it, and it is what they leave out of their webhooks. */
    @Test
    void newestPayloadOfEachKind_tellsAllButWhatReadsAloneTell() {
        Map<StoreKind<?>, String> topics = Map.of(
                StoreKind.PRODUCT, "products/update",
                StoreKind.ORDER, "orders/updated",
                StoreKind.CUSTOMER, "customers/update",
                StoreKind.ITEM, "inventory_items/update",
                StoreKind.STOCK, "inventory_levels/update");
        topics.forEach((kind, topic) -> {
            JsonNode body =
                    ShopifyData.json("webhooks", topic.replace('/', '-').replace('_', '-'), "docs-2026-07.json");
            Seen<?> told = (Seen<?>) read(topic, ShopifyData.JSON.writeValueAsBytes(body), topic);
            assertThat(told.record().unknown()).as(topic).isEqualTo(kind.ofReads());
        });
    }

    @Test
    void everyShapeThatWasObserved_isRead() {
        Map<String, String> topics = Map.of(
                "customers", "customers/update",
                "products", "products/update",
                "orders", "orders/updated",
                "inventory-items", "inventory_items/update",
                "inventory-levels", "inventory_levels/update");
        List<String> streams = new ArrayList<>();
        for (Sample sample : ShopifyData.webhookShapes()) {
            String topic = topics.get(sample.folder());
            if (topic != null) {
                JsonNode body = sample.json();
                withAmounts(body);
                streams.add(read(topic, ShopifyData.JSON.writeValueAsBytes(body), sample.toString()).stream());
            }
        }
        assertThat(streams)
                .containsExactlyInAnyOrder(
                        "customer/1/123", "product/1/123", "order/1/123", "item/1/123", "stock/1/123/123");
    }

    @Test
    void partsOfAnOrder_areHintsOfTheOrderTheyName() {
        int hints = 0;
        for (Sample sample : ShopifyData.webhookSamples()) {
            String topic = Topic.of(null, sample.folder());
            if (Topic.isOfAnOrder(topic)) {
                Observation observation = read(topic, sample.bytes(), sample.toString());
                assertThat(observation).as(sample.toString()).isInstanceOf(Hint.class);
                assertThat(observation.stream())
                        .isEqualTo("order/1/" + sample.json().get("order_id").asLong());
                hints++;
            }
        }
        assertThat(hints).isGreaterThan(2);
    }

    @Test
    void otherTopics_areHandledWithoutAWord() {
        int handled = 0;
        for (Sample sample : ShopifyData.webhookSamples()) {
            String topic = Topic.of(null, sample.folder());
            if (Topic.shown(topic) == null && !Topic.isOfAnOrder(topic)) {
                Reading reading = reading(topic, sample.bytes());
                assertThat(reading)
                        .as(sample.toString())
                        .isInstanceOfAny(Reading.Settled.class, Reading.Uninstalled.class);
                handled++;
            }
        }
        assertThat(handled).isGreaterThan(30);
    }

    private static Observation read(String topic, byte[] body, String name) {
        Reading reading = reading(topic, body);
        assertThat(reading).as(name).isInstanceOf(Observed.class);
        return ((Observed) reading).observation();
    }

    private static Reading reading(String topic, byte[] body) {
        Delivery delivery =
                in.delivery(in.said().topic(topic), new String(body, java.nio.charset.StandardCharsets.UTF_8));
        DeliveryReader reader =
                new DeliveryReader(in.vault.bodies(), in.vault.personal(), in.vault.subjectKeys(), in.stores, in.odd);
        WaitingDelivery waiting = new WaitingDelivery(
                0,
                delivery.id(),
                delivery.partition(),
                delivery.store(),
                topic,
                null,
                null,
                Instant.now(),
                delivery.body());
        return reader.read(List.of(waiting), in.vault.subjectKeys().ring()).get(0);
    }

    /** Shapes have "example string" for every text, also where an amount must be. */
    private static void withAmounts(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.propertyNames().forEach(name -> {
                if (object.get(name).isString() && AMOUNT.matcher(name).matches()) {
                    object.put(name, "1.00");
                }
                withAmounts(object.get(name));
            });
        } else {
            node.forEach(EveryPayloadTest::withAmounts);
        }
    }
}
