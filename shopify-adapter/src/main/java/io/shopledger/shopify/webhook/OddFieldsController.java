package io.shopledger.shopify.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
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
            String topic, String field, String oddity, long count, Instant firstSeenAt, Instant lastSeenAt) {}

    /**
     * Fields of webhooks that no body had when this version was made, and times that could not be read, as this process
     * has met them since it started; never with a value. The metric {@code shopledger_webhook_odd_fields_total} counts them
     * in all processes.
     */
    @GetMapping("/api/v1/webhooks/unknown-fields")
    OddFieldsView fields() {
        return new OddFieldsView(odd.seen().stream()
                .map(one -> new OddFieldView(
                        one.topic(),
                        one.field(),
                        one.oddity().name().toLowerCase(Locale.ROOT),
                        one.count(),
                        one.first(),
                        one.last()))
                .toList());
    }
}
