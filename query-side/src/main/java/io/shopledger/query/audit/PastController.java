package io.shopledger.query.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.shopledger.StoreId;
import io.shopledger.query.entity.EntityView;
import io.shopledger.query.http.BadRequest;
import io.shopledger.query.http.Bounds;
import io.shopledger.query.http.ConnectedStores;
import io.shopledger.query.http.NotFound;
import io.shopledger.query.http.RoleTooLow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How an entity was, what changed between two moments, and what set a field. */
@RestController
@RequestMapping("/api/v1/audit/{kind}/{id}")
@Tag(name = "Audit")
class PastController {
    private static final String KIND = "products, orders, customers, inventory or stock";
    private static final String ID = "Shopify's number, as in its URLs; of stock {item}-{location}";
    private static final String KNOWN_AT =
            "as far as we knew then; now, where it is left out. It does not stand for the moment itself";
    /** A reader opens what is so now, one at a time; former values are for whoever audits. */
    private static final String OPENS_THE_PAST = "operator";

    private static final int MOST = 100;
    private static final int LONGEST_FIELD = 120;

    private final Past past;
    private final History history;
    private final ConnectedStores stores;

    PastController(Past past, History history, ConnectedStores stores) {
        this.past = past;
        this.history = history;
        this.stores = stores;
    }

    @GetMapping("/as-of")
    @Operation(
            summary = "Read how an entity was",
            description =
                    "In the form of the entity's own call, made of the events whose at is not after the one given and that "
                            + "we knew at known_at; with removed_at, and the times as as_of. Of an inventory item the levels are left out: "
                            + "they are stock of their own. 404 with known_since before the first that we saw of it; 403 role-too-low "
                            + "where personal is asked for with a key of role reader.")
    EntityView asOf(
            @Parameter(description = KIND, example = "orders") @PathVariable String kind,
            @Parameter(description = ID) @PathVariable String id,
            @Parameter(description = "our number of the store, from 1", example = "1") @RequestParam("store_id")
                    long storeId,
            @Parameter(description = "the moment, by Shopify's time", example = "2026-10-01T14:03:00Z") @RequestParam
                    Instant at,
            @Parameter(description = KNOWN_AT) @RequestParam(name = "known_at", required = false) @Nullable
                    Instant knownAt,
            @Parameter(
                            description =
                                    "whether personal fields are opened, which needs role operator and is logged; those whose key was "
                                            + "destroyed read [redacted]")
                    @RequestParam(defaultValue = "false")
                    boolean personal,
            HttpServletRequest request) {
        if (personal && !request.isUserInRole(OPENS_THE_PAST)) {
            throw new RoleTooLow(
                    "Personal fields as they were, also of what was changed or removed since, need role operator or"
                            + " admin. Send such a key, or leave personal out; those of now are in the entity's own call.");
        }
        Past.Asked asked = asked(kind, id, storeId, "at", at, knownAt);
        return new EntityView(past.view(asked, personal ? request : null));
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "Difference")
    record Difference(
            @JsonProperty("from") Instant from,
            @JsonProperty("to") Instant to,

            @JsonProperty("known_at") @Schema(nullable = true, description = "as asked for; null for now") @Nullable
            Instant knownAt,

            @JsonProperty("changes") List<Changes.Change> changes) {}

    @GetMapping("/diff")
    @Operation(
            summary = "Read what changed of an entity between two moments",
            description =
                    "Compares two answers of as-of, field by field, items of lists one by one. What changed and changed back "
                            + "is none. Before the first that we saw of it nothing was so; 404 with known_since where that is after both.")
    Difference diff(
            @Parameter(description = KIND, example = "orders") @PathVariable String kind,
            @Parameter(description = ID) @PathVariable String id,
            @Parameter(description = "our number of the store, from 1", example = "1") @RequestParam("store_id")
                    long storeId,
            @Parameter(description = "the earlier moment, by Shopify's time", example = "2026-10-01T00:00:00Z")
                    @RequestParam
                    Instant from,
            @Parameter(description = "the later moment, by Shopify's time", example = "2026-10-02T00:00:00Z")
                    @RequestParam
                    Instant to,
            @Parameter(description = KNOWN_AT) @RequestParam(name = "known_at", required = false) @Nullable
                    Instant knownAt) {
        Past.Asked asked = asked(kind, id, storeId, "to", to, knownAt);
        Instant earlier = Objects.requireNonNull(Bounds.moment("from", from));
        if (earlier.isAfter(to)) {
            throw new BadRequest("from is after to; give the earlier time as from.");
        }
        return new Difference(earlier, to, knownAt, past.between(asked, earlier));
    }

    @GetMapping("/why")
    @Operation(
            summary = "Read what set a field",
            description =
                    "The last events that changed it or from which it became known, the last one first, each with the "
                            + "delivery, sync or write that said so.")
    Why why(
            @Parameter(description = KIND, example = "orders") @PathVariable String kind,
            @Parameter(description = ID) @PathVariable String id,
            @Parameter(description = "our number of the store, from 1", example = "1") @RequestParam("store_id")
                    long storeId,
            @Parameter(
                            description =
                                    "as histories name it: total_price, line_items for any of them, line_items/11 for one",
                            example = "financial_status")
                    @RequestParam
                    String field,
            @Parameter(description = "how many events at most, 1 to 100") @RequestParam(defaultValue = "10")
                    int limit) {
        AuditedKind audited = AuditedKind.of(kind);
        StoreId store = Bounds.store(storeId);
        int most = Bounds.within("limit", limit, 1, MOST);
        if (field.isBlank() || field.length() > LONGEST_FIELD) {
            throw new BadRequest("field is empty or too long; give one as histories name it, such as total_price.");
        }
        DomainEventStream events = history.events(audited.stream(store, id));
        if (!events.hasNext()) {
            throw audited.unheardOf(stores.connected(storeId), id);
        }
        Why found = Why.of(events, field, most);
        if (found.events().isEmpty()) {
            throw new NotFound(
                    "No event of %s %s ever set that field. How its fields are named: /api/v1/audit/%s/%2$s/history?store_id=%s"
                            .formatted(audited.one(), id, audited.word(), store));
        }
        return found;
    }

    private Past.Asked asked(
            String kind, String id, long storeId, String parameter, Instant at, @Nullable Instant knownAt) {
        Past.Asked asked = new Past.Asked(
                AuditedKind.of(kind),
                stores.connected(storeId),
                id,
                Objects.requireNonNull(Bounds.moment(parameter, at)),
                Bounds.moment("known_at", knownAt));
        asked.stream(); // an id that has not the form is refused before anything is read
        return asked;
    }
}
