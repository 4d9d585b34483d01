package io.shopledger.simulator.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.simulator.Simulator;
import io.shopledger.simulator.SimulatorSettings;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** The same thing is told by webhooks and by GraphQL: compared after each is brought to one plain form, on its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameThingTest {
    private Simulator simulator;
    private App app;

    @BeforeAll
    void start() {
        simulator = Simulator.start(SimulatorSettings.builder()
                .port(0)
                .products(60)
                .orders(120)
                .customers(40)
                .build());
        app = new App(simulator.address());
    }

    @AfterAll
    void close() {
        simulator.close();
    }

    @Test
    void products_areTheSame() {
        compare(
                "products",
                "products",
                "id title descriptionHtml vendor productType handle status tags templateSuffix publishedAt createdAt updatedAt "
                        + "options { id name position values } media(first: 50) { nodes { id alt preview { image { url } } } } "
                        + "variants(first: 50) { nodes { id title price compareAtPrice sku barcode position taxable inventoryPolicy "
                        + "createdAt updatedAt inventoryQuantity inventoryItem { id } selectedOptions { value } } }",
                body -> {
                    Plain plain = new Plain(body);
                    plain.texts("title", "vendor", "product_type", "handle", "template_suffix");
                    plain.renamed("body_html", "descriptionHtml")
                            .upper("status")
                            .tags();
                    plain.times("published_at", "created_at", "updated_at");
                    plain.each(
                            "options",
                            option -> new Plain(option)
                                    .texts("name", "position")
                                    .list("values")
                                    .done());
                    plain.each(
                            "media",
                            media -> new Plain(media)
                                    .texts("alt")
                                    .put("url", media.at("/preview_image/src").asString())
                                    .done());
                    plain.each(
                            "variants",
                            variant -> new Plain(variant)
                                    .texts(
                                            "title",
                                            "price",
                                            "compare_at_price",
                                            "sku",
                                            "barcode",
                                            "position",
                                            "taxable")
                                    .texts("inventory_quantity")
                                    .upper("inventory_policy")
                                    .times("created_at", "updated_at")
                                    .put(
                                            "item",
                                            variant.get("inventory_item_id").asString())
                                    .put("values", words(variant, "option1", "option2", "option3"))
                                    .done());
                    return plain.done();
                },
                node -> {
                    Plain plain = new Plain(node);
                    plain.texts(
                            "title", "vendor", "productType", "handle", "templateSuffix", "descriptionHtml", "status");
                    plain.list("tags").texts("publishedAt", "createdAt", "updatedAt");
                    plain.each(
                            "options",
                            option -> new Plain(option)
                                    .texts("name", "position")
                                    .list("values")
                                    .done());
                    plain.each(
                            "media",
                            media -> new Plain(media)
                                    .texts("alt")
                                    .put("url", media.at("/preview/image/url").asString())
                                    .done());
                    plain.each(
                            "variants",
                            variant -> new Plain(variant)
                                    .texts("title", "price", "compareAtPrice", "sku", "barcode", "position", "taxable")
                                    .texts("inventoryQuantity", "inventoryPolicy", "createdAt", "updatedAt")
                                    .put("item", number(variant.at("/inventoryItem/id")))
                                    .put("values", words(variant.get("selectedOptions")))
                                    .done());
                    return plain.done();
                });
    }

    @Test
    void customers_areTheSame() {
        compare(
                "customers",
                "customers",
                "id firstName lastName state note tags taxExempt verifiedEmail createdAt updatedAt "
                        + "defaultEmailAddress { emailAddress marketingState } defaultPhoneNumber { phoneNumber } "
                        + "addressesV2(first: 10) { nodes { id address1 city province provinceCode country countryCodeV2 zip phone company } }",
                body -> {
                    Plain plain = new Plain(body);
                    plain.texts("first_name", "last_name", "note", "tax_exempt", "verified_email")
                            .upper("state");
                    plain.tags().times("created_at", "updated_at");
                    plain.put("email", body.get("email").asString());
                    plain.put("phone", body.get("phone").asString(""));
                    plain.put(
                            "consent",
                            body.at("/email_marketing_consent/state").asString().toUpperCase(Locale.ROOT));
                    plain.each(
                            "addresses",
                            "addressesV2",
                            address -> new Plain(address)
                                    .texts(
                                            "address1",
                                            "city",
                                            "province",
                                            "province_code",
                                            "country",
                                            "zip",
                                            "phone",
                                            "company")
                                    .put("code", address.get("country_code").asString())
                                    .done());
                    return plain.done();
                },
                node -> {
                    Plain plain = new Plain(node);
                    plain.texts("firstName", "lastName", "note", "taxExempt", "verifiedEmail", "state");
                    plain.list("tags").texts("createdAt", "updatedAt");
                    plain.put(
                            "email",
                            node.at("/defaultEmailAddress/emailAddress").asString());
                    plain.put(
                            "phone", node.at("/defaultPhoneNumber/phoneNumber").asString(""));
                    plain.put(
                            "consent",
                            node.at("/defaultEmailAddress/marketingState").asString());
                    plain.each(
                            "addressesV2",
                            address -> new Plain(address)
                                    .texts(
                                            "address1",
                                            "city",
                                            "province",
                                            "provinceCode",
                                            "country",
                                            "zip",
                                            "phone",
                                            "company")
                                    .put("code", address.get("countryCodeV2").asString())
                                    .done());
                    return plain.done();
                });
    }

    @Test
    void inventory_isTheSame() {
        compare(
                "inventory",
                "inventoryItems",
                "id sku tracked requiresShipping countryCodeOfOrigin harmonizedSystemCode createdAt updatedAt unitCost { amount } "
                        + "measurement { weight { value } } inventoryLevels(first: 10) { nodes { id updatedAt location { id } "
                        + "quantities(names: [\"available\"]) { quantity } } }",
                body -> {
                    Plain plain = new Plain(body);
                    plain.texts(
                            "sku", "tracked", "requires_shipping", "country_code_of_origin", "harmonized_system_code");
                    plain.times("created_at", "updated_at").put("cost", decimal(body.get("cost")));
                    plain.put("weight", body.get("weight_value").asDouble());
                    List<Object> levels = new ArrayList<>();
                    body.get("levels")
                            .forEach(level -> levels.add(Map.of(
                                    "at", level.get("location_id").asString(),
                                    "available", level.get("available").asLong(),
                                    "updated", time(level.get("updated_at")),
                                    "id", level.get("admin_graphql_api_id").asString())));
                    return plain.put("levels", levels).done();
                },
                node -> {
                    Plain plain = new Plain(node);
                    plain.texts("sku", "tracked", "requiresShipping", "countryCodeOfOrigin", "harmonizedSystemCode");
                    plain.texts("createdAt", "updatedAt").put("cost", decimal(node.at("/unitCost/amount")));
                    plain.put("weight", node.at("/measurement/weight/value").asDouble());
                    List<Object> levels = new ArrayList<>();
                    node.at("/inventoryLevels/nodes")
                            .forEach(level -> levels.add(Map.of(
                                    "at", number(level.at("/location/id")),
                                    "available",
                                            level.at("/quantities/0/quantity").asLong(),
                                    "updated", level.get("updatedAt").asString(),
                                    "id", level.get("id").asString())));
                    return plain.put("levels", levels).done();
                });
    }

    @Test
    void orders_areTheSame() {
        String money = "{ shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }";
        List<String> sums =
                List.of("total_price", "subtotal_price", "total_tax", "total_discounts", "current_total_price");
        compare(
                "orders",
                "orders",
                "id name number createdAt processedAt updatedAt cancelledAt closedAt cancelReason currencyCode displayFinancialStatus "
                        + "email phone note tags test taxesIncluded poNumber totalWeight paymentGatewayNames customer { id } "
                        + "shippingAddress { address1 city latitude } totalPriceSet " + money + " subtotalPriceSet "
                        + money
                        + " totalTaxSet " + money + " totalDiscountsSet " + money + " currentTotalPriceSet " + money
                        + " lineItems(first: 10) { nodes { id title variantTitle sku quantity currentQuantity unfulfilledQuantity "
                        + "product { id } variant { id } originalUnitPriceSet " + money + " } } "
                        + "fulfillments { id name status trackingInfo { number } } refunds { id note refundLineItems(first: 10) "
                        + "{ nodes { id quantity restockType subtotalSet " + money + " } } }",
                body -> {
                    Plain plain = new Plain(body);
                    plain.texts(
                            "name", "email", "phone", "note", "test", "taxes_included", "po_number", "total_weight");
                    plain.times("created_at", "processed_at", "updated_at", "cancelled_at", "closed_at");
                    plain.upper("cancel_reason").tags().list("payment_gateway_names");
                    plain.put("number", body.get("order_number").asInt());
                    plain.put("paid", body.get("financial_status").asString().toUpperCase(Locale.ROOT));
                    plain.put("customer", body.at("/customer/id").asString(""));
                    plain.put("street", body.at("/shipping_address/address1").asString(""));
                    plain.put("latitude", decimal(body.at("/shipping_address/latitude")));
                    sums.forEach(sum -> plain.put(sum, webhookBag(body.get(sum + "_set"))));
                    plain.each(
                            "line_items",
                            "lineItems",
                            line -> new Plain(line)
                                    .texts("title", "variant_title", "sku", "quantity", "current_quantity")
                                    .put(
                                            "left",
                                            line.get("fulfillable_quantity").asLong())
                                    .put("product", line.get("product_id").asString(""))
                                    .put("variant", line.get("variant_id").asString(""))
                                    .put("price", webhookBag(line.get("price_set")))
                                    .done());
                    plain.each(
                            "fulfillments",
                            parcel -> new Plain(parcel)
                                    .texts("name")
                                    .upper("status")
                                    .put(
                                            "tracking",
                                            parcel.get("tracking_number").asString(""))
                                    .done());
                    plain.each(
                            "refunds",
                            refund -> new Plain(refund)
                                    .texts("note")
                                    .each(
                                            "refund_line_items",
                                            "refundLineItems",
                                            item -> new Plain(item)
                                                    .texts("quantity")
                                                    .upper("restock_type")
                                                    .put("subtotal", webhookBag(item.get("subtotal_set")))
                                                    .done())
                                    .done());
                    return plain.done();
                },
                node -> {
                    Plain plain = new Plain(node);
                    plain.texts("name", "email", "phone", "note", "test", "taxesIncluded", "poNumber", "totalWeight");
                    plain.texts("createdAt", "processedAt", "updatedAt", "cancelledAt", "closedAt", "cancelReason");
                    plain.list("tags")
                            .list("paymentGatewayNames")
                            .put("number", node.get("number").asInt());
                    plain.put("paid", node.get("displayFinancialStatus").asString());
                    plain.put("customer", number(node.at("/customer/id")));
                    plain.put("street", node.at("/shippingAddress/address1").asString(""));
                    plain.put("latitude", decimal(node.at("/shippingAddress/latitude")));
                    sums.forEach(sum -> plain.put(sum, bag(node.get(Shape.camel(sum + "_set")))));
                    plain.each(
                            "lineItems",
                            line -> new Plain(line)
                                    .texts("title", "variantTitle", "sku", "quantity", "currentQuantity")
                                    .put("left", line.get("unfulfilledQuantity").asLong())
                                    .put("product", number(line.at("/product/id")))
                                    .put("variant", number(line.at("/variant/id")))
                                    .put("price", bag(line.get("originalUnitPriceSet")))
                                    .done());
                    plain.each(
                            "fulfillments",
                            parcel -> new Plain(parcel)
                                    .texts("name", "status")
                                    .put(
                                            "tracking",
                                            parcel.at("/trackingInfo/0/number").asString(""))
                                    .done());
                    plain.each(
                            "refunds",
                            refund -> new Plain(refund)
                                    .texts("note")
                                    .each(
                                            "refundLineItems",
                                            item -> new Plain(item)
                                                    .texts("quantity", "restockType")
                                                    .put("subtotal", bag(item.get("subtotalSet")))
                                                    .done())
                                    .done());
                    return plain.done();
                });
    }

    private void compare(String kind, String connection, String fields, Form webhook, Form graphql) {
        Map<String, Object> told = new TreeMap<>();
        app.truth(kind).forEach(body -> told.put(body.get("id").asString(), webhook.of(body)));
        Map<String, Object> read = new TreeMap<>();
        String after = null;
        do {
            Map<String, Object> variables = new LinkedHashMap<>();
            variables.put("after", after);
            JsonNode page = app.data(
                            "query($after: String) { " + connection + "(first: 50, after: $after) { nodes { " + fields
                                    + " } pageInfo { hasNextPage endCursor } } }",
                            variables)
                    .get(connection);
            page.get("nodes").forEach(node -> read.put(number(node.get("id")), graphql.of(node)));
            after = page.at("/pageInfo/hasNextPage").asBoolean()
                    ? page.at("/pageInfo/endCursor").asString()
                    : null;
        } while (after != null);
        assertThat(told).isNotEmpty();
        assertThat(read).isEqualTo(told);
    }

    private static Map<String, Object> bag(JsonNode bag) {
        return Map.of(
                "shop",
                        decimal(bag.at("/shopMoney/amount"))
                                + bag.at("/shopMoney/currencyCode").asString(),
                "buyer",
                        decimal(bag.at("/presentmentMoney/amount"))
                                + bag.at("/presentmentMoney/currencyCode").asString());
    }

    private static Map<String, Object> webhookBag(JsonNode set) {
        return Map.of(
                "shop",
                decimal(set.at("/shop_money/amount"))
                        + set.at("/shop_money/currency_code").asString(),
                "buyer",
                decimal(set.at("/presentment_money/amount"))
                        + set.at("/presentment_money/currency_code").asString());
    }

    private static String number(JsonNode gid) {
        return gid.isMissingNode() || gid.isNull() ? "" : gid.asString().replaceAll("^.*/(\\d+).*$", "$1");
    }

    private static String decimal(JsonNode text) {
        return text.isMissingNode() || text.isNull()
                ? ""
                : new BigDecimal(text.asString()).stripTrailingZeros().toPlainString();
    }

    private static String time(JsonNode text) {
        return text.isNull()
                ? ""
                : OffsetDateTime.parse(text.asString()).toInstant().toString();
    }

    private static List<String> words(JsonNode of, String... keys) {
        return Arrays.stream(keys)
                .map(key -> of.get(key).asString(""))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static List<String> words(JsonNode selected) {
        List<String> words = new ArrayList<>();
        selected.forEach(one -> words.add(one.get("value").asString()));
        return words;
    }

    private interface Form {
        Object of(JsonNode json);
    }

    /** Fields under one name each, empty ones as empty texts. */
    private static final class Plain {
        private final JsonNode from;
        private final Map<String, @Nullable Object> fields = new TreeMap<>();

        Plain(JsonNode from) {
            this.from = from;
        }

        Plain put(String name, Object value) {
            fields.put(name, value);
            return this;
        }

        Plain texts(String... keys) {
            for (String key : keys) {
                JsonNode value = from.get(key);
                put(Shape.camel(key), value.isNull() ? "" : value.asString());
            }
            return this;
        }

        Plain renamed(String key, String name) {
            return put(name, from.get(key).asString(""));
        }

        Plain upper(String key) {
            return put(Shape.camel(key), from.get(key).asString("").toUpperCase(Locale.ROOT));
        }

        Plain times(String... keys) {
            for (String key : keys) {
                put(Shape.camel(key), time(from.get(key)));
            }
            return this;
        }

        Plain tags() {
            TreeSet<String> tags =
                    new TreeSet<>(List.of(from.get("tags").asString().split(", ")));
            tags.remove("");
            return put("tags", List.copyOf(tags));
        }

        Plain list(String key) {
            List<String> words = new ArrayList<>();
            from.get(key).forEach(word -> words.add(word.asString()));
            return put(Shape.camel(key), words);
        }

        Plain each(String key, Form form) {
            return each(key, key, form);
        }

        Plain each(String key, String name, Form form) {
            JsonNode list = from.get(key).isObject() ? from.get(key).get("nodes") : from.get(key);
            Map<String, Object> all = new LinkedHashMap<>();
            list.forEach(one -> all.put(number(one.get("id")), form.of(one)));
            return put(name, all);
        }

        Object done() {
            return fields;
        }
    }
}
