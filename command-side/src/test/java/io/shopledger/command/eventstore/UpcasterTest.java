package io.shopledger.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.Money;
import io.shopledger.command.CommandSide;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.junit.jupiter.api.Test;

/** An event of an old revision, in the event store as the program wires it, with the upcaster as a bean. */
class UpcasterTest {
    private static final String STREAM = "example/1";

    private final CommandSide side = side();
    private final EventStore events = side.bean(EventStore.class);

    @Test
    void eventOfTheFirstRevision_isReadAsTheSecond_withEachOfItsDigits() throws Exception {
        side.jdbc().update("delete from events.domain_event where aggregate_identifier = ?", STREAM);
        stored(0, "1", "{\"card\":\"G-1\",\"amount\":12345678901234567.10}");
        append(1, new GiftCardCharged("G-2", new Money("0.1", "EUR")));
        List<Object> both = List.of(
                new GiftCardCharged("G-1", new Money("12345678901234567.1", null)),
                new GiftCardCharged("G-2", new Money("0.1", "EUR")));

        assertThat(events.readEvents(STREAM).asStream().map(message -> (Object) message.getPayload()))
                .as("an aggregate, a history and a fold read")
                .isEqualTo(both);
        assertThat(read(both.size())).as("a projection reads").isEqualTo(both);
        assertThat(side.jdbc()
                        .queryForList(
                                "select payload_revision || ' ' || convert_from(payload, 'UTF8') from events.domain_event"
                                        + " where aggregate_identifier = ? order by sequence_number",
                                String.class,
                                STREAM))
                .as("what is stored stays as it is; what is new is of the new revision")
                .containsExactly(
                        "1 {\"card\":\"G-1\",\"amount\":12345678901234567.10}",
                        "2 {\"card\":\"G-2\",\"amount\":{\"amount\":\"0.1\",\"currency\":\"EUR\"}}");
    }

    private List<Object> read(int count) throws InterruptedException {
        List<Object> found = new java.util.ArrayList<>();
        try (var stream = events.openStream(null)) {
            while (found.size() < count) {
                TrackedEventMessage<?> next = stream.nextAvailable();
                if (next.getPayloadType() == GiftCardCharged.class) {
                    found.add(next.getPayload());
                }
            }
        }
        return found;
    }

    private void append(long sequence, GiftCardCharged event) {
        UnitOfWork<?> work = DefaultUnitOfWork.startAndGet(null);
        work.attachTransaction(side.bean(TransactionManager.class));
        work.execute(
                () -> events.publish(new GenericDomainEventMessage<>("Example", STREAM, sequence, event, Map.of())));
    }

    private void stored(long sequence, String revision, String json) {
        side.jdbc()
                .update(
                        "insert into events.domain_event (event_identifier, aggregate_identifier, sequence_number, type,"
                                + " time_stamp, payload_type, payload_revision, payload, meta_data)"
                                + " values ('of an older version', ?, ?, 'Example', '2026-10-05T12:00:00Z', ?, ?, ?, ?)",
                        STREAM,
                        sequence,
                        GiftCardCharged.NAME,
                        revision,
                        json.getBytes(StandardCharsets.UTF_8),
                        "{}".getBytes(StandardCharsets.UTF_8));
    }

    private static CommandSide side() {
        try {
            return CommandSide.shared();
        } catch (java.io.IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
