package io.shopledger.query.audit;

import io.shopledger.CanonicalRecord;
import io.shopledger.StoreId;
import io.shopledger.audit.LedgerProof;
import io.shopledger.observation.ObservedEvent;
import io.shopledger.query.entity.EntityAnswers;
import io.shopledger.query.entity.EntityState;
import io.shopledger.query.entity.Shown;
import io.shopledger.query.http.NotKnownYet;
import io.shopledger.query.http.NotPossible;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How an entity was at a moment, as far as was known at another: the fold of what of its events is of both. */
@Component
public class Past {
    private final History history;
    private final LedgerProof seals;
    private final EntityAnswers answers;
    private final Collection<Shown<?>> shown;

    Past(History history, LedgerProof seals, EntityAnswers answers, Collection<Shown<?>> shown) {
        this.history = history;
        this.seals = seals;
        this.answers = answers;
        this.shown = List.copyOf(shown);
    }

    /**
     * Which entity, and when.
     *
     * @param at Shopify's time
     * @param knownAt ours; absent for now
     */
    record Asked(
            AuditedKind kind,
            StoreId store,
            String id,
            Instant at,
            @Nullable Instant knownAt) {
        String stream() {
            return kind.stream(store, id);
        }
    }

    /**
     * As the API's call answers it, without what is personal.
     *
     * @param kind by its word in addresses, such as {@code orders}
     */
    public ObjectNode view(String kind, StoreId store, String id, Instant at) {
        return view(new Asked(AuditedKind.of(kind), store, id, at, null), null);
    }

    /** @param opening by whom personal fields are to be read; absent where they stay out */
    ObjectNode view(Asked asked, @Nullable HttpServletRequest opening) {
        return view(Tellings.of(asked.kind()), asked, opening);
    }

    /** @param from the earlier moment; before the entity was known nothing of it was so */
    List<Changes.Change> between(Asked asked, Instant from) {
        return between(Tellings.of(asked.kind()), asked, from);
    }

    private <R extends Record & CanonicalRecord<R>, E extends ObservedEvent> ObjectNode view(
            Telling<R, E> telling, Asked asked, @Nullable HttpServletRequest opening) {
        EntityState<R> state = known(telling, asked);
        ObjectNode view = view(telling, asked, state, opening);
        view.put(
                "removed_at",
                state.removedAt() == null ? null : state.removedAt().toString());
        view.putObject("as_of")
                .put("at", asked.at().toString())
                .put(
                        "known_at",
                        asked.knownAt() == null ? null : asked.knownAt().toString());
        return view;
    }

    @SuppressWarnings("unchecked") // of the kind whose events were folded
    private <R extends Record & CanonicalRecord<R>> ObjectNode view(
            Telling<R, ?> telling, Asked asked, EntityState<R> state, @Nullable HttpServletRequest opening) {
        Optional<Shown<?>> one = shown.stream()
                .filter(kind -> kind.kind().equals(asked.kind().word()))
                .findFirst();
        if (one.isPresent()) {
            return answers.past((Shown<R>) one.get(), asked.store(), Long.parseLong(asked.id()), state, opening);
        }
        String[] ids = asked.id().split("-");
        ObjectNode head = JsonNodeFactory.instance
                .objectNode()
                .put("store_id", asked.store().value())
                .put("inventory_item_id", Long.parseLong(ids[0]))
                .put("location_id", Long.parseLong(ids[1]));
        return EntityAnswers.past(head, telling.form(), state);
    }

    private <R extends Record & CanonicalRecord<R>, E extends ObservedEvent> List<Changes.Change> between(
            Telling<R, E> telling, Asked asked, Instant from) {
        EntityState<R> after = known(telling, asked);
        EntityState<R> before = fold(telling, new Asked(asked.kind(), asked.store(), asked.id(), from, asked.knownAt()))
                .state();
        List<Changes.Change> changes =
                before == null ? telling.first(after.known()) : telling.between(before.known(), after.known());
        boolean was = before != null && before.removedAt() != null;
        boolean is = after.removedAt() != null;
        if (was != is) {
            changes.add(new Changes.Change("removed", BooleanNode.valueOf(was), BooleanNode.valueOf(is)));
        }
        return changes;
    }

    private <R extends Record & CanonicalRecord<R>, E extends ObservedEvent> EntityState<R> known(
            Telling<R, E> telling, Asked asked) {
        Folded<R> folded = fold(telling, asked);
        if (folded.state() != null) {
            return folded.state();
        }
        if (folded.first() == null) {
            throw asked.kind().unheardOf(asked.store(), asked.id());
        }
        Instant since = ((ObservedEvent) folded.first().getPayload()).origin().at();
        throw new NotKnownYet(
                "Nothing is known of %s %s at that time: it was first seen as of %s, which we knew from %s on."
                        .formatted(
                                asked.kind().one(),
                                asked.id(),
                                since,
                                folded.first().getTimestamp()),
                since);
    }

    /** @param first event of the stream, whether of that time or not; absent where there is none */
    private record Folded<R extends Record>(
            @Nullable EntityState<R> state, @Nullable DomainEventMessage<?> first) {}

    private <R extends Record & CanonicalRecord<R>, E extends ObservedEvent> Folded<R> fold(
            Telling<R, E> telling, Asked asked) {
        String key = asked.stream();
        OptionalLong last =
                asked.knownAt() == null ? OptionalLong.of(Long.MAX_VALUE) : seals.lastSequence(key, asked.knownAt());
        DomainEventStream stream = history.events(key);
        EntityState<R> state = null;
        DomainEventMessage<?> first = null;
        while (stream.hasNext()) {
            DomainEventMessage<?> message = stream.next();
            first = first == null ? message : first;
            if (!isKnown(message, last, asked.knownAt())) {
                break;
            }
            if (!telling.kind().events().isInstance(message.getPayload())) { // nothing is folded over a hole
                throw new NotPossible("Event %d of %s was written by a newer build; ask that one."
                        .formatted(message.getSequenceNumber(), key));
            }
            E event = telling.kind().events().cast(message.getPayload());
            if (!event.origin().at().isAfter(asked.at())
                    && (state != null || telling.kind().first(event) != null)) {
                state = EntityState.after(
                        telling.kind(), key, state, event, message.getSequenceNumber(), message.getTimestamp());
            }
        }
        return new Folded<>(state, first);
    }

    /** Where there are no seals, an event was known from its own time on. */
    private static boolean isKnown(DomainEventMessage<?> message, OptionalLong last, @Nullable Instant knownAt) {
        return last.isPresent()
                ? message.getSequenceNumber() <= last.getAsLong()
                : !message.getTimestamp().isAfter(Objects.requireNonNull(knownAt));
    }
}
