package io.shopledger.simulator.truth;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Something happened that nobody can see: only {@code updated_at} moves. */
final class Touch implements Step {
    @Override
    public boolean possible(ObjectNode order) {
        return true;
    }

    @Override
    public List<Topic> take(ObjectNode order, Moment at) {
        return List.of();
    }
}
