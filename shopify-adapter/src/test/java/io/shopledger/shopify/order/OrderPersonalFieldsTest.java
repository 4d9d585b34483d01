package io.shopledger.shopify.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.shopify.ShopifyData;
import io.shopledger.shopify.ShopifyData.Sample;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.stored.StoredJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class OrderPersonalFieldsTest {
    private static final List<String> PERSONAL = List.of(
            "email",
            "phone",
            "contact_email",
            "note",
            "note_attributes",
            "browser_ip",
            "client_details",
            "landing_site",
            "landing_site_ref",
            "referring_site",
            "order_status_url",
            "billing_address",
            "shipping_address",
            "customer");

    /** What addresses hold besides, and is no person's: countries and provinces may stand in a tax line's title. */
    private static final Set<String> NOBODYS =
            Set.of("country", "country_code", "country_name", "province", "province_code");

    /** Stands in every place of a body where Shopify documents something personal. */
    private static final String MARK = "Zoe-Private-7";

    @Test
    void nothingPersonal_isInThePlainRecord() {
        for (Sample sample : ShopifyData.wholeOrders()) {
            JsonNode body = sample.json();
            Set<String> personal = new TreeSet<>();
            for (String key : PERSONAL) {
                if (body.has(key)) {
                    texts(body.get(key), personal);
                }
            }
            body.get("line_items").forEach(line -> texts(line.path("properties"), personal));
            body.path("refunds").forEach(refund -> texts(refund.path("note"), personal));
            body.path("fulfillments")
                    .forEach(parcel -> List.of("tracking_number", "tracking_numbers", "tracking_url", "tracking_urls")
                            .forEach(key -> texts(parcel.path(key), personal)));
            personal.removeIf(text -> text.length() < 4);
            body.get("line_items")
                    .forEach(
                            line -> { // a colour may be the variant's and a property as well
                                personal.remove(line.path("title").asString(""));
                                List.of(line.path("variant_title").asString("").split(" / "))
                                        .forEach(personal::remove);
                            });
            if (sample.toString().endsWith("docs-2026-07.json")) {
                assertThat(personal).as(sample.toString()).hasSizeGreaterThan(10);
            }
            String record = plain(body);
            Set<String> words = new TreeSet<>();
            texts(StoredJson.MAPPER.readTree(record), words);
            for (String text : personal) {
                assertThat(words).as("%s: %s", sample, text).doesNotContain(text);
                if (text.contains("@") || text.contains(" ")) {
                    assertThat(record).as("%s: %s", sample, text).doesNotContain(text);
                }
            }
        }
    }

    @Test
    void markInEveryPersonalPlace_isSealedAndNotPlain() {
        ObjectNode body = everythingPersonal();
        assertThat(plain(body)).doesNotContain(MARK);
        String sealed = personal(body);
        String both = "email phone note note_attributes browser_ip order_status_url billing_address shipping_address"
                + " line_properties refund_notes parcel_tracking";
        String webhooks = "contact_email client_details landing_site landing_site_ref referring_site";
        JsonNode fields = ShopifyData.JSON.readTree(sealed);
        assertThat(fields.propertyNames()).containsExactlyInAnyOrder(both.split(" "));
        fields.forEach(field -> assertThat(field.toString()).contains(MARK));
        JsonNode browsing = ShopifyData.JSON.readTree(OrderPersonalFields.browsing(object(body)));
        assertThat(browsing.propertyNames()).containsExactlyInAnyOrder(webhooks.split(" "));
        browsing.forEach(field -> assertThat(field.toString()).contains(MARK));
        assertThat(fields.get("line_properties").propertyNames()).containsExactly("11");
        assertThat(fields.get("refund_notes").propertyNames()).containsExactly("31");
        assertThat(fields.get("parcel_tracking").propertyNames()).containsExactly("51");
    }

    @Test
    void customersOwnData_isLeftToTheCustomer() {
        ObjectNode body = everythingPersonal();
        ObjectNode customer = (ObjectNode) body.get("customer");
        customer.put("first_name", "Only-The-Customers");
        customer.put("email", "only@customer.example");
        assertThat(personal(body)).doesNotContain("Only-The-Customers", "only@customer.example");
        assertThat(plain(body))
                .doesNotContain("Only-The-Customers", "only@customer.example")
                .contains("4711");
    }

    @Test
    void equalContentInAnotherOrder_isEqualBytes() {
        for (Sample sample : ShopifyData.wholeOrders()) {
            byte[] as = OrderPersonalFields.personal(JsonObject.parse(sample.bytes()));
            for (int seed = 0; seed < 5; seed++) {
                JsonNode shuffled = shuffled(sample.json(), new Random(seed));
                assertThat(OrderPersonalFields.personal(object(shuffled)))
                        .as(sample.toString())
                        .isEqualTo(as);
            }
        }
    }

    @Test
    void absentInAnyForm_isEqualBytes() {
        byte[] as = fields("'note':'n'");
        for (String absent : List.of(
                "'email':null",
                "'email':''",
                "'note_attributes':[]",
                "'client_details':{}",
                "'shipping_address':null",
                "'line_items':[{'id':5,'properties':[]}]",
                "'fulfillments':[{'id':5,'tracking_number':null,'tracking_urls':[]}]",
                "'refunds':[{'id':5,'note':''}]",
                "'refunds':[]")) {
            assertThat(fields("'note':'n'," + absent)).as(absent).isEqualTo(as);
        }
    }

    @Test
    void onlyWhatTheWebhookAloneTells_isBrowsingAndLeavesThePersonalPartUnknown() {
        JsonObject body = json("{'id':1,'contact_email':null,'client_details':null,'landing_site':'/shoes',"
                + "'landing_site_ref':null,'referring_site':null}");
        assertThat(OrderPersonalFields.personal(body)).isNull();
        assertThat(OrderPersonalFields.isCut(body))
                .as("a read would not tell it")
                .isFalse();
        assertThat(OrderPersonalFields.browsing(body)).asString().isEqualTo("{\"landing_site\":\"/shoes\"}");
        assertThat(OrderPersonalFields.browsing(json("{'id':1,'landing_site':'/shoes'}")))
                .as("of the browser nothing is said")
                .isNull();
    }

    @Test
    void propertiesOfAnyForm_areTextsInPairs() {
        byte[] pairs = fields("'line_items':[{'id':5,'properties':"
                + "[{'name':'size','value':'7.50'},{'name':'gift','value':'true'}]}]");
        assertThat(fields("'line_items':[{'id':5,'properties':"
                        + "[{'name':'size','value':7.50},{'name':'gift','value':true}]}]"))
                .isEqualTo(pairs);
        assertThat(fields("'line_items':[{'id':5,'properties':{'size':7.50,'gift':true}}]"))
                .isEqualTo(pairs);
    }

    @Test
    void otherContent_isOtherBytes() {
        assertThat(fields("'note':'a'")).isNotEqualTo(fields("'note':'b'"));
        assertThat(fields("'email':'a'")).isNotEqualTo(fields("'phone':'a'"));
    }

    @Test
    void noneOfTheKeys_isUnknown() {
        JsonObject none = json("{'id':1,'name':'#1','line_items':[],'refunds':[],'fulfillments':[]}");
        assertThat(OrderPersonalFields.personal(none)).isNull();
        assertThat(OrderPersonalFields.isCut(none)).isFalse();
        assertThat(fields("'email':null")).isEqualTo("{}".getBytes(StandardCharsets.UTF_8));
    }

    /** Shopify leaves the first three out of the bodies for an app that it has not approved for them. */
    @Test
    void oneOfTheKeysMissing_isUnknown_andCutUnlessShopifyWithholdsIt() {
        List<String> withheld = List.of("email", "phone", "order_status_url");
        for (String key : new TreeSet<>(everything().keySet())) {
            Map<String, Object> lacking = everything();
            lacking.remove(key);
            JsonObject body = JsonObject.parse(ShopifyData.JSON.writeValueAsBytes(lacking));

            assertThat(OrderPersonalFields.personal(body)).as(key).isNull();
            assertThat(OrderPersonalFields.isCut(body)).as(key).isEqualTo(!withheld.contains(key));
        }
        for (String item : List.of(
                "'line_items':[{'id':5,'properties':[]},{'id':6}]",
                "'refunds':[{'id':5}]",
                "'fulfillments':[{'id':5,'tracking_number':'1'}]",
                "'fulfillments':[{'id':5,'tracking_urls':[]}]")) {
            JsonObject body = overEverything(item);
            assertThat(OrderPersonalFields.personal(body)).as(item).isNull();
            assertThat(OrderPersonalFields.isCut(body)).as(item).isTrue();
        }
        JsonObject withoutName = overEverything("'shipping_address':{'country':'Malta','country_code':'MT'}");
        assertThat(OrderPersonalFields.personal(withoutName)).isNull();
        assertThat(OrderPersonalFields.isCut(withoutName)).isFalse();
    }

    @Test
    void everyPublishedOrder_isToldInFull_saveThoseThatAreKnownToLackSomething() {
        Set<String> unknown = new TreeSet<>();
        Set<String> cut = new TreeSet<>();
        for (Sample sample : ShopifyData.wholeOrders()) {
            JsonObject body = JsonObject.parse(sample.bytes());
            if (OrderPersonalFields.personal(body) == null) {
                unknown.add(sample.toString());
            }
            if (OrderPersonalFields.isCut(body)) {
                cut.add(sample.toString());
            }
        }
        assertThat(unknown)
                .containsExactlyInAnyOrder(
                        "orders-create/python-api-order.json", "orders-updated/go-shopify-order.json");
        assertThat(cut).containsExactly("orders-create/python-api-order.json"); // the other has no phone
    }

    @Test
    void halfASurrogatePairAndNul_areReplaced() {
        assertThat(new String(
                        Objects.requireNonNull(
                                OrderPersonalFields.personal(overEverything("'note':'a\\ud83e\\u0000'"))),
                        StandardCharsets.UTF_8))
                .isEqualTo("{\"note\":\"a\uFFFD\uFFFD\"}");
        assertThat(new String(
                        Objects.requireNonNull(OrderPersonalFields.browsing(
                                json("{'contact_email':null,'landing_site':null,'landing_site_ref':null,"
                                        + "'referring_site':null,'client_details':{'x\\u0000':1.50}}"))),
                        StandardCharsets.UTF_8))
                .isEqualTo("{\"client_details\":{\"x\uFFFD\":1.5}}");
    }

    private static final String ADDRESS = """
            {"first_name":"MARK","last_name":null,"name":"MARK","company":null,"address1":"MARK","address2":null,"city":null,
            "province":null,"province_code":null,"country":null,"country_code":null,"zip":"MARK","phone":null,
            "latitude":null,"longitude":null}""";

    private static ObjectNode everythingPersonal() {
        return (ObjectNode)
                ShopifyData.JSON.readTree("""
                {"id":1,"name":"#1001","currency":"EUR","email":"MARK","phone":"MARK","contact_email":"MARK","note":"MARK",
                 "note_attributes":[{"name":"gift","value":"MARK"}],"browser_ip":"MARK",
                 "client_details":{"user_agent":"MARK","browser_ip":"MARK"},"landing_site":"MARK","landing_site_ref":"MARK",
                 "referring_site":"MARK","order_status_url":"MARK","token":"MARK","cart_token":"MARK","checkout_token":"MARK",
                 "billing_address":ADDRESS,"shipping_address":ADDRESS,
                 "customer":{"id":4711,"email":"MARK","first_name":"MARK","note":"MARK","default_address":{"zip":"MARK"}},
                 "payment_details":{"credit_card_name":"MARK"},"user_id":7,"reference":"MARK","source_identifier":"MARK",
                 "line_items":[{"id":11,"quantity":1,"title":"Mug","properties":[{"name":"engraving","value":"MARK"}],
                   "origin_location":{"name":"MARK"},"destination_location":{"address1":"MARK"}}],
                 "shipping_lines":[{"id":21,"title":"Standard","phone":"MARK","delivery_category":"MARK"}],
                 "refunds":[{"id":31,"note":"MARK","transactions":[{"id":41,"amount":"1","receipt":{"name":"MARK"},
                   "authorization":"MARK","message":"MARK","payment_details":{"credit_card_name":"MARK"}}]}],
                 "fulfillments":[{"id":51,"tracking_number":"MARK","tracking_numbers":["MARK"],"tracking_url":"MARK",
                   "tracking_urls":["MARK"],"receipt":{"name":"MARK"},"destination":{"name":"MARK"},"email":"MARK",
                   "line_items":[{"id":11,"quantity":1,"properties":[{"value":"MARK"}]}]}]}
                """.replace("ADDRESS", ADDRESS).replace("MARK", MARK));
    }

    private static String plain(JsonNode body) {
        return StoredJson.MAPPER.writeValueAsString(OrderFromWebhook.record(object(body), null, null));
    }

    private static String personal(JsonNode body) {
        return new String(Objects.requireNonNull(OrderPersonalFields.personal(object(body))), StandardCharsets.UTF_8);
    }

    private static byte[] fields(String body) {
        return Objects.requireNonNull(OrderPersonalFields.personal(overEverything(body)));
    }

    private static JsonObject json(String body) {
        return JsonObject.parse(body.replace('\'', '"'));
    }

    /** @param some fields, over those of a body that tells each as absent */
    private static JsonObject overEverything(String some) {
        Map<String, Object> all = everything();
        ObjectNode given = (ObjectNode) ShopifyData.JSON.readTree(("{" + some + "}").replace('\'', '"'));
        given.propertyStream().forEach(field -> all.put(field.getKey(), field.getValue()));
        return JsonObject.parse(ShopifyData.JSON.writeValueAsBytes(all));
    }

    private static Map<String, Object> everything() {
        Map<String, Object> all = new HashMap<>();
        for (String key :
                "email phone note note_attributes browser_ip order_status_url billing_address shipping_address"
                        .split(" ")) {
            all.put(key, null);
        }
        List.of("line_items", "refunds", "fulfillments").forEach(list -> all.put(list, List.of()));
        return all;
    }

    private static JsonObject object(JsonNode body) {
        return JsonObject.parse(ShopifyData.JSON.writeValueAsBytes(body));
    }

    private static JsonNode shuffled(JsonNode node, Random random) {
        if (node.isArray()) {
            ArrayNode array = ShopifyData.JSON.createArrayNode();
            node.forEach(item -> array.add(shuffled(item, random)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        List<String> names = new ArrayList<>(node.propertyNames());
        Collections.shuffle(names, random);
        ObjectNode object = ShopifyData.JSON.createObjectNode();
        names.forEach(name -> object.set(name, shuffled(node.get(name), random)));
        return object;
    }

    private static void texts(JsonNode node, Set<String> into) {
        if (node.isString()) {
            into.add(node.asString());
        } else if (node.isObject()) {
            node.propertyNames().stream()
                    .filter(name -> !NOBODYS.contains(name))
                    .filter(name -> !name.equals("currency") && !name.endsWith("_at") && !name.equals("state"))
                    .filter(name -> !name.equals("tags"))
                    .forEach(name -> texts(node.get(name), into));
        } else {
            node.forEach(item -> texts(item, into));
        }
    }
}
