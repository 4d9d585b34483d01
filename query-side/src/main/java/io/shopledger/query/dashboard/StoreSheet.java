package io.shopledger.query.dashboard;

import io.shopledger.query.entity.Amounts;
import io.shopledger.query.order.OrderRow;
import io.shopledger.query.sync.SyncReader;
import io.shopledger.store.Stores.ConnectedStore;
import io.shopledger.webhook.DeliveryLedger;
import io.shopledger.webhook.Outcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the page shows of one store. */
record StoreSheet(
        long id,
        String domain,
        List<Count> counts,
        List<Flow> flows,
        Flow total,
        List<SyncLine> syncs,
        List<Line> orders) {

    static StoreSheet of(
            ConnectedStore store,
            List<DeliveryLedger.Row> ledger,
            List<Count> counts,
            List<SyncReader.Line> syncs,
            List<OrderRow> orders,
            Instant now) {
        List<Flow> flows = ledger.stream().map(Flow::of).toList();
        return new StoreSheet(
                store.id().value(),
                store.domain(),
                counts,
                flows,
                Flow.sum(flows),
                syncs.stream()
                        .map(sync -> new SyncLine(
                                sync.id(),
                                sync.type(),
                                sync.status(),
                                sync.records(),
                                sync.startedAt(),
                                Ago.words(sync.startedAt(), now)))
                        .toList(),
                orders.stream().map(order -> Line.of(order, now)).toList());
    }

    /** @return whether every delivery received came to an outcome, in a plain sentence */
    public String balance() {
        if (total.received() == 0) {
            return "No webhook has arrived yet.";
        }
        if (adds()) {
            return String.format(
                    Locale.ROOT,
                    "The ledger adds up: all %,d deliveries received are accounted for%s.",
                    total.received(),
                    total.waiting() == 0 ? "" : String.format(Locale.ROOT, ", %,d of them waiting", total.waiting()));
        }
        return String.format(
                Locale.ROOT,
                "The ledger does not add up: %,d deliveries were received, %,d are accounted for.",
                total.received(),
                total.accounted());
    }

    public boolean adds() {
        return flows.stream().allMatch(flow -> flow.received() == flow.accounted());
    }

    /** How many of a kind there are. @param path its word in the pages' addresses */
    record Count(String path, String name, long number) {
        public String words() {
            return String.format(
                    Locale.ROOT, "%,d %s", number, number == 1 ? name.substring(0, name.length() - 1) : name);
        }
    }

    /** One sync in a line. */
    record SyncLine(String id, String type, String status, long records, Instant startedAt, String ago) {}

    /** One topic's deliveries by what became of them. */
    record Flow(
            String topic,
            long received,
            long waiting,
            long applied,
            long unchanged,
            long stale,
            long duplicate,
            long handled,
            long dead,
            long discarded) {

        static Flow of(DeliveryLedger.Row row) {
            return new Flow(
                    row.topic(),
                    row.received(),
                    row.count(Outcome.WAITING),
                    row.count(Outcome.APPLIED),
                    row.count(Outcome.UNCHANGED),
                    row.count(Outcome.STALE),
                    row.count(Outcome.DUPLICATE),
                    row.count(Outcome.HANDLED),
                    row.count(Outcome.DEAD),
                    row.count(Outcome.DISCARDED));
        }

        static Flow sum(List<Flow> flows) {
            return flows.stream().reduce(new Flow("all topics", 0, 0, 0, 0, 0, 0, 0, 0, 0), Flow::plus);
        }

        private Flow plus(Flow other) {
            return new Flow(
                    topic,
                    received + other.received,
                    waiting + other.waiting,
                    applied + other.applied,
                    unchanged + other.unchanged,
                    stale + other.stale,
                    duplicate + other.duplicate,
                    handled + other.handled,
                    dead + other.dead,
                    discarded + other.discarded);
        }

        long accounted() {
            return waiting + applied + unchanged + stale + duplicate + handled + dead + discarded;
        }
    }

    /** One order in a line. */
    record Line(
            long id,
            String name,
            String total,
            String payment,
            String fulfillment,
            String happened,
            Instant at,
            String ago) {

        static Line of(OrderRow order, Instant now) {
            BigDecimal total = order.total();
            return new Line(
                    order.id(),
                    order.name() == null ? Long.toString(order.id()) : order.name(),
                    total == null
                            ? "–"
                            : (Amounts.text(total, order.currency()) + " "
                                            + (order.currency() == null ? "" : order.currency()))
                                    .strip(),
                    words(order.financialStatus()),
                    words(order.fulfillmentStatus()),
                    Spoken.event(order.lastEvent()),
                    order.lastEventAt(),
                    Ago.words(order.lastEventAt(), now));
        }

        private static String words(@Nullable String status) {
            return status == null ? "–" : status.toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
