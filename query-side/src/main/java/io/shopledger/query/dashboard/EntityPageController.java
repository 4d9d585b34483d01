package io.shopledger.query.dashboard;

import io.shopledger.StoreId;
import io.shopledger.inventory.StockLevelId;
import io.shopledger.query.audit.History;
import io.shopledger.query.audit.HistoryPage;
import io.shopledger.query.audit.Past;
import io.shopledger.query.entity.EntityAnswers;
import io.shopledger.query.entity.Shown;
import io.shopledger.query.http.Bounds;
import io.shopledger.query.http.NotFound;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.node.ObjectNode;

/** The page of one entity: how it is now, and what happened to it. What is personal is opened only when asked for. */
@Controller
@Hidden
class EntityPageController {
    private static final int EVENTS = 100;

    private final EntityAnswers answers;
    private final History history;
    private final Past past;
    private final Rooms rooms;

    EntityPageController(EntityAnswers answers, History history, Past past, Rooms rooms) {
        this.answers = answers;
        this.history = history;
        this.past = past;
        this.rooms = rooms;
    }

    @GetMapping(path = "/{room:products|orders|customers|stock}/{id}", produces = MediaType.TEXT_HTML_VALUE)
    String page(
            @PathVariable("room") String path,
            @PathVariable long id,
            @RequestParam(name = "store_id", required = false) @Nullable String storeId,
            @RequestParam(defaultValue = "false") boolean personal,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String at,
            @ModelAttribute("frame") Frame frame,
            HttpServletRequest request,
            Model model) {
        Room room = rooms.at(path);
        Shown<?> shown = rooms.shown(room);
        StoreId store = Bounds.store(frame.asked(storeId));
        HistoryPage told = told(shown.stream(store, id), cursor, room.one().toLowerCase(Locale.ROOT) + " " + id, store);
        Instant then = Moment.asked(at);
        Optional<EntityAnswers.Plain> known =
                then == null ? answers.plain(shown, store, id) : Optional.of(was(room, store, id, then));
        boolean opened =
                then == null && personal && known.isPresent() && known.get().removedAt() == null;
        EntitySheet sheet = known.map(plain -> EntitySheet.of(room, plain)).orElse(null);
        model.addAttribute("room", room);
        model.addAttribute("id", id);
        model.addAttribute("name", sheet == null ? Long.toString(id) : sheet.name());
        model.addAttribute("sheet", sheet);
        model.addAttribute("then", then == null ? null : Moment.text(then));
        model.addAttribute("at", then == null ? null : Moment.field(then));
        model.addAttribute("mayOpen", known.map(EntityAnswers.Plain::personal).orElse(false) && !opened);
        if (opened) {
            model.addAttribute(
                    "personal",
                    EntitySheet.opened(
                            known.get().view(),
                            answers.one(shown, store.value(), id, null, request).json()));
        }
        model.addAttribute("timeline", Timeline.of(told));
        return "entity";
    }

    /** Of one item at one location only what happened: how many there are now is told with the item. */
    @GetMapping(path = "/stock/{item}/{location}", produces = MediaType.TEXT_HTML_VALUE)
    String level(
            @PathVariable long item,
            @PathVariable long location,
            @RequestParam(name = "store_id", required = false) @Nullable String storeId,
            @RequestParam(required = false) @Nullable String cursor,
            @ModelAttribute("frame") Frame frame,
            Model model) {
        StoreId store = Bounds.store(frame.asked(storeId));
        HistoryPage told = told(
                new StockLevelId(store, item, location).toString(),
                cursor,
                "item %d at %d".formatted(item, location),
                store);
        model.addAttribute("item", item);
        model.addAttribute("location", location);
        model.addAttribute("timeline", Timeline.of(told));
        return "level";
    }

    private EntityAnswers.Plain was(Room room, StoreId store, long id, Instant at) {
        ObjectNode view = past.view(room.kind(), store, Long.toString(id), at);
        String removed = view.path("removed_at").asString("");
        return new EntityAnswers.Plain(view, removed.isEmpty() ? null : Instant.parse(removed), false);
    }

    private HistoryPage told(String stream, @Nullable String cursor, String what, StoreId store) {
        return history.of(stream, cursor == null ? 0 : History.position(cursor), EVENTS)
                .orElseThrow(() -> new NotFound(
                        "Nothing ever happened to %s of store %s that we heard of.".formatted(what, store)));
    }
}
