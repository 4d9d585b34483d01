package io.shopledger.query.dashboard;

import io.shopledger.query.entity.Amounts;
import io.shopledger.query.figures.SyncHealth;
import io.shopledger.query.order.OrderRow;
import io.shopledger.store.Stores.ConnectedStore;
import io.shopledger.webhook.DeliveryLedger;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the page shows of one store. */
record StoreSheet(
        long id, String domain, List<Count> counts, DeliveryFlows flow, List<SyncLines.Line> syncs, List<Line> orders) {

    static StoreSheet of(
            ConnectedStore store,
            List<DeliveryLedger.Row> ledger,
            List<Count> counts,
            List<SyncHealth.Line> syncs,
            List<OrderRow> orders,
            Instant now) {
        return new StoreSheet(
                store.id().value(),
                store.domain(),
                counts,
                DeliveryFlows.of(ledger),
                SyncLines.of(syncs, now),
                orders.stream().map(order -> Line.of(order, now)).toList());
    }

    /** How many of a kind there are. @param path its word in the pages' addresses */
    record Count(String path, String name, long number) {
        public String words() {
            return String.format(
                    Locale.ROOT, "%,d %s", number, number == 1 ? name.substring(0, name.length() - 1) : name);
        }
    }

    /** One order in a line. */
    record Line(
            long id,
            String name,
            String total,
            String originalTotal,
            String payment,
            String fulfillment,
            String happened,
            Instant at,
            String ago) {

        static Line of(OrderRow order, Instant now) {
            return new Line(
                    order.id(),
                    order.name() == null ? Long.toString(order.id()) : order.name(),
                    money(order.total(), order.currency()),
                    money(order.originalTotal(), order.currency()),
                    words(order.financialStatus()),
                    words(order.fulfillmentStatus()),
                    Spoken.event(order.lastEvent()),
                    order.lastEventAt(),
                    Ago.words(order.lastEventAt(), now));
        }

        private static String money(@Nullable BigDecimal amount, @Nullable String currency) {
            return amount == null
                    ? "–"
                    : (Amounts.text(amount, currency) + " " + (currency == null ? "" : currency)).strip();
        }

        private static String words(@Nullable String status) {
            return status == null ? "–" : status.toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
