package io.shopledger.query.privacy;

import static io.shopledger.query.KindStories.customer;
import static io.shopledger.query.KindStories.joined;
import static io.shopledger.query.OrderStory.hours;
import static io.shopledger.query.OrderStory.id;
import static io.shopledger.query.OrderStory.placed;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.StoreId;
import io.shopledger.customer.CustomerEvent.CustomerRedacted;
import io.shopledger.customer.CustomerEvent.CustomerRemoved;
import io.shopledger.customer.CustomerId;
import io.shopledger.order.OrderEvent.OrderPlaced;
import io.shopledger.order.OrderEvent.OrderRedacted;
import io.shopledger.privacy.PrivacyRequest;
import io.shopledger.privacy.PrivacyRequest.Kind;
import io.shopledger.privacy.PrivacyRequest.Proof;
import io.shopledger.privacy.PrivacyRequests;
import io.shopledger.query.DemandsInMemory;
import io.shopledger.query.OrderStory;
import io.shopledger.query.QuerySide;
import io.shopledger.query.QueryTestApplication;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What is shown of the redacted, and what a customer who asked is told. */
class PrivacyTest extends QuerySide {
    private static final StoreId STORE = new StoreId(3);

    @Autowired
    private DemandsInMemory demands;

    @BeforeEach
    void nothingDemanded() {
        demands.all.clear();
    }

    @Test
    void redactedCustomerAndOrder_areShownAsSuch_theirHistoriesRead_andNothingIsOpened() {
        append(joined(customer(3, 9_001)), new CustomerRedacted(customer(3, 9_001), hours(3)));
        append(placed(id(3, 9_101)), new OrderRedacted(id(3, 9_101), hours(3)));
        caughtUp();
        caughtUp("customers");
        QueryTestApplication.READERS.clear();

        JsonNode customer = json("/api/v1/customers/9001?store_id=3");
        assertThat(customer.get("email").asString()).isEqualTo("[redacted]");
        assertThat(customer.get("first_name").asString()).isEqualTo("[redacted]");
        assertThat(customer.get("last_event").asString()).isEqualTo("CustomerRedacted");
        assertThat(customer.get("updated_at").asString())
                .as("it did not change at Shopify")
                .isEqualTo(hours(0).at().toString());
        JsonNode order = json("/api/v1/orders/9101?store_id=3");
        assertThat(order.get("email").asString()).isEqualTo("[redacted]");
        assertThat(order.at("/shipping_address/city").asString()).isEqualTo("[redacted]");
        assertThat(order.get("name").asString())
                .as("what is not personal stays")
                .isEqualTo("#1001");

        JsonNode events = json("/api/v1/audit/orders/9101/history?store_id=3").get("events");
        assertThat(events).hasSize(2);
        assertThat(events.get(1).get("type").asString()).isEqualTo("OrderRedacted");
        assertThat(events.get(1).at("/changes/0/field").asString()).isEqualTo("redacted");
        assertThat(events.get(1).at("/changes/0/to").asBoolean()).isTrue();
        assertThat(get("/orders/9101?store_id=3").body()).contains("redacted");
    }

    @Test
    void whoAsked_isToldTheirRecordTheirOrdersAndWhatHappened_removedOnesToo() {
        CustomerId who = customer(3, 9_002);
        append(joined(who), new CustomerRemoved(who, "customers/delete", hours(2)));
        append(new OrderPlaced(id(3, 9_201), OrderStory.record().with(Map.of("customer_id", 9_002L)), hours(0)));
        append(new OrderPlaced(id(3, 9_202), OrderStory.record().with(Map.of("customer_id", 1L)), hours(0)));
        append(new OrderPlaced(id(3, 9_203), OrderStory.record().with(Map.of("customer_id", 9L)), hours(0)));
        caughtUp();
        caughtUp("customers");
        demand(1, Kind.DATA_REQUEST, 9_002L, Instant.now(), "customer/3/9002", "order/3/9203", "order/3/404");
        QueryTestApplication.READERS.clear();

        JsonNode data = json("/api/v1/privacy/requests/1/data");

        assertThat(data.at("/customer/email").asString()).isEqualTo("jon@example.com");
        assertThat(data.at("/customer/removed_at").asString())
                .isEqualTo(hours(2).at().toString());
        assertThat(data.get("orders").valueStream().map(order -> order.get("id").asLong()))
                .containsExactly(9_201L, 9_203L);
        assertThat(data.at("/orders/0/email").asString()).isEqualTo("jon@example.com");
        assertThat(data.get("history").propertyNames())
                .containsExactly("customer/3/9002", "order/3/9201", "order/3/9203");
        assertThat(data.at("/history/customer~13~19002")).hasSize(2);
        assertThat(data.at("/request/order_ids")).hasSize(2);
        assertThat(QueryTestApplication.READERS).as("each opening is logged").hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void demands_areListedTheLatestFirst_andARequestForDataIsDoneByAPerson() throws Exception {
        demand(1, Kind.DATA_REQUEST, 5L, Instant.now().minus(Duration.ofDays(21)), "customer/3/5");
        demand(2, Kind.CUSTOMER_REDACT, 5L, Instant.now(), "customer/3/5", "order/3/6");

        JsonNode first = json("/api/v1/privacy/requests?store_id=3&limit=1");
        assertThat(first.at("/requests/0/kind").asString()).isEqualTo("customer_redact");
        assertThat(first.at("/requests/0/proof/subjects").asInt()).isEqualTo(2);
        assertThat(first.at("/requests/0/proof/keys_destroyed").asInt()).isEqualTo(1);
        JsonNode second = json("/api/v1/privacy/requests?store_id=3&limit=1&cursor="
                + first.get("next_cursor").asString());
        assertThat(second.at("/requests/0/id").asLong()).isEqualTo(1);
        assertThat(second.at("/requests/0/proof").isNull()).isTrue();
        assertThat(second.get("next_cursor").isNull()).isTrue();
        assertThat(get("/privacy?store_id=3").body())
                .contains("data request 1", "customer redact 2", "1 of 2 erased, 1 keys destroyed, 4 bodies dropped");

        assertThat(json("/health").at("/components/privacy/status").asString()).isEqualTo("DEGRADED");
        assertThat(get("/metrics").body()).contains("shopledger_privacy_requests_overdue 1.0");
        assertThat(send(HttpRequest.newBuilder(address("/api/v1/privacy/requests/1/done"))
                                .header(QueryTestApplication.CALLER, "key/7")
                                .POST(BodyPublishers.noBody())
                                .build())
                        .statusCode())
                .isEqualTo(200);
        assertThat(Objects.requireNonNull(demands.all.get(1L)).doneBy()).isEqualTo("key/7");
        assertThat(json("/health").at("/components/privacy/status").asString()).isEqualTo("UP");
    }

    @Test
    void whatIsNoRequestForData_isRefused() throws Exception {
        demand(2, Kind.CUSTOMER_REDACT, 5L, Instant.now(), "customer/3/5");

        assertThat(get("/api/v1/privacy/requests/2/data").statusCode()).isEqualTo(409);
        assertThat(send(HttpRequest.newBuilder(address("/api/v1/privacy/requests/2/done"))
                                .POST(BodyPublishers.noBody())
                                .build())
                        .statusCode())
                .isEqualTo(409);
        assertThat(get("/api/v1/privacy/requests/77").statusCode()).isEqualTo(404);
        assertThat(get("/api/v1/privacy/requests?store_id=99").statusCode()).isEqualTo(404);
    }

    private void demand(long number, Kind kind, long customer, Instant received, String... subjects) {
        demands.all.put(
                number,
                new PrivacyRequest(
                        number,
                        STORE,
                        kind,
                        customer,
                        List.of(subjects),
                        null,
                        received,
                        received.plus(PrivacyRequests.TERM),
                        null,
                        null,
                        kind == Kind.DATA_REQUEST ? new Proof(0, 0, 0) : new Proof(1, 1, 4)));
    }
}
