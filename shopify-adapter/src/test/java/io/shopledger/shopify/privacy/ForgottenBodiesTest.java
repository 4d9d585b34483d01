package io.shopledger.shopify.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.Sealed;
import io.shopledger.Via;
import io.shopledger.customer.CustomerCommand.RedactCustomer;
import io.shopledger.customer.CustomerId;
import io.shopledger.observation.Partition;
import io.shopledger.order.OrderCommand.ObserveOrder;
import io.shopledger.privacy.PrivacyRequest.Kind;
import io.shopledger.shopify.observation.Heard;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/** Bodies that keys of customers do not reach: of shops that were not known, of nobody in particular, not decided yet. */
class ForgottenBodiesTest extends RedactionScene {
    private static final AtomicLong PEOPLE = new AtomicLong(6_001_002_000L);

    /** A partition of nobody's: what is in it waits. */
    private static final int HELD = 999;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private Demands demands;

    private SmartLifecycle dispatcher;

    /** Of nobody else: what is kept of strangers is looked through for all stores. */
    private final long zoe = PEOPLE.incrementAndGet();

    private final long max = PEOPLE.incrementAndGet();
    private final long hers = PEOPLE.incrementAndGet();

    @AfterEach
    void dispatch() {
        jdbc.update("delete from ledger.waiting where partition = ?", HELD);
        if (dispatcher != null && !dispatcher.isRunning()) {
            dispatcher.start();
        }
    }

    @Test
    void bodyOfAShopThatWasNotKnown_isForgottenWithWhomItNames_asIsOneThatMayBeAnybodysOfTheStore() {
        String stranger = "not-" + shop;
        shop = "later-" + shop;
        deliver("orders/paid", "{\"email\":\"zoe, cut off");
        store = connectAgain();
        deliverAs(stranger, "orders/updated", "{\"id\":7,\"customer\":{\"id\":" + zoe + "},\"note\":\"zoe\"}");
        deliverAs(stranger, "orders/updated", "{\"id\":8,\"customer\":{\"id\":" + max + "},\"note\":\"max\"}");
        deliverAs(stranger, "checkouts/update", "{\"email\":\"zoe@example.com, says " + stranger + "\"}");
        assertThat(ofStrangersWith("zoe")).hasSize(3);

        redact(zoe);
        done(Kind.CUSTOMER_REDACT);

        assertThat(ofStrangersWith("zoe"))
                .as("of a shop that is another, and names nobody")
                .containsExactly("checkouts/update");
        assertThat(ofStrangersWith("max")).hasSize(1);
        deliverAs(stranger, "customers/update", "{\"id\":" + zoe + ",\"note\":\"zoe, late\"}");
        assertThat(ofStrangersWith("late")).isEmpty();
    }

    @Test
    void bodyThatIsMovedToItsStoreOrDiscarded_staysNowhereElse() {
        shop = "later-" + shop;
        deliver("customers/update", "{\"id\":" + zoe + ",\"note\":\"moved-zoe\"}");
        store = connectAgain();
        deliverAs("not-" + shop, "customers/update", "{\"id\":" + max + ",\"note\":\"moved-max\"}");

        assertThat(http.post("/api/v1/dead-letters/" + deadWith("moved-zoe") + "/retry", "")
                        .status())
                .isEqualTo(200);
        assertThat(http.post("/api/v1/dead-letters/" + deadWith("moved-max") + "/discard", "")
                        .status())
                .isEqualTo(200);
        settled();

        assertThat(ofStrangersWith("moved-")).isEmpty();
        assertThat(keptWith("moved-zoe")).hasSize(1);
    }

    @Test
    void redactedShop_takesWithItWhatCameAsItsBeforeItWasKnown() {
        shop = "later-" + shop;
        deliver("orders/updated", "{\"id\":7,\"note\":\"own-zoe\"}");
        store = connectAgain();
        deliverAs(
                "not-" + shop,
                "shop/update",
                "{\"domain\":\"" + shop.toUpperCase(Locale.ROOT) + "\",\"note\":\"own-zoe\"}");
        deliverAs("not-" + shop, "orders/updated", "{\"id\":7,\"note\":\"others-max\"}");
        uninstall();
        deliver("shop/redact", redactShop());
        done(Kind.SHOP_REDACT);

        assertThat(ofStrangersWith("own-zoe")).isEmpty();
        assertThat(ofStrangersWith("others-max")).hasSize(1);
    }

    @Test
    void shopThatIsNotConnected_isObeyedAsWell() {
        String stranger = "not-" + shop;
        deliverAs(stranger, "orders/updated", "{\"id\":7,\"customer\":{\"id\":" + zoe + "},\"note\":\"strange-zoe\"}");
        deliverAs(stranger, "orders/updated", "{\"email\":\"strange-zoe, cut off");
        deliverAs(stranger, "orders/updated", "{\"id\":8,\"note\":\"strange-max\"}");

        deliverAs(stranger, "customers/redact", demand(stranger, zoe));
        strangersSettled();
        deliverAs(stranger, "orders/paid", "{\"id\":7,\"customer\":{\"id\":" + zoe + "},\"note\":\"strange-zoe\"}");
        assertThat(ofStrangersWith("strange-zoe")).isEmpty();
        assertThat(ofStrangersWith("zoe@example.com")).as("what demanded it").isEmpty();
        assertThat(ofStrangersWith("strange-max")).hasSize(1);

        deliverAs(stranger, "shop/redact", "{\"shop_domain\":\"%s\"}".formatted(stranger));
        strangersSettled();
        assertThat(ofStrangersWith("strange-max")).isEmpty();
        assertThat(jdbc.queryForList(
                        "select o.outcome || ' ' || o.reason from ledger.inbox i join ledger.outcome o on o.inbox_id = i.id"
                                + " where i.store_id = 0 and i.webhook_id like ? and i.topic like '%/redact' order by i.id",
                        String.class, shop + "%"))
                .containsExactly("handled not-connected", "handled not-connected");
    }

    @Test
    void bodyThatNamesNobody_isForgottenWithAnybody_andNotKeptFromThenOn() {
        String unreadable = "{\"email\":\"zoe@example.com\", and cut";
        String nobodys = "{\"id\":\"none\",\"email\":\"zoe@example.com\"}";
        String checkout = "{\"token\":\"t\",\"email\":\"zoe@example.com\"}";
        deliver("customers/update", unreadable);
        deliver("orders/updated", nobodys);
        deliver("checkouts/update", checkout);
        deliver("collections/update", "{\"id\":5,\"title\":\"as zoe likes it\"}");
        customer(max, "max");
        settled();
        assertThat(keptWith("zoe@example.com")).hasSize(3);

        redact(zoe);
        done(Kind.CUSTOMER_REDACT);
        assertThat(keptWith("zoe")).containsExactly("collections/update");
        assertThat(keptWith("max")).hasSize(1);

        deliver("customers/update", unreadable + " late");
        deliver("orders/updated", nobodys);
        deliver("checkouts/update", checkout);
        deliver("customers/update", "{\"id\":" + max + ",\"note\":\"max\"}");
        settled();
        assertThat(keptWith("zoe")).containsExactly("collections/update");
        assertThat(keptWith("max")).hasSize(2);
        assertThat(jdbc.queryForObject(
                        "select count(*) from ledger.dead_letter where store_id = ? and reason = 'unreadable'",
                        Integer.class,
                        store.value()))
                .as("they are seen all the same")
                .isEqualTo(4);
    }

    @Test
    void deliveryThatStillWaited_bringsNothingBack() {
        ObserveOrder before = order(hers, zoe);
        settled();
        dispatcher = context.getBean("dispatcher", SmartLifecycle.class);
        dispatcher.stop();
        deliver("orders/updated", whole(hers, zoe, "\"waited-zoe\""));
        deliver("orders/updated", "{\"email\":\"waited-zoe, cut off");
        jdbc.update(
                "update ledger.waiting set partition = ? where id in (select id from ledger.inbox where store_id = ?)",
                HELD,
                store.value());
        dispatcher.start();
        redact(zoe, hers);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> jdbc.queryForObject(
                        "select count(*) = 2 from ledger.subject_key where store_id = ? and wrapped_key is null",
                        Boolean.class,
                        store.value()));
        assertThat(keptWith("waited-zoe")).as("they are to be decided yet").hasSize(2);
        assertThat(requests.of(store, Long.MAX_VALUE, 10)).allMatch(request -> request.done() == null);
        decider.decided.clear();

        jdbc.update("update ledger.waiting set partition = ? where partition = ?", Partition.of(before.stream()), HELD);
        done(Kind.CUSTOMER_REDACT);

        assertThat(keptWith("waited-zoe")).isEmpty();
        ObserveOrder after = (ObserveOrder) decider.decided.stream()
                .filter(ObserveOrder.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(after.record().personal()).isEqualTo(Sealed.REDACTED);
        assertThat(after.record().browsing()).isEqualTo(Sealed.REDACTED);
        assertThat(opened(before)).isFalse();
    }

    @Test
    void shopRedactedWhileACustomersRedactionWasStaged_doesNotDropIt() {
        customer(zoe, "zoe");
        uninstall();
        settled();
        dispatcher = context.getBean("dispatcher", SmartLifecycle.class);
        dispatcher.stop();
        Heard heard = new Heard(store, Via.WEBHOOK, "demands", null, Instant.now());
        demands.take(-zoe, heard, new Demand(Kind.CUSTOMER_REDACT, null, null, zoe, List.of()));
        demands.take(-max, heard, new Demand(Kind.SHOP_REDACT, null, null, null, List.of()));
        done(Kind.SHOP_REDACT);
        decider.decided.clear();

        dispatcher.start();
        assertThat(connectAgain()).isEqualTo(store);
        done(Kind.CUSTOMER_REDACT);

        assertThat(decider.decided)
                .anyMatch(seen ->
                        seen instanceof RedactCustomer one && one.customerId().equals(new CustomerId(store, zoe)));
        assertThat(customer(zoe, "zoe").record().personal()).isEqualTo(Sealed.REDACTED);
    }

    private void strangersSettled() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> jdbc.queryForObject(
                        "select count(*) = 0 from ledger.waiting w join ledger.inbox i on i.id = w.id where i.store_id = 0",
                        Boolean.class));
    }

    private long deadWith(String text) {
        return strangersBodies().entrySet().stream()
                .filter(kept -> kept.getValue().contains(text))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** @return topics of the deliveries of unknown shops whose kept bodies, opened, have this text */
    private List<String> ofStrangersWith(String text) {
        return strangersBodies().entrySet().stream()
                .filter(kept -> kept.getValue().contains(text))
                .map(kept ->
                        jdbc.queryForObject("select topic from ledger.inbox where id = ?", String.class, kept.getKey()))
                .toList();
    }

    private Map<Long, String> strangersBodies() {
        Map<Long, String> all = new TreeMap<>();
        jdbc.query(
                "select id, body from ledger.inbox where store_id = 0 and body is not null and webhook_id like ?",
                row -> {
                    all.put(row.getLong(1), new String(bodies.open(0, row.getBytes(2)), StandardCharsets.UTF_8));
                },
                "%" + shop.replace("later-", "") + "%");
        return all;
    }
}
