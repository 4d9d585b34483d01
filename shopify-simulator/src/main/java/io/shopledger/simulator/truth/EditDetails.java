package io.shopledger.simulator.truth;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Someone writes a note or other tags, or the parcel goes elsewhere; back to what it was before, too. */
final class EditDetails implements Step {
    static final List<String> NOTES =
            List.of("Please ring twice", "Gift: „Alles Gute“ 🎂", "Leave at the neighbour's\nsecond floor", "急いでください");
    static final List<String> TAGS = List.of("wholesale", "gift, rush", "café, vip", "rush, vip, wholesale");

    @Override
    public boolean possible(ObjectNode order) {
        return true;
    }

    @Override
    public List<Topic> take(ObjectNode order, Moment at) {
        switch (at.random().nextInt(4)) {
            case 0 -> order.put("note", at.chance(0.3) ? null : at.oneOf(NOTES));
            case 1 -> order.put("tags", at.chance(0.3) ? "" : at.oneOf(TAGS));
            case 2 -> noteAttributes(order, at);
            default -> {
                if (order.get("shipping_address") instanceof ObjectNode address) {
                    People.move(address, at.random());
                } else {
                    order.put("tags", at.oneOf(TAGS));
                }
            }
        }
        return List.of();
    }

    private static void noteAttributes(ObjectNode order, Moment at) {
        order.putArray("note_attributes");
        if (at.chance(0.7)) {
            order.withArray("note_attributes")
                    .addObject()
                    .put("name", "delivery")
                    .put("value", at.token(4));
        }
    }
}
