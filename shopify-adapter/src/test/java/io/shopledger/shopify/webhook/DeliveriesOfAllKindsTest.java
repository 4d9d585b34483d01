package io.shopledger.shopify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.observation.Hint;
import io.shopledger.observation.Observation;
import io.shopledger.observation.Partition;
import io.shopledger.observation.Seen;
import io.shopledger.shopify.webhook.RecordingDecider.Decided;
import io.shopledger.webhook.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveriesOfAllKindsTest {
    private WayIn in;
    private RecordingDecider decider;
    private final Queue<Observation> observed = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void open() {
        in = new WayIn();
        decider = new RecordingDecider(in, "one");
        decider.beforeDeciding = observed::addAll;
    }

    @AfterEach
    void close() {
        in.close();
    }

    private void keep(String topic, String body) {
        in.keep(
                in.said().topic(topic).webhook("w" + observed.size() + topic + body.hashCode()),
                body.replace('\'', '"'));
    }

    private void decideAll() {
        in.dispatcher(decider).start();
        await().atMost(Duration.ofSeconds(20)).until(() -> in.waiting() == 0);
    }

    @Test
    void eachKind_isObservedUnderItsOwnStream() {
        keep("products/create", "{'id':1,'title':'Mug'}");
        keep("products/delete", "{'id':1}");
        keep("customers/enable", "{'id':2,'email':'zoe@example.com'}");
        keep("customers/delete", "{'id':2,'phone':null}");
        keep("inventory_items/update", "{'id':3,'sku':'MUG'}");
        keep("inventory_levels/connect", "{'location_id':5,'inventory_item_id':3,'available':null}");
        keep("inventory_levels/update", "{'inventory_item_id':3,'location_id':6,'available':4}");
        keep("inventory_levels/disconnect", "{'inventory_item_id':3,'location_id':5}");
        keep("inventory_items/delete", "{'id':3}");
        keep("locations/update", "{'id':8}");
        decideAll();
        String s = "/" + in.store + "/";
        assertThat(RecordingDecider.all(in))
                .extracting(Decided::stream)
                .containsExactlyInAnyOrder(
                        "product" + s + "1",
                        "product" + s + "1",
                        "customer" + s + "2",
                        "customer" + s + "2",
                        "item" + s + "3",
                        "item" + s + "3",
                        "stock" + s + "3/5",
                        "stock" + s + "3/5",
                        "stock" + s + "3/6");
        assertThat(observed).filteredOn(seen -> seen instanceof Seen<?>).hasSize(5);
        assertThat(in.count("locations/update", Outcome.HANDLED)).isOne();
        assertThat(in.letters.after(in.store.value(), 0, 10)).isEmpty();
        assertThat(in.ledger.of(in.store)).hasSize(10).allMatch(WayIn::addsUp);
    }

    @Test
    void levelsOfOneItem_goToTheirOwnPartitionsOnReceipt() {
        for (int location = 1; location <= 20; location++) {
            Delivery delivery = in.delivery(
                    in.said().topic("inventory_levels/update"),
                    "{\"updated_at\":null,\"location_id\":" + location + ",\"more\":{\"location_id\":9},"
                            + "\"inventory_item_id\":3}");
            assertThat(delivery.partition()).isEqualTo(Partition.of("stock/" + in.store + "/3/" + location));
        }
    }

    @Test
    void levelWhoseItemIsNotNamed_isADeadLetterThatNamesTheField() {
        keep("inventory_levels/update", "{'location_id':5,'available':1}");
        keep("inventory_levels/disconnect", "{'inventory_item_id':5}");
        decideAll();
        assertThat(in.letters.after(in.store.value(), 0, 10))
                .extracting(DeadLetters.DeadLetter::detail)
                .anyMatch(detail -> detail.contains("/inventory_item_id"))
                .anyMatch(detail -> detail.contains("/location_id"));
    }

    @Test
    void onlyCustomersAndOrders_getKeys() {
        keep(
                "customers/update",
                "{'id':2,'first_name':'Zoe','last_name':null,'email':null,'phone':null,'note':null,"
                        + "'addresses':[]}");
        keep("products/update", "{'id':2,'title':'Mug'}");
        keep("customers/delete", "{'id':4}");
        keep(
                "orders/create",
                "{'id':5,'contact_email':'zoe@example.com','client_details':null,'landing_site':'/','landing_site_ref':null,"
                        + "'referring_site':null}");
        decideAll();
        assertThat(in.jdbc.queryForList("select subject from ledger.subject_key order by 1", String.class))
                .containsExactly("customer/" + in.store + "/2", "order/" + in.store + "/5");
    }

    @Test
    void fewerVariantsThanThereAre_isObservedAsPartial() {
        keep("products/update", "{'id':1,'variants':[],'variant_gids':[{'admin_graphql_api_id':'x'}]}");
        keep("products/update", "{'id':2,'variants':[],'variant_gids':[]}");
        decideAll();
        assertThat(observed)
                .filteredOn(seen -> seen instanceof Seen<?> whole && whole.partial())
                .extracting(Observation::stream)
                .containsExactly("product/" + in.store + "/1");
    }

    @Test
    void personalFieldsThatAreCut_makeThePartObserved() {
        keep("orders/create", "{'id':5,'email':'zoe@example.com'}");
        keep("customers/update", "{'id':6,'email':'zoe@example.com'}");
        keep("orders/create", "{'id':7}");
        decideAll();
        assertThat(observed)
                .filteredOn(seen -> seen instanceof Seen<?> whole && whole.partial())
                .extracting(Observation::stream)
                .containsExactlyInAnyOrder("order/" + in.store + "/5", "customer/" + in.store + "/6");
        assertThat(in.count("select count(*) from ledger.subject_key")).isZero();
    }

    @Test
    void refundsAndFulfilments_areHintsOfTheirOrder() {
        String order = "order/" + in.store + "/5";
        keep("refunds/create", "{'id':9,'order_id':5,'refund_line_items':[]}");
        keep("fulfillments/create", "{'id':10,'order_id':5}");
        keep("fulfillments/update", "{'id':10,'order_id':5}");
        assertThat(in.jdbc.queryForList("select distinct partition from ledger.waiting", Integer.class))
                .as("with the order's own deliveries")
                .containsExactly(Partition.of(order));
        decideAll();
        assertThat(observed)
                .hasSize(3)
                .allMatch(Hint.class::isInstance)
                .extracting(Observation::stream)
                .containsOnly(order);
        assertThat(in.count("select count(*) from ledger.subject_key")).isZero();
    }

    @Test
    void refundOfNoOrder_isADeadLetterThatNamesTheField() {
        keep("refunds/create", "{'id':9}");
        decideAll();
        assertThat(in.letters.after(in.store.value(), 0, 10))
                .extracting(DeadLetters.DeadLetter::detail)
                .singleElement()
                .asString()
                .contains("/order_id");
    }

    @Test
    void bodyThatIsNoShops_uninstallsNothing() {
        keep("app/uninstalled", "{'id':5,'name':'#1001','line_items':[]}");
        decideAll();
        assertThat(in.jdbc.queryForList("select reason from ledger.outcome", String.class))
                .containsExactly("no-action");
        assertThat(in.stores.ofDomain(WayIn.SHOP)).isPresent();
    }

    @Test
    void classesOfTheQueue_areDecidedOneBeforeTheOther() {
        List<String> topics =
                List.of("customers/update", "products/update", "inventory_levels/update", "orders/updated");
        for (String topic : topics) {
            keep(topic, "{'id':1,'inventory_item_id':1,'location_id':1}");
        }
        assertThat(in.jdbc.queryForList(
                        "select i.topic from ledger.waiting w join ledger.inbox i on i.id = w.id order by w.rank, w.id",
                        String.class))
                .containsExactly("inventory_levels/update", "orders/updated", "products/update", "customers/update");
    }
}
