package io.shopledger.simulator.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What must hold among products, items, levels, customers and orders, whatever happens. */
class StoreTest {
    private static final List<Change> TOLD = new ArrayList<>();
    private static final Truth BUSY = busy();

    private final List<Change> told = new ArrayList<>();

    @Test
    void afterMuchTraffic_everythingFitsTogether() {
        Truth truth = BUSY;
        Map<Long, Long> quantities = new HashMap<>();
        for (Entity product : truth.snapshot(Kind.PRODUCT)) {
            productIsWhole(product, quantities);
        }
        Map<Long, Long> available = new HashMap<>();
        for (Entity level : truth.snapshot(Kind.LEVEL)) {
            JsonNode body = level.body().tree();
            available.merge(
                    body.get("inventory_item_id").asLong(),
                    body.get("available").asLong(),
                    Long::sum);
        }
        Set<Long> items = new HashSet<>();
        truth.snapshot(Kind.ITEM).forEach(item -> items.add(item.id()));
        assertThat(quantities.keySet()).isEqualTo(items);
        quantities.forEach((item, quantity) ->
                assertThat(quantity).as("item %d", item).isEqualTo(available.getOrDefault(item, 0L)));
        assertThat(items).containsAll(available.keySet());
    }

    @Test
    void orders_areByCustomersOfTheStoreAndOfItsProducts() {
        Truth truth = new Truth(Ordinary.seed(200), Ordinary.STANDING, null, told::add);
        Set<Long> customers = new HashSet<>();
        truth.snapshot(Kind.CUSTOMER).forEach(customer -> customers.add(customer.id()));
        Map<Long, JsonNode> variants = new HashMap<>();
        for (Entity product : truth.snapshot(Kind.PRODUCT)) {
            product.whole()
                    .get("variants")
                    .forEach(variant -> variants.put(variant.get("id").asLong(), variant));
        }
        int lines = 0;
        for (Entity entity : truth.snapshot(Kind.ORDER)) {
            JsonNode order = entity.body().tree();
            JsonNode buyer = order.get("customer");
            assertThat(buyer.isNull() || customers.contains(buyer.get("id").asLong()))
                    .isTrue();
            for (JsonNode line : order.get("line_items")) {
                if (!line.get("variant_id").isNull()) {
                    JsonNode variant = variants.get(line.get("variant_id").asLong());
                    assertThat(variant.get("product_id")).isEqualTo(line.get("product_id"));
                    assertThat(variant.get("sku")).isEqualTo(line.get("sku"));
                    assertThat(variant.get("price")).isEqualTo(line.get("price"));
                    lines++;
                }
            }
        }
        assertThat(lines).isGreaterThan(100);
    }

    @Test
    void lastToldOfEachThing_isTheTruth() {
        Truth truth = BUSY;
        Map<String, Change> last = new HashMap<>();
        TOLD.forEach(change ->
                last.put(change.entity().kind() + " " + change.entity().id(), change));
        for (Kind kind : List.of(Kind.CUSTOMER, Kind.ITEM, Kind.LEVEL, Kind.ORDER, Kind.PRODUCT)) {
            for (Entity entity : truth.snapshot(kind)) {
                Change change = last.get(kind + " " + entity.id());
                if (change != null) {
                    assertThat(comparable(change.entity())).isEqualTo(comparable(entity));
                }
            }
        }
    }

    @Test
    void manyVariants_areNamedAllAndShownInPart() {
        Seed seed = new Seed("demo.myshopify.com", 7, 0, 400, 0, Ordinary.START);
        Entity huge = new Truth(seed, Ordinary.STANDING, null, told::add)
                .snapshot(Kind.PRODUCT).stream()
                        .filter(product -> product.whole().get("variants").size() > 100)
                        .findFirst()
                        .orElseThrow();

        assertThat(huge.body().tree().get("variants")).hasSize(100);
        assertThat(huge.body().tree().get("variant_gids")).hasSize(130);
        assertThat(huge.whole().get("variants")).hasSize(130);
    }

    @ParameterizedTest
    @CsvSource({
        "products-update,PRODUCT",
        "customers-update,CUSTOMER",
        "inventory-items-update,ITEM",
        "inventory-levels-update,LEVEL",
        "app-uninstalled,SHOP",
        "products-delete,-PRODUCT",
        "customers-delete,-CUSTOMER",
        "inventory-items-delete,-ITEM",
        "inventory-levels-disconnect,-LEVEL",
    })
    void bodies_haveTheKeysOfRealOnes(String topic, String kind) throws Exception {
        Path topics = PublishedData.present("webhooks");
        JsonNode real = PackedJson.JSON.readTree(
                Files.readAllBytes(topics.resolve(topic).resolve("docs-2026-07.json")));
        Change ours = TOLD.stream()
                .filter(change -> change.entity().kind() == Kind.valueOf(kind.replace("-", ""))
                        && isRemoval(change) == kind.startsWith("-"))
                .reduce((first, second) -> second)
                .orElseThrow();
        JsonNode body = ours.entity().body().tree();

        assertThat(keys(body)).isEqualTo(keys(real));
        for (String list : List.of("variants", "variant_gids")) {
            if (real.has(list)) {
                assertThat(keys(body.get(list).get(0)))
                        .isEqualTo(keys(real.get(list).get(0)));
            }
        }
        if (real.has("default_address")) {
            assertThat(keys(body.get("default_address"))).isEqualTo(keys(real.get("default_address")));
        }
    }

    private static Truth busy() {
        Truth truth = new Truth(Ordinary.seed(100), Ordinary.STANDING, null, TOLD::add);
        for (int i = 0; i < 3_000; i++) {
            truth.change();
        }
        truth.uninstall();
        return truth;
    }

    private static void productIsWhole(Entity product, Map<Long, Long> quantities) {
        ObjectNode body = product.whole();
        assertThat(body.get("variants")).isNotEmpty();
        assertThat(body.get("variant_gids")).hasSameSizeAs(body.get("variants"));
        assertThat(body.get("images")).hasSameSizeAs(body.get("media"));
        Set<Long> seen = new HashSet<>();
        int position = 0;
        for (ObjectNode variant : ProductBody.variants(body)) {
            assertThat(seen.add(variant.get("id").asLong())).isTrue();
            assertThat(variant.get("position").asInt()).isEqualTo(++position);
            Long before = quantities.put(
                    variant.get("inventory_item_id").asLong(),
                    variant.get("inventory_quantity").asLong());
            assertThat(before).as("one variant for each item").isNull();
            JsonNode values = body.get("options").get(0).get("values");
            assertThat(values).contains(variant.get("option1"));
        }
    }

    /** Stock moves without the product being told. */
    private static ObjectNode comparable(Entity entity) {
        ObjectNode body = entity.body().tree();
        if (entity.kind() == Kind.PRODUCT) {
            for (ObjectNode variant : ProductBody.variants(body)) {
                variant.remove(List.of("inventory_quantity", "old_inventory_quantity"));
            }
        }
        return body;
    }

    private static boolean isRemoval(Change change) {
        String topic = change.topics().get(0).wire();
        return topic.endsWith("/delete") || topic.endsWith("/disconnect");
    }

    private static Set<String> keys(JsonNode object) {
        return new TreeSet<>(object.propertyNames());
    }
}
