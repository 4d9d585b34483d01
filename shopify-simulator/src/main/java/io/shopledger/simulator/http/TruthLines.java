package io.shopledger.simulator.http;

import io.shopledger.simulator.truth.Entity;
import io.shopledger.simulator.truth.Inventory;
import io.shopledger.simulator.truth.Kind;
import io.shopledger.simulator.truth.Truth;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The truth as newline-delimited JSON: each thing as webhooks show it, of one moment. */
final class TruthLines {
    private final Truth truth;

    TruthLines(Truth truth) {
        this.truth = truth;
    }

    void addTo(Routes routes) {
        routes.add("GET", "/__sim/truth/products", exchange -> products());
        routes.add("GET", "/__sim/truth/orders", exchange -> whole(Kind.ORDER));
        routes.add("GET", "/__sim/truth/customers", exchange -> whole(Kind.CUSTOMER));
        routes.add("GET", "/__sim/truth/inventory", exchange -> inventory());
    }

    /** As webhooks show them, of many variants the first hundred, with what search engines are shown. */
    private Answer products() {
        List<Entity> snapshot = truth.snapshot(Kind.PRODUCT);
        return Answer.lines(() -> snapshot.stream()
                .map(entity -> {
                    ObjectNode body = entity.body().tree();
                    JsonNode seo = entity.whole().get("seo");
                    body.set("seo", seo); // null where nothing of its own is shown
                    return Answer.JSON.writeValueAsBytes(body);
                })
                .iterator());
    }

    /** With what webhooks do not tell: a customer's tags and consent, an order's payments, returns and risk. */
    private Answer whole(Kind kind) {
        List<Entity> snapshot = truth.snapshot(kind);
        return Answer.lines(() -> snapshot.stream()
                .map(entity -> Answer.JSON.writeValueAsBytes(entity.whole()))
                .iterator());
    }

    private Answer inventory() {
        List<Stocked> snapshot = truth.with(store -> {
            Inventory inventory = new Inventory(store);
            List<Stocked> all = new ArrayList<>();
            for (Entity item : store.shelf(Kind.ITEM).all()) {
                all.add(new Stocked(item, inventory.levels(item.id())));
            }
            return all;
        });
        return Answer.lines(() -> snapshot.stream().map(Stocked::line).iterator());
    }

    private record Stocked(Entity item, List<Entity> levels) {
        byte[] line() {
            ObjectNode line = item.body().tree();
            ArrayNode list = line.putArray("levels");
            levels.forEach(level -> list.add(level.whole()));
            return Answer.JSON.writeValueAsBytes(line);
        }
    }
}
