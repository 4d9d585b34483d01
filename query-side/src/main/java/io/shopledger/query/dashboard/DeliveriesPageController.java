package io.shopledger.query.dashboard;

import io.shopledger.query.projection.Projection;
import io.shopledger.query.projection.ProjectionDeadLetter;
import io.shopledger.query.projection.ProjectionDeadLetters;
import io.shopledger.webhook.Deliveries;
import io.shopledger.webhook.DeliveryLedger;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What became of a store's webhooks, and what could not be used, there and by a projection. The buttons call the API's own
 * addresses by a script.
 */
@Controller
@Hidden
class DeliveriesPageController {
    private static final int LINES = 50;

    private final DeliveryLedger ledger;
    private final Deliveries deliveries;
    private final List<Projection> projections;
    private final ProjectionDeadLetters letters;

    DeliveriesPageController(
            DeliveryLedger ledger, Deliveries deliveries, List<Projection> projections, ProjectionDeadLetters letters) {
        this.ledger = ledger;
        this.deliveries = deliveries;
        this.projections = projections;
        this.letters = letters;
    }

    /** A delivery in a line. */
    record Line(
            long id,
            String topic,
            String receivedAt,
            String outcome,
            @Nullable String reason) {}

    /** A dead letter. @param address of the API's, under which it is retried and discarded */
    record Letter(
            String address,
            String what,
            String since,
            String reason,
            @Nullable String detail) {}

    @GetMapping(path = "/deliveries", produces = MediaType.TEXT_HTML_VALUE)
    String deliveries(@ModelAttribute("frame") Frame frame, Model model) {
        boolean none = frame.store() == null;
        model.addAttribute(
                "flow",
                DeliveryFlows.of(none ? List.of() : ledger.of(frame.store().id())));
        model.addAttribute(
                "lines",
                none
                        ? List.of()
                        : deliveries.latest(frame.store().id(), LINES).stream()
                                .map(one -> new Line(
                                        one.id(),
                                        one.topic(),
                                        Moment.text(one.receivedAt()),
                                        one.outcome(),
                                        one.reason()))
                                .toList());
        return "deliveries";
    }

    @GetMapping(path = "/dead-letters", produces = MediaType.TEXT_HTML_VALUE)
    String dead(@RequestParam(defaultValue = "0") long after, @ModelAttribute("frame") Frame frame, Model model) {
        List<Deliveries.Dead> found = frame.store() == null
                ? List.of()
                : deliveries.dead(frame.store().id(), after, LINES + 1);
        boolean more = found.size() > LINES;
        model.addAttribute(
                "letters",
                found.stream()
                        .limit(LINES)
                        .map(one -> letter(
                                "/api/v1/dead-letters/" + one.id(),
                                one.topic() + " " + one.id(),
                                one.receivedAt(),
                                one.reason(),
                                one.detail()))
                        .toList());
        model.addAttribute("next", more ? found.get(LINES - 1).id() : null);
        model.addAttribute(
                "ofProjections",
                projections.stream()
                        .flatMap(projection -> letters.heads(projection.name(), "", LINES).stream())
                        .map(DeliveriesPageController::letter)
                        .toList());
        return "dead-letters";
    }

    private static Letter letter(ProjectionDeadLetter one) {
        return letter(
                "/api/v1/projections/%s/dead-letters/%s".formatted(one.projection(), one.id()),
                "%s, event %d of %s".formatted(one.projection(), one.sequence(), one.entity()),
                one.setAsideAt(),
                one.causeType() == null ? "unknown" : one.causeType().replaceAll("^.*\\.", ""),
                one.causeMessage());
    }

    private static Letter letter(String address, String what, Instant since, String reason, @Nullable String detail) {
        return new Letter(address, what, Moment.text(since), reason.replace('_', ' '), detail);
    }
}
