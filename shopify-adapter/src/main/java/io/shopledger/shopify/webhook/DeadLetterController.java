package io.shopledger.shopify.webhook;

import io.shopledger.StoreId;
import io.shopledger.shopify.http.NotPossible;
import io.shopledger.shopify.store.StoreRegistry;
import io.shopledger.shopify.webhook.DeadLetters.DeadLetter;
import io.shopledger.store.Stores;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Dead letters of deliveries: list, look, retry, discard. */
@RestController
@RequestMapping("/api/v1/dead-letters")
class DeadLetterController {
    private final DeadLetters letters;
    private final StoreRegistry stores;
    private final WebhookSettings settings;

    DeadLetterController(DeadLetters letters, StoreRegistry stores, WebhookSettings settings) {
        this.letters = letters;
        this.stores = stores;
        this.settings = settings;
    }

    record DeadLettersView(
            List<DeadLetter> deadLetters, @Nullable String nextCursor) {}

    /** @param storeId the store's number; 0 for deliveries from shops that are not connected */
    @GetMapping
    DeadLettersView all(
            @RequestParam("store_id") long storeId,
            @RequestParam(name = "limit", defaultValue = "50") int limit,
            @RequestParam(name = "cursor", defaultValue = "0") long cursor) {
        int count = Asked.limit(limit);
        Asked.store(stores, storeId);
        List<DeadLetter> page = letters.after(storeId, cursor, count + 1);
        boolean more = page.size() > count;
        List<DeadLetter> shown = more ? page.subList(0, count) : page;
        return new DeadLettersView(
                shown, more ? Long.toString(shown.get(count - 1).id()) : null);
    }

    @GetMapping("/{id}")
    DeadLetter one(@PathVariable("id") long id) {
        DeadLetter letter = letters.find(id);
        if (letter == null) {
            throw NotPossible.notFound("There is no dead letter " + id + ". See /api/v1/dead-letters?store_id=");
        }
        return letter;
    }

    /** Decides it again. */
    @PostMapping("/{id}/retry")
    Map<String, String> retry(@PathVariable("id") long id) {
        DeadLetter letter = one(id);
        if (!letter.bodyKept()) {
            throw NotPossible.conflict("The body of dead letter " + id
                    + " is not kept: it was too large, it named or may have named somebody who was redacted, or it was of"
                    + " a shop that was not connected within SHOPLEDGER_INBOX_DAYS."
                    + " A sync brings the state. Discard it");
        }
        if (letter.bodyBytes() > settings.maxBytes()) {
            throw NotPossible.conflict("The body of dead letter " + id + " has " + letter.bodyBytes()
                    + " bytes, still more than the " + settings.maxBytes()
                    + " of SHOPLEDGER_WEBHOOK_MAX_BYTES. Raise it, or discard the letter: a sync brings the state");
        }
        boolean queued = letter.storeId() == 0 ? letters.retryAs(store(letter), id) : letters.retry(id);
        return Map.of("status", queued ? "waiting" : "gone");
    }

    private StoreId store(DeadLetter letter) {
        String shop = letter.shop();
        return Optional.ofNullable(shop)
                .flatMap(stores::ofDomain)
                .map(Stores.ConnectedStore::id)
                .orElseThrow(() -> NotPossible.conflict("Dead letter " + letter.id() + " came from "
                        + (shop == null ? "a shop that it does not name" : shop)
                        + ", which is not connected. Connect it, then retry"));
    }

    /** Puts it aside for good; it counts as discarded. */
    @PostMapping("/{id}/discard")
    Map<String, String> discard(@PathVariable("id") long id) {
        one(id);
        return Map.of("status", letters.discard(id) ? "discarded" : "gone");
    }
}
