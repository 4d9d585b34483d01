package io.shopledger.query.audit;

import static io.shopledger.query.KindStories.level;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.Origin;
import io.shopledger.Via;
import io.shopledger.inventory.StockLevelEvent.StockLevelChanged;
import io.shopledger.inventory.StockLevelEvent.StockLevelConnected;
import io.shopledger.inventory.StockLevelId;
import io.shopledger.inventory.StockLevelRecord;
import io.shopledger.query.QuerySide;
import java.lang.reflect.Proxy;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A stock level of 50,000 events: its history is read in parts, and its row can be made anew. */
class LongHistoryTest extends QuerySide {
    private static final int EVENTS = 50_000;
    private static final AtomicLong ITEMS = new AtomicLong(50_000);
    private static final Instant NOON = Instant.parse("2026-10-05T12:00:00Z");
    private static final Origin ORIGIN = new Origin(Via.WEBHOOK, "hook", NOON, NOON, null);

    /** Each test's own: a projection may still be at work on another's. */
    private final StockLevelId level = level(1, ITEMS.getAndIncrement(), 7);

    @Test
    void historyInParts_readsNoMoreThanThePart_byTheKeyOfTheStream() {
        processing.eventProcessors().values().forEach(EventProcessor::shutDown);
        long before = jdbc.queryForObject("select last_value from events.domain_event_global_index_seq", Long.class);
        try {
            grow(EVENTS, -1);
            readInParts();
        } finally { // as if they had never been, for whoever reads all events
            jdbc.update("delete from events.domain_event");
            jdbc.queryForObject("select setval('events.domain_event_global_index_seq', ?)", Long.class, before);
            processing.eventProcessors().values().forEach(EventProcessor::start);
        }
    }

    private void readInParts() {
        AtomicLong read = new AtomicLong();

        HistoryPage part =
                new History(counting(read)).of(level.toString(), 40_000, 50).orElseThrow();

        assertThat(part.events()).hasSize(50);
        assertThat(part.events().get(0).sequence()).isEqualTo(40_000);
        assertThat(read.get())
                .as("events read: the part, and whether there is one more")
                .isLessThanOrEqualTo(51);
        JsonNode next = json("/api/v1/audit/stock/%d-%d/history?store_id=1&limit=1000&cursor=%s"
                .formatted(level.item(), level.location(), part.nextCursor()));
        assertThat(next.get("events")).hasSize(1_000);
        assertThat(next.at("/events/0/sequence").asLong()).isEqualTo(40_050);
        jdbc.execute("analyze events.domain_event");
        assertThat(String.join(
                        "\n",
                        jdbc.queryForList(
                                "explain select * from events.domain_event where aggregate_identifier = ? and sequence_number >= ?"
                                        + " and sequence_number < ? order by sequence_number",
                                String.class,
                                level.toString(),
                                40_000,
                                40_100)))
                .contains("Index Scan using domain_event_aggregate_identifier_sequence_number_key")
                .doesNotContain("Sort");
    }

    @Tag("long")
    @Test
    void rowOfALongStream_isMadeAnewFromAllOfIt() {
        grow(EVENTS, EVENTS - 5);
        await().atMost(Duration.ofMinutes(5)).ignoreExceptions().until(() -> row().startsWith(EVENTS - 6 + " "));

        retried();

        assertThat(row()).isEqualTo(EVENTS - 1 + " 2");
    }

    /** More than the framework keeps of one entity: the rest is in its stream. */
    @Test
    void moreEventsWaitThanAreSetAside_andHoldNobodyBack_andTheRowIsMadeAnewFromAll() {
        grow(2_000, 4);
        StockLevelId other = level(1, level.item(), 8);
        append(new StockLevelConnected(other, available(9), ORIGIN));

        caughtUp("inventory");
        assertThat(jdbc.queryForObject(
                        "select count(*) from shopify_stock_levels where item_id = ? and location_id = 8",
                        Integer.class,
                        other.item()))
                .as("others go on")
                .isEqualTo(1);
        retried();

        assertThat(row()).isEqualTo("1999 2");
    }

    private void retried() {
        caughtUp("inventory");
        jdbc.update("""
                update events.domain_event broken set payload = whole.payload from events.domain_event whole
                where broken.aggregate_identifier = ? and broken.payload = '{'::bytea
                      and whole.aggregate_identifier = broken.aggregate_identifier
                      and whole.sequence_number = case broken.sequence_number % 2 when 1 then 1 else 2 end
                """, level.toString());
        String letter = letter();
        HttpRequest retry = HttpRequest.newBuilder(
                        address("/api/v1/projections/inventory/dead-letters/" + letter + "/retry"))
                .POST(BodyPublishers.noBody())
                .build();
        assertThat(send(retry).statusCode()).isEqualTo(200);
    }

    private String row() {
        return jdbc.queryForObject(
                "select version || ' ' || available from shopify_stock_levels where item_id = ? and location_id = ?",
                String.class,
                level.item(),
                level.location());
    }

    private String letter() {
        JsonNode letters = json("/api/v1/projections/inventory/dead-letters").get("dead_letters");
        for (JsonNode letter : letters) {
            if (letter.get("entity").asString().equals(level.toString())) {
                return letter.get("id").asString();
            }
        }
        return null;
    }

    /**
     * First sight and two changes by the event store, which are repeated straight in the table.
     *
     * @param unreadable the number of an event that cannot be read
     */
    private void grow(int events, int unreadable) {
        append(
                new StockLevelConnected(level, available(1), ORIGIN),
                new StockLevelChanged(level, 1L, 2L, ORIGIN),
                new StockLevelChanged(level, 2L, 1L, ORIGIN));
        jdbc.update("""
                insert into events.domain_event (event_identifier, aggregate_identifier, sequence_number, type, time_stamp,
                       payload_type, payload_revision, payload, meta_data)
                select event_identifier || '-' || n, aggregate_identifier, n, type, time_stamp, payload_type,
                       payload_revision, case n when ? then '{'::bytea else payload end, meta_data
                from generate_series(3, ?) n join events.domain_event on sequence_number = case n % 2 when 1 then 1 else 2 end
                where aggregate_identifier = ? order by n
                """, unreadable, events - 1, level.toString());
    }

    private EventStore counting(AtomicLong read) {
        return (EventStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {EventStore.class}, (proxy, method, arguments) -> {
                    DomainEventStream stream = (DomainEventStream) method.invoke(eventStore, arguments);
                    return DomainEventStream.of(
                            stream.asStream().peek(event -> read.incrementAndGet()), stream::getLastSequenceNumber);
                });
    }

    private static StockLevelRecord available(long quantity) {
        return new StockLevelRecord(
                StockLevelRecord.MAPPING, Set.of(), quantity, null, null, null, null, null, null, null, null);
    }
}
