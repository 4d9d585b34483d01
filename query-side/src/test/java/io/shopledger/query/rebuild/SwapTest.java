package io.shopledger.query.rebuild;

import static io.shopledger.query.OrderStory.id;
import static io.shopledger.query.OrderStory.placed;
import static io.shopledger.query.OrderStory.whole;
import static io.shopledger.query.rebuild.Swap.Outcome.OVERTAKEN;
import static io.shopledger.query.rebuild.Swap.Outcome.SWAPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopledger.order.OrderEvent;
import io.shopledger.query.rebuild.AnotherProcess.Compared;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What may happen between a comparison and its swap, each of which would make the comparison untrue. */
class SwapTest extends RebuildSide {
    private static final String LETTERS = "/api/v1/projections/orders/dead-letters";

    @Autowired
    private Swap swap;

    @Autowired
    private LiveGroups live;

    @Autowired
    private AnotherProcess another;

    @Test
    void nothingHappened_isSwapped() {
        long before = ordersAre(placed(id(1, 1)));
        Compared compared = compared();
        assertThat(swap.attempt(compared.hold(), compared.wanted())).isEqualTo(SWAPPED);
        assertThat(table("shopify_orders")).isNotEqualTo(before);
    }

    @Test
    void anotherProcessTookASegment_isOvertaken() {
        long before = ordersAre(placed(id(1, 1)));
        Compared compared = compared();
        jdbc.update(
                "update public.token_entry set time_stamp = '2020-01-01T00:00:00Z' where owner = ?", pause(compared));
        transactions.executeInTransaction(() -> another.tokens.fetchToken("orders", 0));
        assertThat(swap.attempt(compared.hold(), compared.wanted())).isEqualTo(OVERTAKEN);
        assertThat(table("shopify_orders")).isEqualTo(before);
        transactions.executeInTransaction(() -> another.tokens.releaseClaim("orders", 0));
    }

    @Test
    void anotherHoldsTheRebuild_isNoLongerOurs() {
        long before = ordersAre(placed(id(1, 1)));
        Compared compared = compared();
        jdbc.update("update public.projection_rebuild set holder = 'a third' where ended_at is null");
        assertThatThrownBy(() -> swap.attempt(compared.hold(), compared.wanted()))
                .isInstanceOf(NoLongerOurs.class);
        assertThat(table("shopify_orders")).isEqualTo(before);
    }

    @Test
    void aDeadLetterWasRetried_isOvertaken() {
        String letter = aDeadLetter();
        long before = table("shopify_orders");
        Compared compared = compared();
        mend(id(1, 1), 3, payload);
        assertThat(post(LETTERS + "/" + letter + "/retry", "").statusCode()).isEqualTo(200);
        assertThat(swap.attempt(compared.hold(), compared.wanted())).isEqualTo(OVERTAKEN);
        assertThat(table("shopify_orders")).isEqualTo(before);
        assertThat(version(id(1, 1))).isEqualTo(LAST);
    }

    @Test
    void aDeadLetterWasDiscarded_isOvertaken_andItsMarkStays() {
        String letter = aDeadLetter();
        Compared compared = compared();
        assertThat(post(LETTERS + "/" + letter + "/discard", "").statusCode()).isEqualTo(200);
        assertThat(swap.attempt(compared.hold(), compared.wanted())).isEqualTo(OVERTAKEN);
        assertThat(json("/api/v1/orders/1?store_id=1").get("incomplete").asBoolean())
                .isTrue();
    }

    @Test
    void whoComparedDied_isFollowedByAProcessThatTakesAllOverAndSwaps() {
        long before = ordersAre(placed(id(1, 1)));
        Compared compared = compared();
        live.startStopped(); // here nothing was stopped: it only cannot claim
        jdbc.update( // by a clock ahead of ours: nothing runs out while we wait
                "update public.token_entry set time_stamp = '2999-01-01T00:00:00Z' where owner in (?, ?)",
                AnotherProcess.NAME,
                pause(compared));
        append(placed(id(1, 2)));
        jdbc.update("update public.projection_rebuild set held_until = now() where holder = ?", AnotherProcess.NAME);
        runner.start();
        JsonNode done = ended(compared.hold().rebuild());
        assertThat(done.get("state").asString()).as("%s", done).isEqualTo("done");
        assertThat(table("shopify_orders")).isNotEqualTo(before);
        caughtUp();
        assertThat(rows()).hasSize(2);
    }

    private String payload = "";

    private long ordersAre(OrderEvent... events) {
        append(events);
        caughtUp();
        return table("shopify_orders");
    }

    /** @return its id, of order 1 */
    private String aDeadLetter() {
        orders().shutDown();
        append(whole(id(1, 1)).toArray(OrderEvent[]::new));
        payload = spoil(id(1, 1), 3);
        orders().start();
        caughtUp();
        return json(LETTERS).at("/dead_letters/0/id").asString();
    }

    private Compared compared() {
        runner.stop();
        request("/orders/rebuild", "");
        return another.compares(ordersProjection());
    }

    private static String pause(Compared compared) {
        return compared.wanted().rebuild().pause();
    }
}
