package io.shopledger.query.dashboard;

import io.shopledger.work.WorkReport;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What runs, waits and is due, in all processes: each module tells its own. */
@Controller
@Hidden
class MonitorPageController {
    private final ObjectProvider<WorkReport> reports;

    MonitorPageController(ObjectProvider<WorkReport> reports) {
        this.reports = reports;
    }

    @GetMapping(path = "/monitor", produces = MediaType.TEXT_HTML_VALUE)
    String page(Model model) {
        model.addAttribute(
                "tables",
                reports.orderedStream()
                        .flatMap(report -> report.tables().stream())
                        .toList());
        return "monitor";
    }
}
