package io.shopledger.query.projection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.shopledger.query.http.Bounds;
import io.shopledger.query.http.Cursor;
import io.shopledger.query.http.NotFound;
import io.shopledger.query.http.NotPossible;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Dead letters of projections: list, look, retry, discard. */
@RestController
@RequestMapping("/api/v1/projections/{name}/dead-letters")
@Tag(
        name = "Projections",
        description = "What a projection could not use. It holds back the later events of its own entity and nothing "
                + "else. Dead letters of webhooks are at /api/v1/dead-letters.")
class ProjectionDeadLetterController {
    private static final int MOST = 250;
    private static final String ORDER = "entity";

    private final Map<String, Projection> projections;
    private final ProjectionDeadLetters letters;
    private final Refold refold;

    ProjectionDeadLetterController(List<Projection> all, ProjectionDeadLetters letters, Refold refold) {
        this.projections = new TreeMap<>(all.stream().collect(Collectors.toMap(Projection::name, Function.identity())));
        this.letters = letters;
        this.refold = refold;
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "ProjectionDeadLetters")
    record Listed(
            @JsonProperty("dead_letters") List<ProjectionDeadLetter> deadLetters,

            @JsonProperty("next_cursor") @Schema(nullable = true, description = "null at the end") @Nullable
            String nextCursor) {}

    /** @param waiting the entity's events behind it, as many as one answer holds */
    @Schema(name = "ProjectionDeadLetterInFull")
    record InFull(
            @JsonUnwrapped ProjectionDeadLetter letter,
            @JsonProperty("waiting") List<ProjectionDeadLetter> waiting) {}

    /**
     * What a retry or a discard did.
     *
     * @param version the last event that the entity's row tells of
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "ProjectionDeadLetterEnded")
    record Done(
            @JsonProperty("status") @Schema(allowableValues = {"folded", "discarded", "gone"})
            String status,

            @JsonProperty("entity") String entity,

            @JsonProperty("ended") @Schema(description = "how many dead letters ended")
            int ended,

            @JsonProperty("version")
            @Schema(
                    type = "integer",
                    format = "int64",
                    nullable = true,
                    description = "the last event that the row tells of; null without a row")
            @Nullable
            Long version,

            @JsonProperty("whole") @Schema(description = "whether the row is the fold of all its events")
            boolean whole,

            @JsonProperty("detail") String detail) {}

    @GetMapping
    @Operation(
            summary = "List a projection's dead letters",
            description = "One for each entity that is held back: the event that could not be used, by entity.")
    Listed all(
            @Parameter(description = "the projection, as in /health", example = "orders") @PathVariable String name,
            @Parameter(description = "how many at most, 1 to 250") @RequestParam(defaultValue = "50") int limit,
            @Parameter(description = "next_cursor of the page before") @RequestParam(required = false) @Nullable
                    String cursor) {
        projection(name);
        int wanted = Bounds.within("limit", limit, 1, MOST);
        List<ProjectionDeadLetter> found =
                letters.heads(name, cursor == null ? "" : Cursor.readText(ORDER, cursor), wanted + 1);
        boolean more = found.size() > wanted;
        List<ProjectionDeadLetter> page = more ? found.subList(0, wanted) : found;
        return new Listed(
                page, more ? Cursor.at(ORDER, page.get(page.size() - 1).entity()) : null);
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "Look at one of a projection's dead letters",
            description = "With the events of its entity that wait behind it, up to 250 of them.")
    InFull one(
            @Parameter(description = "the projection, as in /health", example = "orders") @PathVariable String name,
            @Parameter(description = "the dead letter's id, as in the list") @PathVariable String id) {
        ProjectionDeadLetter letter = find(name, id);
        return new InFull(
                letter,
                letters.ofEntity(name, letter.entity(), MOST).stream()
                        .filter(other -> other.sequence() > letter.sequence())
                        .toList());
    }

    @PostMapping("/{id}/retry")
    @Operation(
            summary = "Retry a projection's dead letter",
            description = "Makes the entity's row anew from all its events, in one transaction, so that the row is "
                    + "whole; the entity's other dead letters end with it. Do this after what was wrong is mended.")
    @ApiResponse(responseCode = "200", description = "The row is whole; gone when somebody else ended it just now.")
    @ApiResponse(responseCode = "409", description = "An event still cannot be used; nothing was changed.")
    Done retry(
            @Parameter(description = "the projection, as in /health", example = "orders") @PathVariable String name,
            @Parameter(description = "the id of any dead letter of the entity") @PathVariable String id) {
        String entity = find(name, id).entity();
        Refold.Ended ended;
        try {
            ended = refold.retry(projection(name), entity);
        } catch (CannotFold still) {
            throw new NotPossible(
                    "The projection %s still cannot use %s: %s (%s). Its row and its dead letters are as before."
                            .formatted(
                                    name,
                                    still.getMessage(),
                                    still.why().message(),
                                    still.why().type()));
        }
        return done(
                "folded",
                entity,
                ended,
                true,
                "The row was made anew from all events of " + entity
                        + "; its later events are handled as usual again.");
    }

    @PostMapping("/{id}/discard")
    @Operation(
            summary = "Discard a projection's dead letter",
            description = "Drops all dead letters of the entity, as a later event is of no use without those before "
                    + "it. The row stays where it stopped and says incomplete; a retry of the entity's next dead "
                    + "letter, which its next event becomes, or a rebuild makes it whole. No event is lost: history "
                    + "and event store have them all.")
    @ApiResponse(
            responseCode = "200",
            description = "The dead letters are dropped; gone when somebody else ended them just now.")
    Done discard(
            @Parameter(description = "the projection, as in /health", example = "orders") @PathVariable String name,
            @Parameter(description = "the id of any dead letter of the entity") @PathVariable String id) {
        String entity = find(name, id).entity();
        Refold.Ended ended = refold.discard(projection(name), entity);
        String row = ended.version().isPresent()
                ? "The row stays as of event %d and says incomplete."
                        .formatted(ended.version().getAsLong())
                : "There is no row.";
        return done(
                "discarded",
                entity,
                ended,
                false,
                row + " The next event of " + entity
                        + " is set aside in turn, and retrying that one folds all of them; so does a rebuild.");
    }

    private static Done done(String status, String entity, Refold.Ended ended, boolean whole, String detail) {
        if (ended.letters() == 0) {
            return new Done("gone", entity, 0, null, false, "Somebody else ended these dead letters just now.");
        }
        OptionalLong version = ended.version();
        return new Done(
                status, entity, ended.letters(), version.isPresent() ? version.getAsLong() : null, whole, detail);
    }

    private ProjectionDeadLetter find(String name, String id) {
        projection(name);
        return letters.find(name, id)
                .orElseThrow(() -> new NotFound(
                        "The projection %s has no dead letter %s (any more). List them: /api/v1/projections/%1$s/dead-letters"
                                .formatted(name, id)));
    }

    private Projection projection(String name) {
        Projection found = projections.get(name);
        if (found == null) {
            throw new NotFound("There is no projection %s; there is: %s."
                    .formatted(name, String.join(", ", projections.keySet())));
        }
        return found;
    }
}
