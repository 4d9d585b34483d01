package io.shopledger.command.eventstore;

import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The worked example of {@code docs/events.md}: revision 1 told a number, revision 2 tells {@code Money}. */
public final class GiftCardCharged1To2 extends SingleEventUpcaster {
    private static final SimpleSerializedType FROM = new SimpleSerializedType(GiftCardCharged.NAME, "1");
    private static final SimpleSerializedType TO = new SimpleSerializedType(GiftCardCharged.NAME, "2");

    @Override
    protected boolean canUpcast(IntermediateEventRepresentation event) {
        return event.getType().equals(FROM);
    }

    @Override
    protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
        return event.upcastPayload(TO, JsonNode.class, payload -> {
            ObjectNode money = JsonNodeFactory.instance.objectNode();
            money.put("amount", payload.get("amount").decimalValue().toPlainString()); // never through a double
            ((ObjectNode) payload).set("amount", money);
            return payload;
        });
    }
}
