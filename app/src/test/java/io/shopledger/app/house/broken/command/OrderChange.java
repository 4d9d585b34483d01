package io.shopledger.app.house.broken.command;

import io.shopledger.app.house.broken.query.OrderReader;
import io.shopledger.app.house.broken.simulator.Truth;
import tools.jackson.databind.JsonNode;

/** Uses what other modules keep to themselves, and JSON where there is none. */
class OrderChange {
    OrderReader reader = new OrderReader();
    Truth truth = new Truth();

    String read(JsonNode json) {
        return json.asString();
    }
}
