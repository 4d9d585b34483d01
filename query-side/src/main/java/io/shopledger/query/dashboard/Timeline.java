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
     * @param began when the entity began at Shopify (an order was placed), with its first sight only
     * @param at Shopify's time of last change of the state in which we saw it; absent where only its existence is known
     * @param via how we know, in words; absent for what we did ourselves
     */
    record Entry(
            long sequence,
            String happened,
            @Nullable Instant began,
            @Nullable Instant at,
            Instant knownAt,
            @Nullable String via,
            List<Told> changes) {

        /** @return the moment told first: of a first sight when the entity began, else as of when it was so */
        public Instant moment() {
            return began != null ? began : at != null ? at : knownAt;
        }

        public String when() {
            return Moment.text(moment());
        }

        /** @return whether the moment is one by which it had happened, rather than the one at which it did */
        public boolean asOf() {
            return began == null && at != null && via != null;
        }

        public @Nullable String seen() {
            return began == null || at == null ? null : Moment.text(at);
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

    /** @return whether there is anything whose moment has to be explained */
    public boolean asOf() {
        return entries.stream().anyMatch(entry -> entry.asOf() || entry.seen() != null);
    }

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
                began(event),
                event.at(),
                event.knownAt(),
                event.origin() == null ? null : event.origin().via().replace('_', ' '),
                told);
    }

    private static @Nullable Instant began(HistoryPage.Happened event) {
        return event.sequence() > 0
                ? null
                : event.changes().stream()
                        .filter(change -> change.field().equals("created_at")
                                && change.from().isNull()
                                && change.to().isString())
                        .map(change -> Instant.parse(change.to().asString()))
                        .findFirst()
                        .orElse(null);
    }

    /** Money is told in both currencies, {@code total_price} and {@code total_price_set}: once is enough to read. */
    private static void changes(List<Change> changes, List<Told> told) {
        Set<String> fields = changes.stream().map(Change::field).collect(Collectors.toSet());
        for (Change change : changes) {
            String field = change.field();
            if (field.endsWith("_set") && fields.contains(field.substring(0, field.length() - 4))) {
                continue;
            }
            if (change.from().isObject() && change.to().isObject() && !Cell.isMoney(change.to())) {
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
