package io.shopledger.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.app.comparison.EntityComparison;
import io.shopledger.app.comparison.TruthInApi;
import io.shopledger.app.process.Http;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What must be so of a store's orders once all its webhooks have been processed, whatever was killed meanwhile. */
final class ThreadOfOrders {
    private final Http http;
    private final String simulator;
    private final String service;

    ThreadOfOrders(Http http, String simulator, String service) {
        this.http = http;
        this.simulator = simulator;
        this.service = service;
    }

    /** @param orders how many the store began with, each of which was told at least once */
    void holds(int orders) {
        everyAcknowledgedDeliveryIsInTheLedger(orders);
        theLedgerAddsUp();
        EntityComparison comparison = EntityComparison.of("orders");
        new TruthInApi(http, simulator, service).awaitEqual("orders", orders / 2, order -> comparison);
        noEventRepeatsAChange();
    }

    private void everyAcknowledgedDeliveryIsInTheLedger(int orders) {
        Set<String> known = new HashSet<>();
        http.eachOf(
                service + "/api/v1/webhooks/deliveries?store_id=1&limit=250",
                "deliveries",
                delivery -> known.add(delivery.get("webhook_id").asString()));
        Set<String> acknowledged = new HashSet<>();
        http.lines(simulator + "/__sim/deliveries").stream()
                .filter(delivery -> delivery.get("state").asString().equals("acknowledged"))
                .forEach(delivery -> acknowledged.add(delivery.get("webhook_id").asString()));
        assertThat(acknowledged).hasSizeGreaterThan(orders);
        acknowledged.removeAll(known);
        assertThat(acknowledged).as("acknowledged, and lost").isEmpty();
    }

    private void theLedgerAddsUp() {
        JsonNode ledger = http.get(service + "/api/v1/webhooks/ledger?store_id=1");
        assertThat(ledger.get("topics")).isNotEmpty();
        for (JsonNode row : ledger.get("topics")) {
            long parts = 0;
            for (String part : new String[] {
                "duplicate", "waiting", "applied", "unchanged", "stale", "handled", "dead", "discarded"
            }) {
                parts += row.get(part).asLong();
            }
            assertThat(row.get("received").asLong()).as("%s", row).isEqualTo(parts);
            assertThat(row.get("dead").asLong()).as("%s", row).isZero();
        }
    }

    /** Every change starts where the one before it ended, and goes somewhere else. */
    private void noEventRepeatsAChange() {
        List<Long> orders = new ArrayList<>();
        http.eachOf(
                service + "/api/v1/orders?store_id=1&limit=250",
                "orders",
                order -> orders.add(order.get("id").asLong()));
        http.atOnce(orders, order -> http.get(service + "/api/v1/audit/orders/" + order + "/history?store_id=1"))
                .forEach(ThreadOfOrders::noneIsRepeated);
    }

    private static void noneIsRepeated(long order, JsonNode history) {
        Map<String, JsonNode> now = new HashMap<>();
        int placed = 0;
        for (JsonNode event : history.get("events")) {
            placed += event.get("type").asString().equals("OrderPlaced") ? 1 : 0;
            for (JsonNode change : event.get("changes")) {
                String field = change.get("field").asString();
                assertThat(change.get("to")).as("%s of %s", field, event).isNotEqualTo(change.get("from"));
                if (now.containsKey(field)) {
                    assertThat(change.get("from")).as("%s of %s", field, event).isEqualTo(now.get(field));
                }
                now.put(field, change.get("to"));
            }
        }
        assertThat(placed).as("OrderPlaced of order %s", order).isEqualTo(1);
    }
}
