package io.shopledger.query.dashboard;

import io.shopledger.query.rebuild.ProjectionView;
import io.shopledger.query.rebuild.RebuildDesk;
import io.shopledger.query.rebuild.RebuildView;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The projections, and their rebuilds; a script follows the one that runs, and its buttons call the API. */
@Controller
@Hidden
class RebuildsPageController {
    private static final int LINES = 20;

    private final RebuildDesk desk;

    RebuildsPageController(RebuildDesk desk) {
        this.desk = desk;
    }

    /** A projection in a line. @param asOf until when it tells what happened, where it is frozen */
    record Line(
            String name,
            String position,
            String lag,
            String tables,
            @Nullable String asOf,
            boolean busy) {
        static Line of(ProjectionView one) {
            return new Line(
                    one.name(),
                    counted(one.position()),
                    counted(one.lag()),
                    String.join(", ", one.tables()),
                    one.dataAsOf() == null ? null : Moment.text(one.dataAsOf()),
                    one.rebuild() != null);
        }
    }

    /** A rebuild in a line. @param rest how fast it is and how long it takes, or what was found at its end */
    record Sheet(
            long id,
            String what,
            String state,
            boolean running,
            boolean wrong,
            long done,
            long all,
            String rest,
            String when) {
        static Sheet of(RebuildView one) {
            return new Sheet(
                    one.rebuildId(),
                    String.join(", ", one.projections()),
                    one.state(),
                    one.running(),
                    one.state().equals("failed"),
                    one.eventsDone(),
                    one.eventsTotal(),
                    rest(one),
                    Moment.text(one.requestedAt()));
        }

        private static String rest(RebuildView one) {
            if (one.reason() != null) {
                return one.reason();
            }
            if (!one.running()) {
                return one.compared().stream().allMatch(line -> line.contains(": the same "))
                        ? "All rows were the same."
                        : String.join("; ", one.compared());
            }
            return one.eventsPerSecond() == null
                    ? ""
                    : String.format(Locale.ROOT, "%,.0f/s", one.eventsPerSecond())
                            + (one.secondsLeft() == null ? "" : ", " + one.secondsLeft() + " s left");
        }
    }

    @GetMapping(path = "/rebuilds", produces = MediaType.TEXT_HTML_VALUE)
    String page(Model model) {
        List<ProjectionView> projections = desk.projections();
        model.addAttribute("lines", projections.stream().map(Line::of).toList());
        model.addAttribute("busy", projections.stream().anyMatch(one -> one.rebuild() != null));
        model.addAttribute(
                "rebuilds", desk.latest(LINES).stream().map(Sheet::of).toList());
        return "rebuilds";
    }

    private static String counted(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
