package io.shopledger.query.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;

/** What set a field, the last one first. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Why")
record Why(
        @JsonProperty("field") String field,

        @JsonProperty("events")
        @Schema(description = "those that set it, the last one first, with the field's changes only")
        List<HistoryPage.Happened> events) {

    /** @param stream an entity's events, the oldest first */
    static Why of(DomainEventStream stream, String field, int limit) {
        Deque<HistoryPage.Happened> last = new ArrayDeque<>();
        while (stream.hasNext()) {
            HistoryPage.Happened told = only(field, History.happened(stream.next()));
            if (!told.changes().isEmpty() || told.learned() != null) {
                last.add(told);
                if (last.size() > limit) {
                    last.remove();
                }
            }
        }
        List<HistoryPage.Happened> events = new ArrayList<>(last);
        Collections.reverse(events);
        return new Why(field, events);
    }

    private static HistoryPage.Happened only(String field, HistoryPage.Happened event) {
        List<HistoryPage.Learned> learned = event.learned() == null
                ? List.of()
                : event.learned().stream()
                        .filter(one -> isOf(field, one.field()))
                        .toList();
        return new HistoryPage.Happened(
                event.type(),
                event.sequence(),
                event.at(),
                event.knownAt(),
                event.origin(),
                event.changes().stream()
                        .filter(change -> isOf(field, change.field()))
                        .toList(),
                learned.isEmpty() ? null : learned);
    }

    /** An item of a list is told as {@code line_items/<id>}. */
    private static boolean isOf(String field, String told) {
        return told.equals(field) || told.startsWith(field + "/");
    }
}
