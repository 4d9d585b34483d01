package io.shopledger.shopify.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.StoreId;
import io.shopledger.observation.Observation;
import io.shopledger.shopify.AdapterApplication.Decider;
import io.shopledger.shopify.AdapterApplication.Doubts;
import io.shopledger.shopify.AdapterOnSimulator;
import io.shopledger.shopify.SimulatedShopify;
import io.shopledger.shopify.SimulatedShopify.Domain;
import io.shopledger.shopify.governor.SettableTime;
import io.shopledger.shopify.graphql.GraphQlClient;
import io.shopledger.shopify.staging.Leases;
import io.shopledger.shopify.store.ConnectedStores;
import io.shopledger.shopify.store.StoreRegistry;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@AdapterOnSimulator
class SettlerTest {
    @Autowired
    private StoreRegistry stores;

    @Autowired
    private NodesById byId;

    @Autowired
    private Observed observed;

    @Autowired
    private Leases leases;

    @Autowired
    private GraphQlClient client;

    @Autowired
    private Decider decider;

    @Autowired
    private Doubts served;

    private final SettableTime time = new SettableTime();
    private final Doubts doubts = new Doubts();
    private Settler settler;
    private Domain shopify;
    private StoreId store;

    @BeforeEach
    void connect() {
        shopify = SimulatedShopify.domain();
        store = ConnectedStores.connect(stores, shopify.name, SimulatedShopify.TOKEN, "secret");
        settler = new Settler(doubts, byId, observed, leases, client, time, new PullSettings(250, false, ""));
    }

    private List<Observation> decided(String stream) {
        return decider.decided.stream()
                .filter(one -> one.stream().equals(stream))
                .toList();
    }

    private String order(int number) {
        return "order/" + store.value() + "/"
                + SimulatedShopify.truth("orders").get(number).get("id").asLong();
    }

    private void afterRound(Duration since) {
        time.pass(since);
        settler.settle();
    }

    @Test
    void inDoubt_isReadByItsIdAndDecided() {
        String order = order(0);
        served.streams.add(order); // of the settler that runs
        try {
            await().until(() -> !decided(order).isEmpty());
        } finally {
            served.streams.remove(order);
        }
        assertThat(decided(order).get(0).isRead()).isTrue();
        assertThat(shopify.asked("OrdersById").get(0).get("ids").toString()).contains(order.split("/")[2]);
    }

    @Test
    void levelInDoubt_isReadWithItsItem() {
        JsonNode level =
                SimulatedShopify.truth("inventory").get(0).get("levels").get(0);
        String stream =
                "stock/" + store.value() + "/" + level.get("inventory_item_id").asLong() + "/"
                        + level.get("location_id").asLong();
        doubts.streams.add(stream);
        settler.settle();
        await().until(() -> !decided(stream).isEmpty());
    }

    @Test
    void manyInDoubt_areReadTogether() {
        SimulatedShopify.truth("orders").stream()
                .limit(60)
                .forEach(order -> doubts.streams.add(
                        "order/" + store.value() + "/" + order.get("id").asLong()));
        settler.settle();
        assertThat(shopify.asked("OrdersById"))
                .extracting(asked -> asked.get("ids").size())
                .containsExactly(25, 25, 10);
    }

    @Test
    void notShown_isAskedForEverLessOften() {
        doubts.streams.add("order/" + store.value() + "/4711");
        settler.settle();
        afterRound(Duration.ofSeconds(4)); // too soon
        afterRound(Duration.ofSeconds(2));
        afterRound(Duration.ofSeconds(9)); // too soon
        afterRound(Duration.ofSeconds(2));
        assertThat(shopify.asked("OrdersById")).hasSize(3);
        for (int round = 0; round < 24; round++) {
            afterRound(Duration.ofHours(1));
        }
        assertThat(shopify.asked("OrdersById")).hasSize(27); // once an hour, never given up
        assertThat(decided("order/" + store.value() + "/4711")).isEmpty();
    }

    @Test
    void settled_isForgotten() {
        String order = order(1);
        doubts.streams.add(order);
        settler.settle();
        doubts.streams.clear();
        afterRound(Duration.ofMillis(1));
        doubts.streams.add(order);
        afterRound(Duration.ofMillis(1));
        assertThat(shopify.asked("OrdersById")).hasSize(2);
    }

    @Test
    void whatWaits_hidesNoOther() {
        IntStream.range(0, 600)
                .forEach(number -> doubts.streams.add("order/" + store.value() + "/" + (9_000 + number)));
        String last = order(2);
        doubts.streams.add(last);
        settler.settle();
        assertThat(shopify.asked("OrdersById")).hasSize(20);
        settler.settle();
        await().until(() -> !decided(last).isEmpty());
    }

    @Test
    void storeThatRefusesUs_holdsNoOtherBack() {
        StoreId locked = ConnectedStores.connect(stores, SimulatedShopify.domain().name, "shpat_wrong", "secret");
        String order = order(3);
        doubts.streams.add("order/" + locked.value() + "/4711");
        doubts.streams.add(order);
        settler.settle();
        await().until(() -> !decided(order).isEmpty());
    }
}
