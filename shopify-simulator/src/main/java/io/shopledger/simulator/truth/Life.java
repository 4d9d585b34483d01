package io.shopledger.simulator.truth;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What happens to orders, and how often. */
final class Life {
    private static final List<Weighted> STEPS = List.of(
            new Weighted(25, new Pay()),
            new Weighted(25, new Fulfil()),
            new Weighted(8, new Refund()),
            new Weighted(8, new EditLine()),
            new Weighted(22, new EditDetails()),
            new Weighted(4, new Cancel()),
            new Weighted(10, new Archive()),
            new Weighted(8, new Travel()),
            new Weighted(5, new SendBack()),
            new Weighted(3, new AssessRisk()),
            new Weighted(2, new Touch()));

    private Life() {}

    /** @return the topics that tell of it besides {@code orders/updated} */
    static List<Topic> goOn(ObjectNode order, Moment at) {
        List<Topic> topics = pick(order, at).take(order, at);
        order.put("updated_at", at.text());
        return topics;
    }

    private static Step pick(ObjectNode order, Moment at) {
        List<Weighted> possible = new ArrayList<>(STEPS);
        possible.removeIf(step -> !step.step.possible(order));
        int left =
                at.random().nextInt(possible.stream().mapToInt(Weighted::weight).sum());
        for (Weighted candidate : possible) {
            left -= candidate.weight;
            if (left < 0) {
                return candidate.step;
            }
        }
        throw new IllegalStateException("no step is possible");
    }

    private record Weighted(int weight, Step step) {}
}
