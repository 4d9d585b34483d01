package io.shopledger.query.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.shopledger.privacy.PrivacyRequest;
import io.shopledger.privacy.PrivacyRequest.Kind;
import io.shopledger.privacy.PrivacyRequests;
import io.shopledger.query.http.Bounds;
import io.shopledger.query.http.ConnectedStores;
import io.shopledger.query.http.Cursor;
import io.shopledger.query.http.NotFound;
import io.shopledger.query.http.NotPossible;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shopify's demands concerning personal data: list, look, what is held, done. */
@RestController
@RequestMapping("/api/v1/privacy/requests")
@Tag(
        name = "Privacy",
        description =
                "What Shopify demanded by customers/data_request, customers/redact and shop/redact, and what became "
                        + "of it. Redactions are done without anybody's help; a request for data is answered by a person.")
class PrivacyController {
    private static final int MOST = 250;
    private static final String ORDER = "-id";

    private final PrivacyRequests requests;
    private final HeldData held;
    private final ConnectedStores stores;

    PrivacyController(PrivacyRequests requests, HeldData held, ConnectedStores stores) {
        this.requests = requests;
        this.held = held;
        this.stores = stores;
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "PrivacyRequests")
    record Listed(
            @JsonProperty("requests") List<PrivacyRequestView> requests,

            @JsonProperty("next_cursor") @Schema(nullable = true, description = "null at the end") @Nullable
            String nextCursor) {}

    @GetMapping
    @Operation(
            summary = "List a store's demands concerning personal data",
            description = "The latest first. Nothing personal is in them; proof says of a redaction what was erased.")
    Listed all(
            @Parameter(description = "our number of the store, from 1", example = "1") @RequestParam("store_id")
                    long storeId,
            @Parameter(description = "how many at most, 1 to 250") @RequestParam(defaultValue = "50") int limit,
            @Parameter(description = "next_cursor of the page before") @RequestParam(required = false) @Nullable
                    String cursor) {
        int wanted = Bounds.within("limit", limit, 1, MOST);
        List<PrivacyRequest> found = requests.of(
                stores.connected(storeId), cursor == null ? Long.MAX_VALUE : Cursor.read(ORDER, cursor), wanted + 1);
        boolean more = found.size() > wanted;
        List<PrivacyRequest> page = more ? found.subList(0, wanted) : found;
        return new Listed(
                page.stream().map(PrivacyRequestView::of).toList(),
                more ? Cursor.at(ORDER, page.get(page.size() - 1).id()) : null);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Look at one demand concerning personal data")
    PrivacyRequestView one(@Parameter(description = "its number, as in the list") @PathVariable long id) {
        return PrivacyRequestView.of(find(id));
    }

    @GetMapping("/{id}/data")
    @Operation(
            summary = "Compile what is held of the customer who asked",
            description = "Their record and their orders with the personal fields opened, removed ones too, and what "
                    + "happened to each. Every opening is logged. Needs an operator's key.")
    HeldData.Held data(
            @Parameter(description = "the number of a data_request, as in the list") @PathVariable long id,
            HttpServletRequest request) {
        PrivacyRequest asked = find(id);
        if (asked.kind() != Kind.DATA_REQUEST) {
            throw new NotPossible("Request %d demands that data be erased, not that it be told.".formatted(id));
        }
        return held.of(asked, request);
    }

    @PostMapping("/{id}/done")
    @Operation(
            summary = "Mark a request for data as done",
            description = "For when the merchant has answered the customer. One that is done stays as it is.")
    PrivacyRequestView done(
            @Parameter(description = "the number of a data_request, as in the list") @PathVariable long id,
            HttpServletRequest request) {
        if (find(id).kind() != Kind.DATA_REQUEST) {
            throw new NotPossible(
                    "Request %d is done when all is erased, and not by anybody's word: see its proof.".formatted(id));
        }
        String user = request.getRemoteUser();
        requests.done(id, user == null ? "local" : user);
        return PrivacyRequestView.of(find(id));
    }

    private PrivacyRequest find(long id) {
        return requests.find(id)
                .orElseThrow(() -> new NotFound(
                        "There is no request %d. List them: /api/v1/privacy/requests?store_id=…".formatted(id)));
    }
}
