package io.shopledger.query.audit;

import io.shopledger.CanonicalRecord;
import io.shopledger.Sealed;
import io.shopledger.observation.ObservedEvent;
import io.shopledger.query.entity.Form;
import io.shopledger.query.entity.ObservedKind;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
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

    /** @return the whole record as what became known */
    List<Changes.Change> first(R record) {
        Changes told = new Changes(form);
        known(told, record);
        return told.all();
    }

    /** @return what differs, with the values that the fields had at both times; items of lists one by one */
    List<Changes.Change> between(R before, R after) {
        Changes told = new Changes(form);
        for (String field : form.fields().entityFields()) {
            Object from = value(before, field);
            Object to = value(after, field);
            if (form.fields().type(field) == Sealed.class) {
                told.sealed(field, (Sealed) from, (Sealed) to);
            } else if (isOfItems(from) || isOfItems(to)) {
                items(told, field, from, to);
            } else if (!Objects.equals(from, to)) {
                told.field(field, from, to);
            }
        }
        return told.all();
    }

    private void items(Changes told, String field, @Nullable Object from, @Nullable Object to) {
        Map<Long, Object> before = byId(from);
        Map<Long, Object> after = byId(to);
        before.forEach((id, item) -> told.item(field, item, after.get(id)));
        after.forEach((id, item) -> {
            if (!before.containsKey(id)) {
                told.item(field, null, item);
            }
        });
    }

    private Map<Long, Object> byId(@Nullable Object items) {
        Map<Long, Object> all = new LinkedHashMap<>();
        if (items instanceof Collection<?> list) {
            list.forEach(item -> all.put(form.idOf(item), item));
        }
        return all;
    }

    private boolean isOfItems(@Nullable Object value) {
        return value instanceof Collection<?> items
                && !items.isEmpty()
                && items.stream().allMatch(item -> form.idOf(item) != null);
    }

    private static @Nullable Object value(CanonicalRecord<?> record, String field) {
        return record.knows(field) ? record.get(field) : null;
    }

    private void known(Changes told, R record) {
        for (String field : form.fields().entityFields()) {
            Object value = value(record, field);
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
