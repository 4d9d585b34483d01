package io.shopledger.shopify.pull;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.CanonicalRecord;
import io.shopledger.Sealed;
import io.shopledger.StoreId;
import io.shopledger.Via;
import io.shopledger.history.StoreKind;
import io.shopledger.inventory.InventoryItemRecord;
import io.shopledger.inventory.StockLevelRecord;
import io.shopledger.observation.Observation;
import io.shopledger.observation.Seen;
import io.shopledger.shopify.AdapterOnSimulator;
import io.shopledger.shopify.SimulatedShopify;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.kind.Kind;
import io.shopledger.shopify.kind.NodeReader;
import io.shopledger.shopify.observation.Heard;
import io.shopledger.shopify.observation.Sealing;
import io.shopledger.shopify.store.ConnectedStores;
import io.shopledger.shopify.store.StoreRegistry;
import io.shopledger.shopify.vault.PersonalSeal;
import io.shopledger.shopify.vault.SubjectKeys;
import io.shopledger.sync.Step;
import io.shopledger.sync.SyncId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Each thing of a store in which much has happened, as webhooks tell it and as pages show it: one record. */
@AdapterOnSimulator
class OneStoreInTwoShapesTest {
    private static boolean lived;

    @Autowired
    private StoreRegistry stores;

    @Autowired
    private PageReader pages;

    @Autowired
    private NodeReader nodes;

    @Autowired
    private SubjectKeys keys;

    @Autowired
    private PersonalSeal seal;

    private StoreId store;
    private SubjectKeys.Ring ring;

    /** Of how many things a field is known to both. */
    private final Map<String, Integer> known = new TreeMap<>();

    private int compared;

    @BeforeEach
    void connect() {
        store = ConnectedStores.connect(stores, SimulatedShopify.domain().name, SimulatedShopify.TOKEN, "secret");
        ring = keys.ring();
        if (!lived) {
            SimulatedShopify.live(600);
            lived = true;
        }
    }

    /** A webhook tells 100 variants at most. */
    @Test
    void products() {
        compare(Step.PRODUCTS, told(Kind.PRODUCT, SimulatedShopify.truth("products")));
        Set<String> ofOne = ofOneShape(StoreKind.PRODUCT);
        ofOne.add("variants");
        assertThat(notAlwaysKnown()).isSubsetOf(ofOne);
        assertThat(SimulatedShopify.truth("products"))
                .as("what these products have")
                .anyMatch(product -> product.get("category").isObject())
                .anyMatch(product -> !product.at("/media/0/variant_ids").isEmpty());
        assertThat(known.get("variants")).isGreaterThan(100);
    }

    @Test
    void itemsAndTheirLevels() {
        List<JsonNode> items = SimulatedShopify.truth("inventory");
        Map<String, Observation> told = told(Kind.ITEM, items);
        items.forEach(item ->
                told.putAll(told(Kind.STOCK, item.get("levels").valueStream().toList())));
        assertThat(told).hasSizeGreaterThan(items.size());
        compare(Step.INVENTORY, told);
        for (String field : InventoryItemRecord.FIELDS.entityFields()) {
            assertThat(known.get(field)).as(field).isEqualTo(items.size());
        }
        for (String field : StockLevelRecord.FIELDS.entityFields()) {
            assertThat(known.get(field))
                    .as(field)
                    .isEqualTo(StoreKind.STOCK.ofReads().contains(field) ? 0 : told.size() - items.size());
        }
    }

    /** Told as before 2025, when customers' webhooks had consent and tags. */
    @Test
    void customers() {
        compare(Step.CUSTOMERS, told(Kind.CUSTOMER, SimulatedShopify.truth("customers")));
        assertThat(notAlwaysKnown()).isSubsetOf("locale");
        assertThat(known.get("personal")).isEqualTo(compared);
    }

    /** The browser is the webhook's to tell; a sum of prices is not exact where each was turned into another currency. */
    @Test
    void orders() {
        compare(Step.ORDERS, told(Kind.ORDER, SimulatedShopify.truth("orders")));
        Set<String> ofOne = ofOneShape(StoreKind.ORDER);
        ofOne.add("total_line_items_price");
        assertThat(notAlwaysKnown()).containsExactlyElementsOf(ofOne);
        assertThat(SimulatedShopify.truth("orders"))
                .as("what these orders have")
                .anyMatch(order -> !order.at("/line_items/0/duties").isEmpty())
                .anyMatch(
                        order -> !order.at("/line_items/0/discount_allocations").isEmpty())
                .anyMatch(order -> !order.at("/refunds/0/order_adjustments").isEmpty())
                .anyMatch(order -> !order.at("/refunds/0/refund_shipping_lines").isEmpty())
                .anyMatch(order -> order.at("/fulfillments/0/shipment_status").isString());
        assertThat(known.get("total_line_items_price")).isGreaterThan(50);
        assertThat(known.get("personal")).isEqualTo(compared);
        assertThat(SimulatedShopify.truth("orders"))
                .as("guests' orders, whose customer is null in both shapes")
                .anyMatch(order -> order.get("customer").isNull());
    }

    private static Set<String> ofOneShape(StoreKind<?> kind) {
        Set<String> fields = new TreeSet<>(kind.ofReads());
        fields.addAll(kind.ofWebhooks());
        return fields;
    }

    private List<String> notAlwaysKnown() {
        return known.entrySet().stream()
                .filter(field -> field.getValue() < compared)
                .map(Map.Entry::getKey)
                .toList();
    }

    private Map<String, Observation> told(Kind kind, List<JsonNode> bodies) {
        Heard heard = new Heard(store, Via.WEBHOOK, "w-1", Instant.now(), Instant.now());
        Map<String, Observation> told = new HashMap<>();
        for (JsonNode body : bodies) {
            Observation one = kind.observing().told(JsonObject.of(body), heard, Sealing.with(seal, ring, store));
            told.put(one.stream(), one);
        }
        return told;
    }

    private void compare(Step step, Map<String, Observation> told) {
        Map<String, Observation> read = new HashMap<>();
        Reads reads = Reads.of(step);
        for (JsonObject node : readAll(step)) {
            Heard heard = Heard.byRead(store, Via.SYNC, "s-1", Instant.now());
            nodes.read(reads.kind(), List.of(node), heard, ring).forEach(one -> read.put(one.stream(), one));
        }
        assertThat(read.keySet()).isEqualTo(told.keySet()).hasSizeGreaterThan(50);
        read.forEach((stream, one) -> {
            Observation other = told.get(stream);
            assertThat(one.updatedAt()).as(stream).isEqualTo(other.updatedAt());
            assertSame(stream, record(other), record(one));
        });
    }

    private List<JsonObject> readAll(Step step) {
        List<JsonObject> all = new ArrayList<>();
        PullJob job = new PullJob(
                SyncId.random(), step, store, true, null, false, 100, null, 0, 0, null, null, false, 0, "token");
        while (!job.readAll()) {
            PageReader.Entities page = pages.read(job);
            all.addAll(page.nodes());
            job = job.after(page.cursor(), page.nodes().size(), page.sentAt());
        }
        return all;
    }

    private void assertSame(String stream, CanonicalRecord<?> told, CanonicalRecord<?> read) {
        compared++;
        for (String field : told.fields().entityFields()) {
            boolean both = told.knows(field) && read.knows(field);
            known.merge(field, both ? 1 : 0, Integer::sum);
            if (!both) {
                continue;
            }
            if (told.get(field) instanceof Sealed one && read.get(field) instanceof Sealed other) {
                assertThat(one.holdsTheSameAs(other)).as(stream + " " + field).isTrue();
            } else {
                assertThat(read.get(field)).as(stream + " " + field).isEqualTo(told.get(field));
            }
        }
    }

    private static CanonicalRecord<?> record(Observation seen) {
        return ((Seen<?>) seen).record();
    }
}
