package io.shopledger.query.dashboard;

import io.shopledger.query.sync.SyncLog;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The syncs of a store, and one with its steps; a script follows those that run. */
@Controller
@Hidden
class SyncsPageController {
    private static final int LINES = 30;

    private final SyncLog log;
    private final Clock clock;

    SyncsPageController(SyncLog log, ObjectProvider<Clock> clock) {
        this.log = log;
        this.clock = clock.getIfAvailable(Clock::systemUTC);
    }

    @GetMapping(path = "/syncs", produces = MediaType.TEXT_HTML_VALUE)
    String all(
            @RequestParam(name = "store_id", required = false) @Nullable String storeId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(name = "status", defaultValue = "") String status,
            @ModelAttribute("frame") Frame frame,
            Model model) {
        Instant now = clock.instant();
        SyncLog.Logs found = frame.store() == null
                ? new SyncLog.Logs(List.of(), null)
                : log.page(frame.asked(storeId), LINES, cursor, null, status.isEmpty() ? null : status);
        model.addAttribute(
                "lines",
                found.logs().stream().map(sync -> SyncSheet.of(sync, now)).toList());
        model.addAttribute("states", SyncLog.STATES);
        model.addAttribute("status", status);
        model.addAttribute("older", found.nextCursor());
        return "syncs";
    }

    @GetMapping(path = "/syncs/{id}", produces = MediaType.TEXT_HTML_VALUE)
    String one(@PathVariable String id, Model model) {
        model.addAttribute("sync", SyncSheet.of(log.find(id), clock.instant()));
        return "sync";
    }
}
