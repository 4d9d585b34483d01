package io.shopledger.command.observation;

import static io.shopledger.command.order.OrderFacts.MONDAY_NOON;
import static io.shopledger.command.product.ProductFacts.HATS;
import static io.shopledger.command.product.ProductFacts.ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.Origin;
import io.shopledger.Via;
import io.shopledger.command.product.Products;
import io.shopledger.product.ProductCommand.ObserveProduct;
import io.shopledger.product.ProductCommand.ObserveProductRemoval;
import io.shopledger.product.ProductEvent;
import io.shopledger.product.ProductEvent.ProductDetailsChanged;
import io.shopledger.product.ProductEvent.ProductListed;
import io.shopledger.product.ProductEvent.ProductRemoved;
import io.shopledger.product.ProductFold;
import io.shopledger.product.ProductRecord;
import io.shopledger.webhook.Outcome;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Shopify tells of a write of ours twice: in its answer and by a webhook. Whichever is first, it happened once. */
class EchoOfOwnWriteTest {
    private static final ProductRecord CAPS = HATS.with(Map.of("title", "Caps"));

    private final OneEntity<ProductRecord, ProductEvent> product =
            new OneEntity<>(ID, Products::on, ProductFold::after);

    @Test
    void changeAnsweredFirst_isOurs_andItsWebhookChangesNothing() {
        product.decide(seen(Via.SYNC, HATS, 1, 1));
        assertThat(product.decide(seen(Via.OWN_WRITE, CAPS, 5, 5)).outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(product.decide(seen(Via.WEBHOOK, CAPS, 5, 7)).outcome()).isEqualTo(Outcome.UNCHANGED);
        changedOnce(Via.OWN_WRITE);
    }

    @Test
    void changeToldByItsWebhookFirst_isToldOnce_andTheAnswerLeavesNoDoubt() {
        product.decide(seen(Via.SYNC, HATS, 1, 1));
        assertThat(product.decide(seen(Via.WEBHOOK, CAPS, 5, 6)).outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(product.decide(seen(Via.OWN_WRITE, CAPS, 5, 5)).outcome()).isEqualTo(Outcome.UNCHANGED);
        changedOnce(Via.WEBHOOK);
    }

    /** An update takes two calls; the webhook of the first may overtake the answer to the second. */
    @Test
    void webhookOfTheFirstCall_behindTheAnswerToTheSecond_isStale() {
        ProductRecord dearer = HATS.with(Map.of("vendor", "Milliner"));
        ProductRecord both = dearer.with(Map.of("title", "Caps"));
        product.decide(seen(Via.SYNC, HATS, 1, 1));
        product.decide(seen(Via.OWN_WRITE, dearer, 5, 5));
        product.decide(seen(Via.OWN_WRITE, both, 6, 6));
        assertThat(product.decide(seen(Via.WEBHOOK, dearer, 5, 8)).outcome()).isEqualTo(Outcome.STALE);
        assertThat(product.decide(seen(Via.WEBHOOK, both, 6, 9)).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(product.known()).isEqualTo(both);
        assertThat(product.mark().unsettled()).isFalse();
    }

    @Test
    void deletionAnsweredAndToldByItsWebhook_isOneRemoval_inEitherOrder() {
        product.decide(seen(Via.SYNC, HATS, 1, 1));
        product.decide(gone(Via.OWN_WRITE, 5));
        product.decide(gone(Via.WEBHOOK, 6));
        product.decide(seen(Via.WEBHOOK, CAPS, 4, 7)); // of before, and late
        assertThat(product.events()).hasSize(2).last().isInstanceOf(ProductRemoved.class);
        assertThat(product.mark().removed()).isTrue();

        OneEntity<ProductRecord, ProductEvent> other = new OneEntity<>(ID, Products::on, ProductFold::after);
        other.decide(seen(Via.SYNC, HATS, 1, 1));
        other.decide(gone(Via.WEBHOOK, 5));
        other.decide(gone(Via.OWN_WRITE, 6));
        assertThat(other.events()).hasSize(2).last().isInstanceOf(ProductRemoved.class);
        assertThat(other.mark().removed()).isTrue();
    }

    private void changedOnce(Via via) {
        assertThat(product.events())
                .hasSize(2)
                .satisfiesExactly(listed -> assertThat(listed).isInstanceOf(ProductListed.class), changed -> {
                    assertThat(changed).isInstanceOf(ProductDetailsChanged.class);
                    assertThat(((ProductEvent) changed).origin().via()).isEqualTo(via);
                });
        assertThat(product.mark().unsettled()).isFalse();
    }

    private static ObserveProduct seen(Via via, ProductRecord record, int updatedAt, int heardAt) {
        return new ObserveProduct(
                ID, record, at(updatedAt), via == Via.WEBHOOK ? at(heardAt) : null, origin(via, heardAt), false);
    }

    private static ObserveProductRemoval gone(Via via, int heardAt) {
        return new ObserveProductRemoval(ID, "gone", via == Via.WEBHOOK ? at(heardAt) : null, origin(via, heardAt));
    }

    private static Origin origin(Via via, int heardAt) {
        return new Origin(via, "echo", at(heardAt), at(heardAt), null);
    }

    private static Instant at(int seconds) {
        return MONDAY_NOON.plusSeconds(seconds);
    }
}
