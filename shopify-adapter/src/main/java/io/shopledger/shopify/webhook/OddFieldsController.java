package io.shopledger.shopify.webhook;

import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows what in webhooks we do not know or could not read. */
@RestController
class OddFieldsController {
    private final OddFields odd;

    OddFieldsController(OddFields odd) {
        this.odd = odd;
    }

    record OddFieldsView(List<OddFieldView> fields) {}

    /** @param oddity {@code unknown}: never seen before; {@code unreadable}: a time that is none */
    record OddFieldView(
            long storeId,
            String topic,
            String field,
            String oddity,
            long count,
            Instant firstSeenAt,
            Instant lastSeenAt) {}

    /**
     * Fields of webhooks that no body had when this version was made, and times that could not be read, as all processes have
     * met them, whenever that was; never with a value. Some 500 are kept apart for each store; others are counted together.
     */
    @GetMapping("/api/v1/webhooks/unknown-fields")
    OddFieldsView fields() {
        return new OddFieldsView(odd.seen().stream()
                .map(one -> new OddFieldView(
                        one.key().store(),
                        one.key().topic(),
                        one.key().field(),
                        one.key().oddity().word(),
                        one.count(),
                        one.first(),
                        one.last()))
                .toList());
    }
}
