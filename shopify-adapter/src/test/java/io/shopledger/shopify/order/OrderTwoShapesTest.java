package io.shopledger.shopify.order;

import static io.shopledger.shopify.observation.TwoShapes.OPEN;
import static io.shopledger.shopify.observation.TwoShapes.READ;
import static io.shopledger.shopify.observation.TwoShapes.WEBHOOK;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.Money;
import io.shopledger.MoneyBag;
import io.shopledger.history.StoreKind;
import io.shopledger.order.OrderCommand.ObserveOrder;
import io.shopledger.order.OrderReturn;
import io.shopledger.order.RiskAssessment;
import io.shopledger.shopify.observation.Fragments;
import io.shopledger.shopify.observation.TwoShapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderTwoShapesTest {
    /** A sum of prices is not exact where each was turned into another currency. */
    private static final String ABROAD = "total_line_items_price";

    private final TwoShapes order = OrderExample.both();

    private ObserveOrder told() {
        return new OrdersObserved().told(order.webhook(), WEBHOOK, OPEN);
    }

    private ObserveOrder read() {
        return (ObserveOrder)
                new OrdersObserved().read(order.graphql(), READ, OPEN).get(0);
    }

    private void assertOneRecord(String... notKnownToBoth) {
        List<String> all = new ArrayList<>(StoreKind.ORDER.ofReads());
        all.addAll(StoreKind.ORDER.ofWebhooks());
        all.addAll(List.of(notKnownToBoth));
        TwoShapes.assertOneRecord(told().record(), read().record(), all.toArray(String[]::new));
    }

    @Test
    void node_hasWhatTheFragmentSelectsAndNothingElse() {
        assertThat(Fragments.paths(order.node())).isEqualTo(Fragments.selected("Order"));
    }

    @Test
    void wholeOrder_isOneRecord() {
        assertOneRecord(ABROAD);
        assertThat(told().record().unknown()).isEqualTo(StoreKind.ORDER.ofReads());
        paidAtHome();
        assertThat(read().record().unknown()).isEqualTo(StoreKind.ORDER.ofWebhooks());
        assertThat(read().stream()).isEqualTo("order/7/820982911946154508").isEqualTo(told().stream());
        assertThat(read().updatedAt()).isEqualTo(told().updatedAt());
    }

    @Test
    void wholeOrder_saysWhatShopifySaid() {
        var record = read().record();
        assertThat(record.orderNumber()).isEqualTo(1001);
        assertThat(record.fulfillmentStatus()).isEqualTo("PARTIAL");
        assertThat(record.totalPrice()).isEqualTo(new MoneyBag(new Money("43", "EUR"), new Money("47.3", "USD")));
        assertThat(record.lineItems()).extracting("id").containsExactly(11L, 12L);
        assertThat(record.lineItems().get(0).fulfillableQuantity()).isEqualTo(1);
        assertThat(record.refunds().get(0).transactions().get(0).amount()).isEqualTo(new Money("22", "USD"));
        assertThat(record.fulfillments().get(0).trackingCompany()).isEqualTo("DHL");
        assertThat(record.customerId()).isEqualTo(115310627314723954L);
        assertThat(record.taxLines().get(0).rate()).isEqualTo("0.19");
    }

    @Test
    void personalPart_isTheSameAndTheBrowsersIsApart() {
        String both = Objects.requireNonNull(read().record().personal()).ciphertext();
        assertThat(both)
                .contains(
                        "\"numbers\":[\"JD1\",\"JD2\"],\"urls\":[\"https://t.example/JD1\",\"https://t.example/JD2\"]")
                .contains("\"refund_notes\":{\"509562969\":\"too small\"}")
                .contains("\"line_properties\":{\"12\":[{\"name\":\"text\",\"value\":\"für Zoë\"},"
                        + "{\"name\":\"size\",\"value\":\"7.5\"}]}")
                .contains(
                        "\"note_attributes\":[{\"name\":\"gift\",\"value\":\"yes\"},{\"name\":\"count\",\"value\":\"2\"}]")
                .contains("\"latitude\":50.734,\"longitude\":7,")
                .doesNotContain("Moz", "contact_email");
        assertThat(Objects.requireNonNull(told().record().browsing()).ciphertext())
                .isEqualTo("{\"client_details\":{\"user_agent\":\"Moz\"},\"contact_email\":\"zoe@example.com\","
                        + "\"landing_site\":\"/\"}");
    }

    /** The same order, paid in the shop's own currency. */
    private void paidAtHome() {
        TwoShapes home = TwoShapes.of(
                text(order.webhook("/presentment_currency", "'EUR'")
                        .webhookNode()
                        .toString()),
                text(order.node().put("presentmentCurrencyCode", "EUR").toString()));
        order.become(home);
    }

    /** Every amount in dollars becomes the one in euros before it. */
    private static String text(String json) {
        return json.replaceAll("(\"shop_?[mM]oney\":(\\{[^}]*}),\"presentment_?[mM]oney\":)\\{[^}]*}", "$1$2")
                .replace("\"amount\":\"22.00\",\"currency\":\"USD\"", "\"amount\":\"20.00\",\"currency\":\"EUR\"");
    }

    @Test
    void oneCurrency_letsTheSumOfLinesBeKnown() {
        paidAtHome();
        assertOneRecord();
        assertThat(read().record().totalLineItemsPrice()).isEqualTo(new MoneyBag(new Money("40", "EUR"), null));
    }

    @Test
    void orderWithoutLines_isOneRecord() {
        paidAtHome();
        order.webhook("/line_items", "[]").webhook("/fulfillments", "[]").webhook("/refunds", "[]");
        order.webhook("/total_line_items_price_set", "null").webhook("/total_line_items_price", "'0.00'");
        order.graphql("/lineItems/nodes", "[]").graphql("/fulfillments", "[]").graphql("/refunds", "[]");
        assertOneRecord();
    }

    @ParameterizedTest
    @CsvSource({
        "null,UNFULFILLED,UNFULFILLED",
        "'unfulfilled',UNFULFILLED,UNFULFILLED",
        "'partial',PARTIALLY_FULFILLED,PARTIAL",
        "'fulfilled',FULFILLED,FULFILLED",
        "'restocked',RESTOCKED,RESTOCKED",
        "'partial',IN_PROGRESS,PARTIAL",
        "'partial',ON_HOLD,PARTIAL",
        "'partial',OPEN,PARTIAL",
        "'partial',PENDING_FULFILLMENT,PARTIAL",
        "'partial',SCHEDULED,PARTIAL",
        "'partial',REQUEST_DECLINED,PARTIAL",
        "'something_new',SOMETHING_NEW,SOMETHING_NEW",
    })
    void fulfilment_isOneWord(String inWebhook, String inGraphQl, String ours) {
        order.webhook("/fulfillment_status", inWebhook.equals("null") ? "null" : "'" + inWebhook + "'");
        order.graphql("/displayFulfillmentStatus", "'" + inGraphQl + "'");
        assertOneRecord(ABROAD);
        assertThat(read().record().fulfillmentStatus()).isEqualTo(ours);
    }

    @Test
    void atWorkWithNothingShippedYet_isUnfulfilled() {
        order.webhook("/fulfillment_status", "null").webhook("/fulfillments", "[]");
        order.graphql("/displayFulfillmentStatus", "'IN_PROGRESS'").graphql("/fulfillments", "[]");
        assertOneRecord(ABROAD);
        assertThat(read().record().fulfillmentStatus()).isEqualTo("UNFULFILLED");
    }

    @Test
    void atWorkAfterTheOnlyParcelWasCancelled_isUnfulfilled() {
        order.webhook("/fulfillment_status", "null").webhook("/fulfillments/0/status", "'cancelled'");
        order.graphql("/displayFulfillmentStatus", "'OPEN'").graphql("/fulfillments/0/status", "'CANCELLED'");
        assertOneRecord(ABROAD);
    }

    @Test
    void atWorkThoughAllIsShipped_isFulfilled() {
        order.webhook("/fulfillment_status", "'fulfilled'").webhook("/line_items/1/fulfillable_quantity", "0");
        order.graphql("/displayFulfillmentStatus", "'OPEN'").graphql("/lineItems/nodes/0/unfulfilledQuantity", "0");
        assertOneRecord(ABROAD);
    }

    @ParameterizedTest
    @CsvSource({"paid,PAID", "authorized,AUTHORIZED", "expired,EXPIRED", "something_new,SOMETHING_NEW"})
    void payment_isOneWord(String inWebhook, String inGraphQl) {
        order.webhook("/financial_status", "'" + inWebhook + "'")
                .graphql("/displayFinancialStatus", "'" + inGraphQl + "'");
        assertOneRecord(ABROAD);
    }

    @Test
    void withoutPaymentStatus_isOneRecord() {
        order.webhook("/financial_status", "null").graphql("/displayFinancialStatus", "null");
        assertOneRecord(ABROAD);
    }

    @Test
    void cancelled_isOneRecord() {
        order.webhook("/cancel_reason", "'customer'").webhook("/cancelled_at", "'2026-02-01T01:00:00+01:00'");
        order.graphql("/cancelReason", "'CUSTOMER'").graphql("/cancelledAt", "'2026-02-01T00:00:00Z'");
        assertOneRecord(ABROAD);
        assertThat(read().record().cancelReason()).isEqualTo("CUSTOMER");
    }

    @Test
    void nobodysOrderWithoutTimes_isOneRecord() {
        order.webhook("/customer", "null").webhook("/created_at", "null").webhook("/app_id", "null");
        order.graphql("/customer", "null").graphql("/createdAt", "null").graphql("/app", "null");
        order.webhook("/location_id", "null").graphql("/retailLocation", "null");
        order.webhook("/total_weight", "null").graphql("/totalWeight", "null");
        assertOneRecord(ABROAD);
        assertThat(read().record().customerId()).isNull();
    }

    @Test
    void paymentThatDoesNotNameItsCurrency_isInTheCustomers() {
        order.webhook("/refunds/0/transactions/0/currency", "null");
        assertOneRecord(ABROAD);
    }

    @Test
    void emptyAndNullInThePersonalPart_areOne() {
        order.webhook("/note", "''").graphql("/note", "null");
        order.webhook("/email", "null").graphql("/email", "''");
        order.webhook("/note_attributes", "[]").graphql("/customAttributes", "[]");
        order.webhook("/billing_address", address("''", "null")).graphql("/billingAddress", "null");
        order.webhook("/shipping_address", address("'A B'", "'Bonn'"))
                .graphql("/shippingAddress", "{'name':'A B','city':'Bonn'}");
        order.webhook("/refunds/0/note", "null").graphql("/refunds/0/note", "''");
        assertOneRecord(ABROAD);
    }

    private static String address(String name, String city) {
        return "{'first_name':null,'last_name':'','name':" + name + ",'company':null,'address1':null,'address2':'',"
                + "'city':" + city + ",'province':null,'province_code':null,'country':null,'country_code':null,"
                + "'zip':null,'phone':null,'latitude':null,'longitude':null}";
    }

    @Test
    void bodyWithoutAKeyOfThePersonalPart_leavesItUnknown_andAReadTellsIt() {
        assertThat(told().partial()).isFalse();
        order.webhook("/note", null);
        assertThat(told().partial()).isTrue();
        assertOneRecord("personal", ABROAD);
    }

    @Test
    void anotherNoteOnALine_isAChange() {
        order.graphql("/lineItems/nodes/1/customAttributes/0/value", "'für Zoe'");
        assertThat(read().record().personal()).isNotEqualTo(told().record().personal());
        assertThat(read().record().lineItems()).isEqualTo(told().record().lineItems());
    }

    @Test
    void pagesThatWereNotRead_leaveWhatIsOnThemUnknown() {
        order.graphql("/lineItems/pageInfo/hasNextPage", "true");
        assertOneRecord("line_items", "line_details", "personal", "total_line_items_price");
        order.graphql("/displayFulfillmentStatus", "'OPEN'");
        assertOneRecord("fulfillment_status", "line_items", "line_details", "personal", "total_line_items_price");
    }

    @ParameterizedTest
    @CsvSource({
        "/shippingLines,shipping_lines,shipping_details",
        "/refunds/0/refundLineItems,refunds,refund_details",
        "/refunds/0/transactions,refunds,refund_details",
        "/fulfillments/0/fulfillmentLineItems,fulfillments,parcel_details",
    })
    void pageThatWasNotRead_leavesItsListUnknown(String connection, String field, String besideIt) {
        order.graphql(connection + "/pageInfo/hasNextPage", "true");
        assertOneRecord(field, besideIt, "total_line_items_price");
        assertThat(read().record().get(field)).isEqualTo(java.util.List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "/refunds/0/refundShippingLines,refund_details",
        "/refunds/0/orderAdjustments,refund_details",
        "/discountApplications,discount_applications",
    })
    void pageOfDetailsThatWasNotRead_leavesThemUnknownAlone(String connection, String field) {
        order.graphql(connection + "/pageInfo/hasNextPage", "true");
        assertOneRecord(field, ABROAD);
    }

    @Test
    void whatGraphQlAloneTells_isHeld() {
        var record = read().record();
        assertThat(record.transactions()).hasSize(2).first().satisfies(paid -> {
            assertThat(paid.kind()).isEqualTo("SALE");
            assertThat(paid.amount()).isEqualTo(new MoneyBag(new Money("43", "EUR"), new Money("47.3", "USD")));
        });
        assertThat(record.returns())
                .singleElement()
                .satisfies(back -> assertThat(back.returnLineItems())
                        .containsExactly(new OrderReturn.ReturnedLine(62, 12L, 2, 1L)));
        assertThat(record.riskRecommendation()).isEqualTo("INVESTIGATE");
        assertThat(record.riskAssessments())
                .containsExactlyInAnyOrder(new RiskAssessment(null, "MEDIUM"), new RiskAssessment(5L, "LOW"));
        assertThat(record.channel()).isEqualTo("online_store");
    }

    @Test
    void withoutTheScopeOfReturns_theyAreUnknown() {
        order.graphql("/returns", null);
        assertThat(read().record().knows("returns")).isFalse();
        assertThat(read().record().returns()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "null,FULFILLED",
        "null,MARKED_AS_FULFILLED",
        "null,SUBMITTED",
        "'delivered',DELIVERED",
        "'something_new',SOMETHING_NEW"
    })
    void parcel_isWhereTheCarrierSaysItIs(String inWebhook, String inGraphQl) {
        order.webhook("/fulfillments/0/shipment_status", inWebhook.equals("null") ? "null" : "'" + inWebhook + "'");
        order.graphql("/fulfillments/0/displayStatus", "'" + inGraphQl + "'");
        assertOneRecord(ABROAD);
    }

    @Test
    void webhookOfAnOlderVersion_leavesWhatItDoesNotTellUnknown() {
        order.webhook("/line_items/0/duties", null).webhook("/refunds/0/order_adjustments", null);
        order.webhook("/shipping_lines/0/is_removed", null).webhook("/fulfillments/0/shipment_status", null);
        assertOneRecord("line_details", "refund_details", "shipping_details", "parcel_details", ABROAD);
    }

    @Test
    void fieldThatIsNotGranted_isUnknownOnceTakenOut() {
        order.graphql("/customer", null).graphql("/billingAddress", null);
        assertOneRecord("customer_id", "personal", "total_line_items_price");
    }
}
