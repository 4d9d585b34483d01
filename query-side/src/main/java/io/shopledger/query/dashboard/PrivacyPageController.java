package io.shopledger.query.dashboard;

import io.shopledger.privacy.PrivacyRequest;
import io.shopledger.privacy.PrivacyRequest.Kind;
import io.shopledger.privacy.PrivacyRequests;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** Shopify's demands concerning personal data, and what became of each. The button calls the API's own address by a script. */
@Controller
@Hidden
class PrivacyPageController {
    private static final int LINES = 50;

    private final PrivacyRequests requests;

    PrivacyPageController(PrivacyRequests requests) {
        this.requests = requests;
    }

    /** A demand in a line. @param answerable whether a person is to answer it and has not yet */
    record Line(
            long id,
            String what,
            String whom,
            String received,
            String due,
            @Nullable String done,
            String proof,
            boolean answerable) {

        static Line of(PrivacyRequest request) {
            return new Line(
                    request.id(),
                    request.kind().word().replace('_', ' '),
                    whom(request),
                    Moment.text(request.received()),
                    Moment.text(request.due()),
                    request.done() == null ? null : Moment.text(request.done()) + ", " + request.doneBy(),
                    proof(request),
                    request.kind() == Kind.DATA_REQUEST && request.done() == null);
        }

        private static String whom(PrivacyRequest request) {
            if (request.kind() == Kind.SHOP_REDACT) {
                return "the store";
            }
            long orders = request.subjects().size() - (request.customer() == null ? 0 : 1);
            String customer = request.customer() == null ? "nobody named" : "customer " + request.customer();
            return orders == 0 ? customer : "%s, %d orders".formatted(customer, orders);
        }

        private static String proof(PrivacyRequest request) {
            if (request.kind() == Kind.DATA_REQUEST) {
                return "–";
            }
            if (request.note() != null) {
                return request.note().replace('-', ' ');
            }
            return "%d of %d erased, %d keys destroyed, %d bodies dropped"
                    .formatted(
                            request.proof().erased(),
                            request.subjects().size(),
                            request.proof().keysDestroyed(),
                            request.proof().bodiesDropped());
        }
    }

    @GetMapping(path = "/privacy", produces = MediaType.TEXT_HTML_VALUE)
    String privacy(
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long before,
            @ModelAttribute("frame") Frame frame,
            Model model) {
        List<PrivacyRequest> found =
                frame.store() == null ? List.of() : requests.of(frame.store().id(), before, LINES + 1);
        boolean more = found.size() > LINES;
        model.addAttribute("lines", found.stream().limit(LINES).map(Line::of).toList());
        model.addAttribute("older", more ? found.get(LINES - 1).id() : null);
        return "privacy";
    }
}
