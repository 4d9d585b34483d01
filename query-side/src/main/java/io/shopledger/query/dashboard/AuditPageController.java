package io.shopledger.query.dashboard;

import io.shopledger.audit.LedgerProof;
import io.shopledger.query.asof.AsOfDesk;
import io.shopledger.query.asof.AsOfView;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Where a person has history proven, takes it away, and looks back at a whole store. */
@Controller
@Hidden
class AuditPageController {
    private static final List<String> KINDS = List.of("products", "orders", "customers", "inventory", "stock");

    /** Whose lists the API reads as of a moment; stock is told with its items. */
    private static final List<String> PAST_KINDS = List.of("products", "orders", "customers", "inventory");

    private static final int LINES = 10;

    private final LedgerProof proof;
    private final AsOfDesk desk;

    AuditPageController(LedgerProof proof, AsOfDesk desk) {
        this.proof = proof;
        this.desk = desk;
    }

    /** A checkpoint as the page's field and the command line take it. */
    record Line(String sealedAt, String text) {}

    /** The store as of a moment, in a line. */
    record Past(long id, String moment, String state, boolean ready, String rest) {
        static Past of(AsOfView one) {
            return new Past(
                    one.asOfId(),
                    Moment.text(one.knownAt()),
                    one.state(),
                    one.state().equals("ready"),
                    switch (one.state()) {
                        case "ready" ->
                            "until " + Moment.text(one.expiresAt())
                                    + (one.incompleteEntities() == 0
                                            ? ""
                                            : ", %d incomplete".formatted(one.incompleteEntities()));
                        case "failed" -> one.reason() == null ? "" : one.reason();
                        case "requested", "filling" -> "event %d of %d".formatted(one.eventsDone(), one.eventsTotal());
                        default -> "";
                    });
        }
    }

    @GetMapping(path = "/audit", produces = MediaType.TEXT_HTML_VALUE)
    String page(@ModelAttribute("frame") Frame frame, Model model) {
        model.addAttribute(
                "checkpoint",
                proof.newest()
                        .map(newest -> new Line(
                                newest.sealedAt() == null ? "" : Moment.text(newest.sealedAt()),
                                newest.ordinal() + ":" + newest.hash()))
                        .orElse(null));
        model.addAttribute("kinds", KINDS);
        model.addAttribute("pastKinds", PAST_KINDS);
        model.addAttribute(
                "moments",
                frame.store() == null
                        ? List.of()
                        : desk.of(frame.store().id().value(), LINES).stream()
                                .map(Past::of)
                                .toList());
        return "audit";
    }
}
