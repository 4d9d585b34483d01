package io.shopledger.query.dashboard;

import io.shopledger.query.audit.Changes.Change;
import io.shopledger.query.audit.HistoryPage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A history as a page tells it: what changed from what to what, the oldest first. */
record Timeline(List<Entry> entries, @Nullable String next) {
    /** So many changes are shown at once; more are folded away, as a first sight has dozens. */
    private static final int OPEN = 6;

    /**
     * One event.
     *
     * @param at when Shopify says it was so; absent where only its existence is known
     * @param via how we know, in words
     */
    record Entry(
            long sequence, String happened, @Nullable Instant at, Instant knownAt, String via, List<Told> changes) {

        public String when() {
            return Moment.text(at == null ? knownAt : at);
        }

        public String known() {
            return Moment.text(knownAt);
        }

        public boolean folded() {
            return changes.size() > OPEN;
        }
    }

    /** One field's change; {@code from} is absent for what was not there before. */
    record Told(String field, @Nullable String from, String to) {}

    static Timeline of(HistoryPage history) {
        return new Timeline(history.events().stream().map(Timeline::entry).toList(), history.nextCursor());
    }

    private static Entry entry(HistoryPage.Happened event) {
        List<Told> told = new ArrayList<>();
        changes(event.changes(), told);
        if (event.learned() != null) {
            event.learned()
                    .forEach(learned ->
                            told.add(new Told(Spoken.field(learned.field()), null, Cell.spoken(learned.value()))));
        }
        return new Entry(
                event.sequence(),
                Spoken.event(event.type()),
                event.at(),
                event.knownAt(),
                event.origin() == null ? "unknown" : event.origin().via().replace('_', ' '),
                told);
    }

    /** Money is told in both currencies, {@code total_price} and {@code total_price_set}: once is enough to read. */
    private static void changes(List<Change> changes, List<Told> told) {
        Set<String> fields = changes.stream().map(Change::field).collect(Collectors.toSet());
        for (Change change : changes) {
            String field = change.field();
            if (field.endsWith("_set") && fields.contains(field.substring(0, field.length() - 4))) {
                continue;
            }
            if (change.from().isObject() && change.to().isObject()) {
                inside(field, change.from(), change.to(), told);
            } else {
                told.add(new Told(
                        Spoken.field(field),
                        change.from().isNull() ? null : Cell.spoken(change.from()),
                        change.to().isNull() ? "none" : Cell.spoken(change.to())));
            }
        }
    }

    /** Of an item that was before and is still there only what differs. */
    private static void inside(String field, JsonNode from, JsonNode to, List<Told> told) {
        for (String name : to.propertyNames()) {
            JsonNode before = from.path(name);
            JsonNode after = to.path(name);
            if (!name.endsWith("_set") && !after.equals(before)) {
                told.add(new Told(
                        Spoken.field(field + "/" + name),
                        before.isNull() || before.isMissingNode() ? null : Cell.spoken(before),
                        after.isNull() ? "none" : Cell.spoken(after)));
            }
        }
    }
}
