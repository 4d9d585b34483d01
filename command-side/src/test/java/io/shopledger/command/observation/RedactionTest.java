package io.shopledger.command.observation;

import static io.shopledger.command.customer.CustomerFacts.ANNA;
import static io.shopledger.command.customer.CustomerFacts.MOVED;
import static io.shopledger.command.customer.CustomerFacts.REGULAR;
import static io.shopledger.command.order.OrderFacts.MONDAY_NOON;
import static io.shopledger.command.order.OrderFacts.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.Origin;
import io.shopledger.Sealed;
import io.shopledger.Via;
import io.shopledger.command.customer.CustomerFacts;
import io.shopledger.command.customer.Customers;
import io.shopledger.command.order.OrderFacts;
import io.shopledger.command.order.Orders;
import io.shopledger.customer.CustomerCommand.ObserveCustomer;
import io.shopledger.customer.CustomerCommand.ObserveCustomerRemoval;
import io.shopledger.customer.CustomerCommand.RedactCustomer;
import io.shopledger.customer.CustomerEvent;
import io.shopledger.customer.CustomerEvent.CustomerDetailsChanged;
import io.shopledger.customer.CustomerEvent.CustomerJoined;
import io.shopledger.customer.CustomerEvent.CustomerLearned;
import io.shopledger.customer.CustomerEvent.CustomerRedacted;
import io.shopledger.customer.CustomerFold;
import io.shopledger.customer.CustomerRecord;
import io.shopledger.observation.Decision;
import io.shopledger.order.OrderCommand.ObserveOrder;
import io.shopledger.order.OrderCommand.RedactOrder;
import io.shopledger.order.OrderEvent;
import io.shopledger.order.OrderEvent.OrderRedacted;
import io.shopledger.order.OrderFold;
import io.shopledger.order.OrderRecord;
import io.shopledger.webhook.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is personal and was erased stays so, whatever comes after. Times are seconds after noon, Shopify's as ours. */
class RedactionTest {
    private static final CustomerRecord REDACTED = REGULAR.with(Map.of("personal", Sealed.REDACTED));

    private final OneEntity<CustomerRecord, CustomerEvent> customer =
            new OneEntity<>(CustomerFacts.ID, Customers::on, CustomerFold::after);
    private final OneEntity<OrderRecord, OrderEvent> order =
            new OneEntity<>(OrderFacts.ID, Orders::on, OrderFold::after);

    @Test
    void redacted_losesWhatIsPersonalAndNothingElse_once() {
        customer.decide(seen(Via.WEBHOOK, REGULAR, 1, 1));

        assertThat(customer.decide(redact(5)).outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(customer.known()).isEqualTo(REDACTED);
        Watermark mark = customer.mark();
        assertThat(mark.updatedAt()).as("it is no newer by that").isEqualTo(at(1));

        assertThat(customer.decide(redact(9)).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(customer.events()).hasSize(2).last().isEqualTo(new CustomerRedacted(CustomerFacts.ID, by(5)));
        assertThat(customer.mark()).isSameAs(mark);
        customer.isConsistent();
    }

    @Test
    void laterWebhooksAndReadsOfTheRedacted_tellWhatIsPlainAndNothingPersonal() {
        customer.decide(seen(Via.WEBHOOK, REGULAR, 1, 1));
        customer.decide(redact(5));

        assertThat(customer.decide(seen(Via.SYNC, REDACTED, 1, 7)).outcome()).isEqualTo(Outcome.UNCHANGED);
        CustomerRecord tagged = REGULAR.with(Map.of("tags", List.of("gold")));
        customer.decide(seen(Via.WEBHOOK, tagged.redacted(), 8, 8));
        customer.decide(seen(Via.SYNC, tagged.redacted(), 9, 9));

        assertThat(customer.known()).isEqualTo(tagged.redacted());
        assertThat(customer.events()).hasSize(3).last().isInstanceOf(CustomerDetailsChanged.class);
        customer.isConsistent();
    }

    @Test
    void whatWasSealedBeforeAndIsDecidedAfter_bringsNothingBack() {
        customer.decide(seen(Via.WEBHOOK, REGULAR, 1, 1));
        customer.decide(redact(5));

        customer.decide(seen(Via.WEBHOOK, REGULAR.with(Map.of("personal", MOVED)), 7, 7));
        customer.decide(seen(Via.SYNC, REGULAR, 8, 9));
        customer.decide(seen(Via.SYNC, REGULAR, 8, 10));
        customer.decide(seen(Via.WEBHOOK, REGULAR.only(Set.of("personal")), 8, 11));

        assertThat(customer.known()).isEqualTo(REDACTED);
        assertThat(customer.events()).hasSize(2);
        customer.isConsistent();
    }

    @Test
    void neverSeen_hasNothingToLose_andIsSeenLaterWithoutWhatIsPersonal() {
        assertThat(customer.decide(redact(5))).isEqualTo(new Decision(Outcome.HANDLED, "never-seen"));
        assertThat(customer.events()).isEmpty();

        customer.decide(seen(Via.WEBHOOK, REDACTED, 7, 7));
        customer.decide(redact(8));

        assertThat(customer.events()).containsExactly(new CustomerJoined(CustomerFacts.ID, REDACTED, by(7)));
        assertThat(customer.known()).isEqualTo(REDACTED);
    }

    /** Found by a history of a whole store. */
    @Test
    void firstSeenAfterTheDemandButSealedBeforeItsKeyIsDestroyed_isRedactedByWhatComesNext() {
        customer.decide(redact(5));
        customer.decide(seen(Via.WEBHOOK, REGULAR, 4, 6));
        assertThat(customer.known()).isEqualTo(REGULAR);

        CustomerRecord tagged = REDACTED.with(Map.of("tags", List.of("gold")));
        assertThat(customer.decide(seen(Via.SYNC, tagged, 7, 8)).outcome()).isEqualTo(Outcome.APPLIED);

        assertThat(customer.known()).isEqualTo(tagged);
        assertThat(customer.events())
                .hasSize(3)
                .contains(new CustomerRedacted(CustomerFacts.ID, byRead(8)))
                .last()
                .isInstanceOf(CustomerDetailsChanged.class);
        customer.isConsistent();
    }

    @Test
    void orderOfWhichOnePartComesRedacted_isRedactedAsAWhole() {
        Sealed home = new Sealed("subject-9", "n", "c", "home");
        order.decide(new RedactOrder(OrderFacts.ID, at(5), by(5)));
        order.decide(observed(Via.WEBHOOK, PENDING.with(Map.of("personal", home, "browsing", home)), 1, 6));

        order.decide(observed(Via.SYNC, PENDING.redacted().only(known(PENDING, "browsing")), 1, 8));

        assertThat(order.known()).isEqualTo(PENDING.redacted());
        assertThat(order.events()).hasSize(2).last().isEqualTo(new OrderRedacted(OrderFacts.ID, byRead(8)));
        order.isConsistent();
    }

    @Test
    void goneAndThenRedacted_staysGoneAndIsRedacted() {
        customer.decide(seen(Via.WEBHOOK, REGULAR, 1, 1));
        customer.decide(new ObserveCustomerRemoval(CustomerFacts.ID, "customers/delete", at(3), by(3)));

        assertThat(customer.decide(redact(5)).outcome()).isEqualTo(Outcome.APPLIED);

        assertThat(customer.mark().removed()).isTrue();
        assertThat(customer.known()).isEqualTo(REDACTED);
        customer.isConsistent();
    }

    @Test
    void orderOfWhichOnlyAPartWasTold_isNotToldTheRestLater() {
        Sealed home = new Sealed("subject-9", "n", "c", "home");
        OrderRecord byRead = PENDING.with(Map.of("personal", home)).only(known(PENDING, "browsing"));
        order.decide(observed(Via.SYNC, byRead, 1, 2));

        order.decide(new RedactOrder(OrderFacts.ID, at(5), by(5)));
        order.decide(observed(Via.WEBHOOK, PENDING.with(Map.of("personal", home, "browsing", home)), 1, 6));

        assertThat(order.known().personal()).isEqualTo(Sealed.REDACTED);
        assertThat(order.known().browsing()).isEqualTo(Sealed.REDACTED);
        assertThat(order.events()).hasSize(2).last().isEqualTo(new OrderRedacted(OrderFacts.ID, by(5)));
        order.isConsistent();
    }

    @Test
    void sealedUnderAnotherKeyThanBefore_isLearnedAndNoChange() {
        Sealed underANewKey = new Sealed("subject-77", "n", "c", "other-fingerprint");
        customer.decide(seen(Via.WEBHOOK, REGULAR, 1, 1));

        customer.decide(seen(Via.WEBHOOK, REGULAR.with(Map.of("personal", underANewKey)), 7, 7));

        assertThat(customer.events())
                .last()
                .isEqualTo(new CustomerLearned(
                        CustomerFacts.ID,
                        REGULAR.with(Map.of("personal", underANewKey)).only(Set.of("personal")),
                        by(7)));
        assertThat(customer.known().personal()).isEqualTo(underANewKey).isNotEqualTo(ANNA);
        customer.isConsistent();
    }

    private static Set<String> known(OrderRecord record, String butThis) {
        Set<String> fields = new java.util.TreeSet<>(record.fields().entityFields());
        fields.remove(butThis);
        return fields;
    }

    private static RedactCustomer redact(int heardAt) {
        return new RedactCustomer(CustomerFacts.ID, at(heardAt), by(heardAt));
    }

    private static ObserveCustomer seen(Via via, CustomerRecord record, int updatedAt, int heardAt) {
        return new ObserveCustomer(
                CustomerFacts.ID,
                record,
                at(updatedAt),
                via.equals(Via.WEBHOOK) ? at(heardAt) : null,
                new Origin(via, "some-id", at(heardAt), at(heardAt), null));
    }

    private static ObserveOrder observed(Via via, OrderRecord record, int updatedAt, int heardAt) {
        return new ObserveOrder(
                OrderFacts.ID,
                record,
                at(updatedAt),
                via.equals(Via.WEBHOOK) ? at(heardAt) : null,
                new Origin(via, "some-id", at(heardAt), at(heardAt), null));
    }

    private static Origin by(int heardAt) {
        return new Origin(Via.WEBHOOK, "some-id", at(heardAt), at(heardAt), null);
    }

    private static Origin byRead(int sentAt) {
        return new Origin(Via.SYNC, "some-id", at(sentAt), at(sentAt), null);
    }

    private static Instant at(int seconds) {
        return MONDAY_NOON.plusSeconds(seconds);
    }
}
