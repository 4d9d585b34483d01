package io.shopledger.query.dashboard;

import io.shopledger.audit.LedgerProof;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Where a person has history proven, and takes it away. */
@Controller
@Hidden
class AuditPageController {
    private static final List<String> KINDS = List.of("products", "orders", "customers", "inventory", "stock");

    private final LedgerProof proof;

    AuditPageController(LedgerProof proof) {
        this.proof = proof;
    }

    /** A checkpoint as the page's field and the command line take it. */
    record Line(String sealedAt, String text) {}

    @GetMapping(path = "/audit", produces = MediaType.TEXT_HTML_VALUE)
    String page(Model model) {
        model.addAttribute(
                "checkpoint",
                proof.newest()
                        .map(newest -> new Line(
                                newest.sealedAt() == null ? "" : Moment.text(newest.sealedAt()),
                                newest.ordinal() + ":" + newest.hash()))
                        .orElse(null));
        model.addAttribute("kinds", KINDS);
        return "audit";
    }
}
