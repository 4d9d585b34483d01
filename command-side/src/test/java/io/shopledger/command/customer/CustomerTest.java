package io.shopledger.command.customer;

import static io.shopledger.command.customer.CustomerFacts.ANNA;
import static io.shopledger.command.customer.CustomerFacts.ANNA_SEALED_AGAIN;
import static io.shopledger.command.customer.CustomerFacts.ID;
import static io.shopledger.command.customer.CustomerFacts.MOVED;
import static io.shopledger.command.customer.CustomerFacts.REGULAR;
import static io.shopledger.command.order.OrderFacts.MONDAY;
import static io.shopledger.command.order.OrderFacts.TUESDAY;
import static io.shopledger.command.order.OrderFacts.TUESDAY_NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.change.DetailChange;
import io.shopledger.change.ListChange;
import io.shopledger.command.observation.Entities;
import io.shopledger.customer.CustomerCommand.ObserveCustomer;
import io.shopledger.customer.CustomerCommand.ObserveCustomerRemoval;
import io.shopledger.customer.CustomerEvent.CustomerConsentChanged;
import io.shopledger.customer.CustomerEvent.CustomerDetailsChanged;
import io.shopledger.customer.CustomerEvent.CustomerJoined;
import io.shopledger.customer.CustomerEvent.CustomerLearned;
import io.shopledger.customer.CustomerEvent.CustomerPersonalDetailsChanged;
import io.shopledger.customer.CustomerEvent.CustomerRemoved;
import io.shopledger.customer.CustomerEvent.CustomerReturned;
import io.shopledger.customer.CustomerEvent.CustomerStateChanged;
import io.shopledger.customer.CustomerExamples;
import io.shopledger.customer.CustomerRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;

class CustomerTest {
    private final AggregateTestFixture<Customer> customer = new AggregateTestFixture<>(Customer.class);

    {
        customer.registerAnnotatedCommandHandler(new Observer(customer.getRepository()));
    }

    private record Observer(Repository<Customer> all) {
        @CommandHandler
        void handle(ObserveCustomer seen) {
            Entities.observe(all, Customer::new, seen);
        }

        @CommandHandler
        void handle(ObserveCustomerRemoval seen) {
            Entities.remove(all, Customer::new, seen);
        }
    }

    @Test
    void seenFirst_isJoinedWhole() {
        customer.givenNoPriorActivity()
                .when(seen(REGULAR))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new CustomerJoined(ID, REGULAR, TUESDAY));
    }

    @Test
    void equalToWhatIsKnown_changesNothing() {
        when(REGULAR, REGULAR).expectNoEvents();
    }

    @Test
    void accountDisabled_isAStateAndNoDetail() {
        when(REGULAR, REGULAR.with(Map.of("state", "DISABLED")))
                .expectEvents(new CustomerStateChanged(ID, "ENABLED", "DISABLED", TUESDAY));
    }

    @Test
    void unsubscribed_isConsent_besideOtherDetails() {
        when(
                        REGULAR,
                        REGULAR.with(Map.of(
                                "email_marketing_state",
                                "UNSUBSCRIBED",
                                "sms_marketing_updated_at",
                                TUESDAY_NOON,
                                "tax_exempt",
                                true,
                                "tags",
                                List.of())))
                .expectEvents(
                        new CustomerConsentChanged(
                                ID,
                                List.of(
                                        new DetailChange("email_marketing_state", "SUBSCRIBED", "UNSUBSCRIBED"),
                                        new DetailChange("sms_marketing_updated_at", null, TUESDAY_NOON.toString())),
                                TUESDAY),
                        new CustomerDetailsChanged(
                                ID,
                                List.of(new DetailChange("tax_exempt", null, "true")),
                                List.of(new ListChange("tags", List.of("vip"), List.of())),
                                TUESDAY));
    }

    @Test
    void moved_isToldSealed() {
        when(REGULAR, REGULAR.with(Map.of("personal", MOVED)))
                .expectEvents(new CustomerPersonalDetailsChanged(ID, ANNA, MOVED, TUESDAY));
    }

    @Test
    void samePersonSealedAgain_changesNothingAndKeepsTheCiphertext() {
        when(REGULAR, REGULAR.with(Map.of("personal", ANNA_SEALED_AGAIN)))
                .expectNoEvents()
                .expectState(now -> assertThat(now.known().personal()).isEqualTo(ANNA));
    }

    @Test
    void consentToldByARead_isLearned_andAWebhookWithoutItTakesNothingAway() {
        CustomerRecord byWebhook = REGULAR.only(Set.of("state", "tags", "personal"));

        when(byWebhook, REGULAR.only(Set.of("state", "tags", "personal", "email_marketing_state")))
                .expectEvents(new CustomerLearned(ID, REGULAR.only(Set.of("email_marketing_state")), TUESDAY));
        when(REGULAR, byWebhook)
                .expectNoEvents()
                .expectState(now -> assertThat(now.known()).isEqualTo(REGULAR));
    }

    @Test
    void gone_isToldOnce_andKeepsItsRecord() {
        var gone = new ObserveCustomerRemoval(ID, "customers/delete", TUESDAY_NOON, TUESDAY);

        customer.given(known(REGULAR))
                .when(gone)
                .expectEvents(new CustomerRemoved(ID, "customers/delete", TUESDAY))
                .expectNotMarkedDeleted()
                .expectState(now -> assertThat(now.known()).isEqualTo(REGULAR));
        customer.given(known(REGULAR), new CustomerRemoved(ID, "customers/delete", MONDAY))
                .when(gone)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void foundAgain_isBack_andOnlyWhatIsDifferentIsTold() {
        customer.given(known(REGULAR), new CustomerRemoved(ID, "customers/delete", MONDAY))
                .when(seen(REGULAR))
                .expectEvents(new CustomerReturned(ID, TUESDAY));
    }

    @Test
    void historyOfTheOlderMapping_isLearnedNotChanged() {
        CustomerRecord today = CustomerExamples.WHOLE_TODAY;

        when(CustomerExamples.WHOLE, today)
                .expectEvents(new CustomerLearned(ID, today.only(Set.of("sms_marketing_collected_from")), TUESDAY))
                .expectState(now -> assertThat(now.known()).isEqualTo(today));
    }

    private static CustomerJoined known(CustomerRecord record) {
        return new CustomerJoined(ID, record, MONDAY);
    }

    private static ObserveCustomer seen(CustomerRecord record) {
        return new ObserveCustomer(ID, record, TUESDAY_NOON, TUESDAY_NOON, TUESDAY);
    }

    private ResultValidator<Customer> when(CustomerRecord before, CustomerRecord now) {
        return customer.given(known(before)).when(seen(now)).expectSuccessfulHandlerExecution();
    }
}
