package io.shopledger.query.dashboard;

import io.shopledger.query.entity.EntityAnswers;
import io.shopledger.stored.StoredJson;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;

/** The lists of products, orders, customers and stock, by the same questions as the API's. */
@Controller
@Hidden
class ListPageController {
    private static final int LINES = 50;

    private final EntityAnswers answers;
    private final Rooms rooms;

    ListPageController(EntityAnswers answers, Rooms rooms) {
        this.answers = answers;
        this.rooms = rooms;
    }

    /** A field of the form with what was asked. */
    record Asked(Question question, String value) {}

    record Line(String id, String name, List<Said> cells) {}

    /** What a cell says of one entity. */
    record Said(String label, String words, boolean number) {
        static Said of(Cell cell, JsonNode json) {
            return new Said(cell.label(), cell.of(json), cell.number());
        }
    }

    @GetMapping(path = "/{room:products|orders|customers|stock}", produces = MediaType.TEXT_HTML_VALUE)
    String page(
            @PathVariable("room") String path,
            @RequestParam Map<String, String> given,
            @ModelAttribute("frame") Frame frame,
            HttpServletRequest request,
            Model model) {
        Room room = rooms.at(path);
        String sort = given.getOrDefault("sort", "-id");
        List<Asked> asked = new ArrayList<>();
        Map<String, String> call = new LinkedHashMap<>();
        UriComponentsBuilder older = UriComponentsBuilder.fromPath("/" + path);
        older.queryParam("store_id", frame.number()).queryParam("sort", "{sort}");
        List<Object> values = new ArrayList<>(List.of(sort));
        for (Question question : room.questions()) {
            String value = given.getOrDefault(question.name(), "").strip();
            asked.add(new Asked(question, value));
            if (!value.isEmpty()) {
                call.put(question.name(), value);
                older.queryParam(question.name(), "{" + question.name() + "}");
                values.add(value);
            }
        }
        model.addAttribute("room", room);
        model.addAttribute("asked", asked);
        model.addAttribute("sort", sort);
        model.addAttribute("narrowed", !call.isEmpty());
        model.addAttribute("further", given.containsKey("cursor"));
        model.addAttribute("lines", List.of());
        if (frame.store() != null) {
            call.put("store_id", Long.toString(frame.asked(given.get("store_id"))));
            call.put("limit", Integer.toString(LINES));
            call.put("sort", sort);
            if (given.containsKey("cursor")) {
                call.put("cursor", given.get("cursor"));
            }
            JsonNode found = StoredJson.MAPPER.readTree(
                    answers.list(rooms.shown(room), call, request).json());
            model.addAttribute(
                    "lines",
                    found.path(room.kind())
                            .valueStream()
                            .map(json -> line(room, json))
                            .toList());
            String next = found.path("next_cursor").asString("");
            if (!next.isEmpty()) {
                values.add(next);
                model.addAttribute(
                        "older",
                        older.queryParam("cursor", "{cursor}")
                                .encode()
                                .buildAndExpand(values.toArray())
                                .toUriString());
            }
        }
        return "list";
    }

    private static Line line(Room room, JsonNode json) {
        return new Line(
                json.path("id").asString(),
                room.name().of(json),
                room.columns().stream().map(cell -> Said.of(cell, json)).toList());
    }
}
