package io.shopledger.query.audit;

import io.shopledger.CanonicalRecord;
import io.shopledger.Sealed;
import io.shopledger.observation.ObservedEvent;
import io.shopledger.query.entity.Form;
import io.shopledger.query.entity.ObservedKind;
import java.util.Collection;
import java.util.List;
import java.util.function.BiPredicate;
import tools.jackson.databind.node.BooleanNode;

/**
 * Tells a kind's events as changes of fields, each from the event alone. Personal fields stay sealed.
 *
 * @param others tells what is no first sight, learning, removal or return; false where it does not know the event
 */
record Telling<R extends Record & CanonicalRecord<R>, E extends ObservedEvent>(
        ObservedKind<R, E> kind, Form<R> form, BiPredicate<E, Changes> others) {

    /** @return what the event changed; what was only learned is no change */
    List<Changes.Change> changes(E event) {
        Changes told = new Changes(form);
        R first = kind.first(event);
        if (first != null) {
            known(told, first);
        } else if (kind.removes(event)) {
            told.value("removed", BooleanNode.FALSE, BooleanNode.TRUE);
        } else if (kind.returns(event)) {
            told.value("removed", BooleanNode.TRUE, BooleanNode.FALSE);
        } else if (kind.redacts(event)) {
            told.value("redacted", BooleanNode.FALSE, BooleanNode.TRUE);
        } else if (kind.learned(event) == null && !others.test(event, told)) {
            throw new IllegalStateException("Not told yet: " + event.getClass());
        }
        return told.all();
    }

    /** @return what became known without having changed */
    List<HistoryPage.Learned> learned(E event) {
        R learned = kind.learned(event);
        if (learned == null) {
            return List.of();
        }
        Changes told = new Changes(form);
        known(told, learned);
        return told.all().stream()
                .map(change -> new HistoryPage.Learned(change.field(), change.to()))
                .toList();
    }

    private void known(Changes told, R record) {
        for (String field : form.fields().entityFields()) {
            Object value = record.knows(field) ? record.get(field) : null;
            if (value instanceof Sealed sealed) {
                told.sealed(field, null, sealed);
            } else if (value instanceof Collection<?> items
                    && items.stream().allMatch(item -> form.idOf(item) != null)) {
                items.forEach(item -> told.item(field, null, item));
            } else if (value != null) {
                told.field(field, null, value);
            }
        }
    }
}
