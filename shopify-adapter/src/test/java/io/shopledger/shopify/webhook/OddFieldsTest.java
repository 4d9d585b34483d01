package io.shopledger.shopify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shopledger.order.OrderRecord;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.kind.Kind;
import io.shopledger.shopify.order.OrderFromWebhook;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OddFieldsTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final OddFields odd = new OddFields(meters, Clock.systemUTC());

    private static JsonObject body(String json) {
        return JsonObject.parse(json.replace('\'', '"')).tolerant();
    }

    @Test
    void fieldNeverSeenBefore_isCountedByItsPathAndWithoutItsValue() {
        String order = "{'id':1,'total_price':'1.00','loyalty':{'level':'Zoe-Private'},"
                + "'line_items':[{'id':2,'quantity':1,'colour':'red'},{'id':3,'quantity':1,'colour':'blue'}],"
                + "'Zoe Private':1}";

        odd.count(Kind.ORDER, "orders/create", body(order));
        odd.count(Kind.ORDER, "orders/create", body(order));

        assertThat(odd.seen())
                .extracting(OddFields.Seen::field)
                .containsExactlyInAnyOrder("/loyalty", "/line_items/*/colour", "/?");
        assertThat(odd.seen()).extracting(OddFields.Seen::count).containsOnly(2L);
        assertThat(odd.seen().toString()).doesNotContain("Zoe");
        assertThat(meters.counter(
                                "shopledger_webhook_odd_fields",
                                "topic",
                                "orders/create",
                                "field",
                                "/loyalty",
                                "oddity",
                                "unknown")
                        .count())
                .isEqualTo(2);
    }

    @Test
    void whatOthersFillWithNamesOfTheirOwn_isNotLookedInto() {
        odd.count(
                Kind.ORDER,
                "orders/create",
                body("{'id':1,'client_details':{'mine':1},'line_items':[{'id':2,'properties':{'engraving':'Zoe'}}]}"));

        assertThat(odd.seen()).isEmpty();
    }

    @Test
    void timeThatIsNone_isUnknownAndTheRestIsHeld() {
        JsonObject body =
                body("{'id':1,'name':'#1001','closed_at':'soon','created_at':'2026-01-01T00:00:00Z','refunds':["
                        + "{'id':5,'created_at':'never','refund_line_items':[],'transactions':[]}]}");

        OrderRecord record = OrderFromWebhook.record(body, null, null);
        odd.count(Kind.ORDER, "orders/create", body);

        assertThat(record.name()).isEqualTo("#1001");
        assertThat(record.createdAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(record.knows("closed_at")).isFalse();
        assertThat(record.knows("refunds")).as("a refund without its time").isFalse();
        assertThat(record.refunds()).isEmpty();
        assertThat(odd.seen())
                .filteredOn(one -> one.oddity() == OddFields.Oddity.UNREADABLE)
                .extracting(OddFields.Seen::field)
                .containsExactlyInAnyOrder("/closed_at", "/refunds");
    }
}
