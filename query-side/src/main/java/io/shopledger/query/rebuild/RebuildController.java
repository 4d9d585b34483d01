package io.shopledger.query.rebuild;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.shopledger.query.http.Bounds;
import io.shopledger.query.http.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Projections and their rebuilds: look, ask for one, follow it, cancel it. */
@RestController
@RequestMapping("/api/v1/projections")
@Tag(name = "Projections")
class RebuildController {
    private static final String ASKED = "202 with the rebuild's id; follow it at /api/v1/projections/rebuilds/{id}. "
            + "It fills tables beside the served ones, which stay current and served all the while, compares both, and "
            + "swaps them in one moment. A process with the role worker does it, and another goes on where one died.";
    private static final String RUNNING =
            "rebuild-running: one that has not ended makes one of these; rebuild_id names it.";
    private static final int MOST = 250;

    private final RebuildDesk desk;

    RebuildController(RebuildDesk desk) {
        this.desk = desk;
    }

    @Schema(name = "Projections")
    record Listed(@JsonProperty("projections") List<ProjectionView> projections) {}

    @Schema(name = "Rebuilds")
    record Latest(@JsonProperty("rebuilds") List<RebuildView> rebuilds) {}

    @Schema(name = "RebuildWish")
    record Wish(
            @JsonProperty("accept_differences")
            @Schema(
                    defaultValue = "false",
                    description = "swap also where the new tables tell something else than the served ones")
            @Nullable
            Boolean acceptDifferences) {}

    @GetMapping
    @Operation(
            summary = "List the projections",
            description = "How far each has read, its tables, and the rebuild that makes them anew, if there is one.")
    Listed all() {
        return new Listed(desk.projections());
    }

    @PostMapping("/{name}/rebuild")
    @Operation(summary = "Rebuild a projection's tables without downtime", description = ASKED)
    @ApiResponse(responseCode = "202", description = "It waits for a worker, which begins within a second.")
    @ApiResponse(responseCode = "409", description = RUNNING)
    ResponseEntity<RebuildView> one(
            @Parameter(description = "the projection", example = "orders") @PathVariable String name,
            @RequestBody(required = false) @Nullable Wish wish,
            HttpServletRequest request) {
        return accepted(desk.request(name, accepts(wish), caller(request)));
    }

    @PostMapping("/rebuild")
    @Operation(
            summary = "Rebuild the tables of all projections without downtime",
            description =
                    "The events are read once for all of them; each is swapped as soon as it is compared. " + ASKED)
    @ApiResponse(responseCode = "202", description = "It waits for a worker, which begins within a second.")
    @ApiResponse(responseCode = "409", description = RUNNING)
    ResponseEntity<RebuildView> allOfThem(
            @RequestBody(required = false) @Nullable Wish wish, HttpServletRequest request) {
        return accepted(desk.requestAll(accepts(wish), caller(request)));
    }

    @GetMapping("/rebuilds")
    @Operation(summary = "List rebuilds", description = "The newest first.")
    Latest latest(@Parameter(description = "how many at most, 1 to 250") @RequestParam(defaultValue = "50") int limit) {
        return new Latest(desk.latest(Bounds.within("limit", limit, 1, MOST)));
    }

    @GetMapping("/rebuilds/{id}")
    @Operation(
            summary = "Follow a rebuild",
            description = "How far it is, how fast, and how long it still takes; at its end, what the comparison said.")
    RebuildView follow(@Parameter(description = "rebuild_id of the answer that took it") @PathVariable long id) {
        return desk.one(id);
    }

    @PostMapping("/rebuilds/{id}/cancel")
    @Operation(
            summary = "Cancel a rebuild",
            description = "The served tables stay, save those of projections that were swapped before. Where new code "
                    + "asked for it, they stay frozen until another rebuild is done.")
    @ApiResponse(responseCode = "200", description = "It is cancelled.")
    @ApiResponse(responseCode = "409", description = "It has ended already.")
    RebuildView cancel(
            @Parameter(description = "rebuild_id of the answer that took it") @PathVariable long id,
            HttpServletRequest request) {
        return desk.cancel(id, caller(request));
    }

    @ExceptionHandler
    ProblemDetail running(RebuildRunning failure) {
        ProblemDetail problem = Problems.problem(
                HttpStatus.CONFLICT, "rebuild-running", "Rebuild running", String.valueOf(failure.getMessage()));
        problem.setProperty("rebuild_id", failure.id());
        return problem;
    }

    private static ResponseEntity<RebuildView> accepted(RebuildView rebuild) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/projections/rebuilds/" + rebuild.rebuildId()))
                .body(rebuild);
    }

    private static boolean accepts(@Nullable Wish wish) {
        return wish != null && Boolean.TRUE.equals(wish.acceptDifferences());
    }

    private static String caller(HttpServletRequest request) {
        String user = request.getRemoteUser();
        return user == null ? "local" : user;
    }
}
