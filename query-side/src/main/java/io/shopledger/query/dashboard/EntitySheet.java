package io.shopledger.query.dashboard;

import io.shopledger.query.entity.EntityAnswers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the page of one entity shows of it as it is now.
 *
 * @param warning where the row is not the entity as it is now
 */
record EntitySheet(String name, @Nullable String warning, boolean removed, List<Fact> facts, List<Table> tables) {

    /** A field in words. */
    record Fact(String label, String value) {}

    /** A list inside the entity. */
    record Table(String title, List<Cell> heads, List<Line> lines) {}

    /** @param link the last part of the address of the line's own page; absent where it has none */
    record Line(@Nullable String link, String name, List<ListPageController.Said> cells) {}

    static EntitySheet of(Room room, EntityAnswers.Plain plain) {
        ObjectNode json = plain.view();
        return new EntitySheet(
                room.name().of(json),
                warning(plain),
                plain.removedAt() != null,
                room.facts().stream()
                        .filter(cell -> cell.words().apply(json) != null)
                        .map(cell -> new Fact(cell.label(), cell.of(json)))
                        .toList(),
                room.items().stream().map(items -> table(items, json)).toList());
    }

    /** @return what the opened view has and the plain one has not: the personal fields */
    static List<Fact> opened(ObjectNode plain, ObjectNode opened) {
        return opened.properties().stream()
                .filter(field -> !plain.has(field.getKey()))
                .map(field -> new Fact(Spoken.field(field.getKey()), Cell.spoken(field.getValue())))
                .toList();
    }

    private static Table table(Room.Items items, JsonNode json) {
        return new Table(
                items.title(),
                items.columns(),
                json.path(items.field())
                        .valueStream()
                        .map(item -> new Line(
                                items.linked().isEmpty()
                                        ? null
                                        : item.path(items.linked()).asString(),
                                items.name().of(item),
                                items.columns().stream()
                                        .map(cell -> ListPageController.Said.of(cell, item))
                                        .toList()))
                        .toList());
    }

    private static @Nullable String warning(EntityAnswers.Plain plain) {
        if (plain.removedAt() != null) {
            return "Removed from Shopify at %s; this is how it was.".formatted(Moment.text(plain.removedAt()));
        }
        return plain.view().path("incomplete").asBoolean(false)
                ? "Incomplete: its events after number %s were discarded unused. The history has them."
                        .formatted(plain.view().path("version").asString())
                : null;
    }
}
