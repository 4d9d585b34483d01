package io.shopledger.shopify.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopledger.Money;
import io.shopledger.MoneyBag;
import io.shopledger.order.OrderRecord;
import io.shopledger.shopify.ShopifyData;
import io.shopledger.shopify.ShopifyData.Sample;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.json.Unreadable;
import io.shopledger.stored.StoredJson;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderFromWebhookTest {
    private static final String SECRET_VALUE = "jon@example.com";

    @Test
    void everyPublishedOrder_isMappedFieldByField() {
        List<Sample> samples = ShopifyData.wholeOrders();
        for (Sample sample : samples) {
            new OrderComparison(sample.toString(), sample.json()).with(record(sample.bytes()));
        }
        Set<String> withoutAWholeOrder = new TreeSet<>();
        ShopifyData.orderSamples().stream().map(Sample::toString).forEach(withoutAWholeOrder::add);
        samples.stream().map(Sample::toString).forEach(withoutAWholeOrder::remove);
        assertThat(withoutAWholeOrder)
                .containsExactly("orders-delete/docs-2026-07.json", "orders-edited/docs-2026-07.json");
        assertThat(samples).hasSize(40);
    }

    @Test
    void everyPublishedOrder_isTheSameAfterStoring() {
        for (Sample sample : ShopifyData.wholeOrders()) {
            OrderRecord record = record(sample.bytes());
            OrderRecord read =
                    StoredJson.MAPPER.readValue(StoredJson.MAPPER.writeValueAsBytes(record), OrderRecord.class);
            assertThat(read).as(sample.toString()).isEqualTo(record);
        }
    }

    @Test
    void missingKeys_areUnknown() {
        OrderRecord record = record("{'id':1}");
        assertThat(record.unknown()).containsExactlyInAnyOrderElementsOf(OrderRecord.FIELDS.entityFields());
        for (String field : OrderRecord.FIELDS.entityFields()) {
            assertThat(record.get(field)).as(field).isIn(null, List.of());
        }
    }

    @Test
    void nullKeys_areAbsentAndKnown() {
        StringBuilder body = new StringBuilder("{\"id\":1,\"customer\":null,\"total_shipping_price_set\":null");
        for (String field : OrderRecord.FIELDS.entityFields()) {
            if (!Set.of("customer_id", "total_shipping_price", "personal", "browsing")
                    .contains(field)) {
                body.append(",\"").append(field).append("\":null");
            }
        }
        OrderRecord record = record(body.append('}').toString());
        assertThat(record.unknown())
                .containsExactly(
                        "browsing",
                        "channel",
                        "channel_name",
                        "personal",
                        "returns",
                        "risk_assessments",
                        "risk_recommendation",
                        "transactions");
        for (String field : OrderRecord.FIELDS.entityFields()) {
            if (field.equals("fulfillment_status")) {
                assertThat(record.fulfillmentStatus()).isEqualTo("UNFULFILLED");
            } else {
                assertThat(record.get(field)).as(field).isIn(null, List.of());
            }
        }
    }

    @Test
    void emptyTexts_areAbsentAndKnown() {
        OrderRecord record =
                record("{'id':1,'name':'','tags':'','cancel_reason':'  ','total_price':'','closed_at':''}");
        assertThat(record.name()).isNull();
        assertThat(record.tags()).isEmpty();
        assertThat(record.cancelReason()).isNull();
        assertThat(record.totalPrice()).isNull();
        assertThat(record.closedAt()).isNull();
        assertThat(record.unknown()).doesNotContain("name", "tags", "cancel_reason", "total_price", "closed_at");
    }

    @Test
    void plainAmountWhereTheCustomerPaidInAnotherCurrency_isUnknown() {
        OrderRecord record = record("{'id':1,'currency':'EUR','presentment_currency':'USD','total_price':'10.00',"
                + "'total_tax_set':{'shop_money':{'amount':'1.90','currency_code':'EUR'},"
                + "'presentment_money':{'amount':'2.05','currency_code':'USD'}},'total_tax':'1.90',"
                + "'total_discounts':null}");
        assertThat(record.knows("total_price")).isFalse();
        assertThat(record.totalPrice()).isNull();
        assertThat(record.totalTax()).isEqualTo(new MoneyBag(new Money("1.9", "EUR"), new Money("2.05", "USD")));
        assertThat(record.knows("total_tax")).isTrue();
        assertThat(record.knows("total_discounts"))
                .as("absent in both currencies")
                .isTrue();
    }

    @Test
    void plainAmountInOneCurrency_isKnown() {
        for (String currencies : List.of("'currency':'EUR'", "'currency':'EUR','presentment_currency':'eur'")) {
            OrderRecord record = record("{'id':1," + currencies + ",'total_price':'10.00'}");
            assertThat(record.totalPrice()).isEqualTo(new MoneyBag(new Money("10", "EUR"), null));
            assertThat(record.knows("total_price")).isTrue();
        }
    }

    @Test
    void sameAmountInBothCurrencies_isOne() {
        OrderRecord record = record("{'id':1,'total_price_set':{'shop_money':{'amount':'1.0','currency_code':'EUR'},"
                + "'presentment_money':{'amount':'1.00','currency_code':'EUR'}}}");
        assertThat(record.totalPrice()).isEqualTo(new MoneyBag(new Money("1", "EUR"), null));
    }

    @Test
    void noFulfillmentYet_isUnfulfilled() {
        assertThat(record("{'id':1,'fulfillment_status':null}").fulfillmentStatus())
                .isEqualTo("UNFULFILLED");
        assertThat(record("{'id':1,'fulfillment_status':'partial'}").fulfillmentStatus())
                .isEqualTo("PARTIAL");
        assertThat(record("{'id':1}").fulfillmentStatus()).isNull();
    }

    @Test
    void halfASurrogatePairAndNul_areReplaced() {
        OrderRecord record = record("{\"id\":1,\"name\":\"a\\ud83eb\\u0000c\\udda6\\ud83e\\udda6\","
                + "\"tags\":\"x\\ud800, y\\u0000\",\"payment_gateway_names\":[\"\\udc00\"]}");
        assertThat(record.name()).isEqualTo("a\uFFFDb\uFFFDc\uFFFD\ud83e\udda6");
        assertThat(record.tags()).containsExactly("x\uFFFD", "y\uFFFD");
        assertThat(record.paymentGatewayNames()).containsExactly("\uFFFD");
    }

    @Test
    void idsAbove53Bits_keepEveryDigit() {
        OrderRecord record = record("{'id':820982911946154508,'customer':{'id':9223372036854775807},"
                + "'app_id':'9007199254740993','line_items':[{'id':9007199254740993,'quantity':1}]}");
        assertThat(record.customerId()).isEqualTo(Long.MAX_VALUE);
        assertThat(record.appId()).isEqualTo(9_007_199_254_740_993L);
        assertThat(record.lineItems().get(0).id()).isEqualTo(9_007_199_254_740_993L);
    }

    @Test
    void money_isPlainDecimalTextWhateverItsForm() {
        assertThat(total("'1E3'")).isEqualTo("1000");
        assertThat(total("1E3")).isEqualTo("1000");
        assertThat(total("1e-2")).isEqualTo("0.01");
        assertThat(total("'-0.00'")).isEqualTo("0");
        assertThat(total("'-12.50'")).isEqualTo("-12.5");
        assertThat(total("0.1")).isEqualTo("0.1");
        assertThat(total("10.10")).isEqualTo("10.1");
        assertThat(total("'12345678901234567890.123456789'")).isEqualTo("12345678901234567890.123456789");
        assertThat(total("12345678901234567890.123456789")).isEqualTo("12345678901234567890.123456789");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'1E41'",
                "1E400",
                "'1E2147483646'",
                "'1E2147483647'",
                "'1E-2147483646'",
                "1E2147483647",
                "'abc'",
                "'1,000.00'",
                "'0x10'",
                "'NaN'",
                "true",
                "{}",
                "['1']"
            })
    void whatIsNoAmount_isUnreadable(String amount) {
        assertThatThrownBy(() -> record("{'id':1,'currency':'EUR','total_price':" + amount + "}"))
                .isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> record(
                        "{'id':1,'total_price_set':{'shop_money':{'amount':" + amount + ",'currency_code':'EUR'}}}"))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void times_areInstantsWhateverTheirOffset() {
        Instant instant = Instant.parse("2022-01-01T00:00:00Z");
        for (String time : List.of(
                "2021-12-31T19:00:00-05:00",
                "2022-01-01T00:00:00Z",
                "2022-01-01T05:45:00+05:45",
                "2022-01-01T00:00:00-00:00",
                "2022-01-01T00:00:00.000Z")) {
            assertThat(record("{'id':1,'created_at':'" + time + "'}").createdAt())
                    .isEqualTo(instant);
        }
    }

    @Test
    void tags_areASortedSetBeTheyTextOrList() {
        assertThat(record("{'id':1,'tags':'b, a ,,b'}").tags()).containsExactly("a", "b");
        assertThat(record("{'id':1,'tags':['b',' a','','b']}").tags()).containsExactly("a", "b");
    }

    @Test
    void lists_areInOneOrderWhateverOrderTheyCameIn() {
        assertThat(record("{'id':1,'line_items':[{'id':2,'quantity':1},{'id':1,'quantity':2}]}"))
                .isEqualTo(record("{'id':1,'line_items':[{'id':1,'quantity':2},{'id':2,'quantity':1}]}"));
    }

    static Stream<String> wrongTypes() {
        return Stream.of(
                "name|['V']",
                "name|{'a':'V'}",
                "order_number|'V'",
                "order_number|1.5",
                "order_number|9223372036854775808",
                "order_number|[1]",
                "created_at|'V'",
                "created_at|'2021-12-31'",
                "created_at|'2021-12-31T19:00:00'",
                "confirmed|'V'",
                "confirmed|1",
                "customer|'V'",
                "customer|7",
                "tags|{'V':1}",
                "line_items|'V'",
                "line_items|{'id':1}",
                "line_items/0|'V'",
                "line_items/0/id|'V'",
                "line_items/0/id|null",
                "line_items/0/id|-1",
                "line_items/0/price|'V'",
                "line_items/0/quantity|'V'",
                "total_price|'V'",
                "total_price_set|'V'",
                "total_price_set/shop_money|'V'",
                "total_price_set/shop_money/amount|'V'",
                "total_price_set/shop_money/amount|null",
                "tax_lines/0/rate|'V'",
                "tax_lines/0/rate|{'V':1}",
                "refunds/0/refund_line_items/0/line_item_id|'V'",
                "refunds/0/transactions/0/amount|'V'",
                "fulfillments/0/line_items/0/id|'V'",
                "fulfillments/0/created_at|'V'");
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("wrongTypes")
    void wrongType_isUnreadableAndNamesTheFieldNeverTheValue(String wrong) {
        String path = wrong.substring(0, wrong.indexOf('|'));
        String value = wrong.substring(wrong.indexOf('|') + 1).replace("V", SECRET_VALUE);
        assertThatThrownBy(() -> record(nested(path, value)))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining(path)
                .hasMessageNotContaining(SECRET_VALUE)
                .hasNoCause();
    }

    @Test
    void brokenJson_isUnreadableAndTellsNothingOfIt() {
        for (String broken : List.of(
                "",
                "{",
                "{'email':'" + SECRET_VALUE,
                "{'id':1} " + SECRET_VALUE,
                "[" + SECRET_VALUE + "]",
                "'" + SECRET_VALUE + "'",
                "{'" + SECRET_VALUE + "':}",
                "{'id':1,'id':" + SECRET_VALUE + "}",
                "[{'id':1}]",
                "null",
                "{'a':".repeat(200) + "1" + "}".repeat(200),
                "{'id':" + "1".repeat(200) + "}")) {
            assertThatThrownBy(() -> record(broken))
                    .as(broken)
                    .isInstanceOf(Unreadable.class)
                    .hasMessageNotContaining(SECRET_VALUE)
                    .hasNoCause();
        }
    }

    private static String total(String amount) {
        MoneyBag total =
                record("{'id':1,'currency':'EUR','total_price':" + amount + "}").totalPrice();
        return java.util.Objects.requireNonNull(total).shop().amount();
    }

    /** @return an order in which the field at the path has the value; every list on the way has one object with an id */
    private static String nested(String path, String value) {
        String[] steps = path.split("/");
        String json = value;
        for (int i = steps.length - 1; i > 0; i--) {
            if (steps[i].equals("0")) {
                json = "[" + json + "]";
            } else {
                String ids = steps[i].equals("id") ? "" : "'id':1,";
                String line = steps[i].endsWith("id") ? "" : "'line_item_id':1,";
                json = "{" + ids + line + "'" + steps[i] + "':" + json + "}";
            }
        }
        return "{'id':1,'currency':'EUR','" + steps[0] + "':" + json + "}";
    }

    private static OrderRecord record(String body) {
        return OrderFromWebhook.record(JsonObject.parse(body.replace('\'', '"')), null, null);
    }

    private static OrderRecord record(byte[] body) {
        return OrderFromWebhook.record(JsonObject.parse(body), null, null);
    }
}
