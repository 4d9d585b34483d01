package io.shopledger.shopify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shopledger.order.OrderRecord;
import io.shopledger.shopify.RealPostgres;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.kind.Kind;
import io.shopledger.shopify.order.OrderFromWebhook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class OddFieldsTest {
    private static final long STORE = 1;

    private static HikariDataSource database;
    private static JdbcTemplate jdbc;
    private static OddFieldTable table;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final OddFields odd = new OddFields(table, meters, Clock.systemUTC());

    @BeforeAll
    static void start() {
        database = RealPostgres.database(3);
        jdbc = new JdbcTemplate(database);
        table = new OddFieldTable(jdbc, new TransactionTemplate(new JdbcTransactionManager(database)));
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @AfterEach
    void close() {
        odd.close();
        jdbc.update("delete from ledger.odd_field");
    }

    private static JsonObject body(String json) {
        return JsonObject.parse(json.replace('\'', '"')).tolerant();
    }

    @Test
    void fieldNeverSeenBefore_isCountedByItsPathAndWithoutItsValue() {
        String order = "{'id':1,'total_price':'1.00','loyalty':{'level':'Zoe-Private'},"
                + "'line_items':[{'id':2,'quantity':1,'colour':'red'},{'id':3,'quantity':1,'colour':'blue'}],"
                + "'Zoe Private':1}";

        odd.count(STORE, Kind.ORDER, "orders/create", body(order));
        odd.count(STORE, Kind.ORDER, "orders/create", body(order));

        assertThat(odd.seen())
                .extracting(seen -> seen.key().field())
                .containsExactlyInAnyOrder("/loyalty", "/line_items/*/colour", "/?");
        assertThat(odd.seen()).extracting(OddFieldTable.Seen::count).containsOnly(2L);
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
                STORE,
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
        odd.count(STORE, Kind.ORDER, "orders/create", body);

        assertThat(record.name()).isEqualTo("#1001");
        assertThat(record.createdAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(record.knows("closed_at")).isFalse();
        assertThat(record.knows("refunds")).as("a refund without its time").isFalse();
        assertThat(record.refunds()).isEmpty();
        assertThat(odd.seen())
                .filteredOn(one -> one.key().oddity() == OddFields.Oddity.UNREADABLE)
                .extracting(seen -> seen.key().field())
                .containsExactlyInAnyOrder("/closed_at", "/refunds");
    }

    @Test
    void whatWasCounted_isThereAfterARestart_andIsCountedOn() {
        Instant monday = Instant.parse("2026-01-05T10:00:00Z");
        OddFields before = new OddFields(table, meters, Clock.fixed(monday, ZoneOffset.UTC));
        before.count(STORE, Kind.ORDER, "orders/create", body("{'id':1,'loyalty':1}"));
        before.count(2, Kind.ORDER, "orders/create", body("{'id':1,'loyalty':1}"));
        before.close();
        OddFields after = new OddFields(table, meters, Clock.fixed(monday.plusSeconds(60), ZoneOffset.UTC));

        assertThat(after.seen()).extracting(OddFieldTable.Seen::count).containsExactly(1L, 1L);
        after.count(STORE, Kind.ORDER, "orders/create", body("{'id':1,'loyalty':1}"));
        after.count(STORE, Kind.ORDER, "orders/create", body("{'id':1,'loyalty':1}"));

        assertThat(after.seen())
                .as("the latest first")
                .containsExactly(
                        new OddFieldTable.Seen(loyalty(STORE), 3, monday, monday.plusSeconds(60)),
                        new OddFieldTable.Seen(loyalty(2), 1, monday, monday));
        after.close();
    }

    @Test
    void whatIsNotWrittenYet_isWrittenInAMoment_withoutThatAnybodyAsks() {
        odd.count(STORE, Kind.ORDER, "orders/create", body("{'id':1,'loyalty':1}"));

        await().atMost(Duration.ofSeconds(30))
                .until(() -> table.all().stream().anyMatch(seen -> seen.key().equals(loyalty(STORE))));
    }

    @Test
    void moreFieldsThanAreKeptApart_areCountedTogether_inTheTableAsInMemory() {
        for (int i = 0; i < 2 * OddFieldTable.MOST; i++) {
            odd.count(STORE, Kind.ORDER, "orders/create", body("{'id':1,'field_" + i + "':1}"));
        }
        assertThat(odd.seen()).hasSize(OddFieldTable.MOST + 1);
        odd.count(STORE, Kind.ORDER, "orders/create", body("{'id':1,'one_more':1,'field_1':1}"));
        odd.count(2, Kind.ORDER, "orders/create", body("{'id':1,'loyalty':1}"));

        assertThat(odd.seen())
                .hasSize(OddFieldTable.MOST + 2)
                .anyMatch(seen -> seen.key().equals(loyalty(2)))
                .anyMatch(seen -> seen.key().field().equals("/field_1") && seen.count() == 2)
                .anyMatch(seen -> seen.key().field().equals("others") && seen.count() == OddFieldTable.MOST + 1);
    }

    private static OddFieldTable.Key loyalty(long store) {
        return new OddFieldTable.Key(store, "orders/create", "/loyalty", OddFields.Oddity.UNKNOWN);
    }
}
