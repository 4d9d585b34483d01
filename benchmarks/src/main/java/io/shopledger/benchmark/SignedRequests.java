package io.shopledger.benchmark;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signed webhook requests, each an {@code orders/create} of an order of its own with a body of about 3 kB. Made of a template
 * in which only digits and the signature are replaced, so that the load costs as little as can be while it runs.
 */
final class SignedRequests {
    private static final int LINES = 2;
    private static final int SIGNATURE_LENGTH = 44;
    private static final Pattern PLACE = Pattern.compile("<([a-z]+)>");

    /** Of one width each, whatever the order's number. */
    private static final Map<String, LongUnaryOperator> NUMBERS = Map.of(
            "id", id -> id,
            "product", id -> 100 + id % 900,
            "variant", id -> 1_000 + id % 9_000,
            "customer", id -> 100_000 + id % 100_000,
            "phone", id -> 1_000_000 + id % 9_000_000);

    private final Mac mac;
    private final byte[] request;
    private final int signatureAt;
    private final int bodyAt;
    private final List<Place> places = new ArrayList<>();

    private record Place(int offset, int width, LongUnaryOperator number) {}

    /** @param firstId of 13 digits, as those after it */
    SignedRequests(String host, String shop, String secret, long firstId) throws GeneralSecurityException {
        this.mac = Mac.getInstance("HmacSHA256");
        this.mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String body = filled(body(), firstId);
        String head = head(host, shop, body.length());
        this.request = filled(head + body(), firstId).getBytes(StandardCharsets.US_ASCII);
        this.bodyAt = request.length - body.length();
        this.signatureAt = head.indexOf("=".repeat(SIGNATURE_LENGTH));
        findPlaces(head + body(), firstId);
    }

    /** @return the whole request; to be written before the next is asked for */
    byte[] order(long id) {
        for (Place place : places) {
            digits(place.number().applyAsLong(id), place.offset(), place.width());
        }
        mac.update(request, bodyAt, request.length - bodyAt);
        byte[] signature = Base64.getEncoder().encode(mac.doFinal());
        System.arraycopy(signature, 0, request, signatureAt, SIGNATURE_LENGTH);
        return request;
    }

    /** @return the body of {@link #order} as it is now */
    byte[] lastBody() {
        return Arrays.copyOfRange(request, bodyAt, request.length);
    }

    private void digits(long number, int offset, int width) {
        long rest = number;
        for (int i = offset + width - 1; i >= offset; i--) {
            request[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private void findPlaces(String template, long firstId) {
        Matcher place = PLACE.matcher(template);
        int shift = 0;
        while (place.find()) {
            LongUnaryOperator number = NUMBERS.get(place.group(1));
            int width = Long.toString(number.applyAsLong(firstId)).length();
            places.add(new Place(place.start() + shift, width, number));
            shift += width - place.group().length();
        }
    }

    private static String filled(String template, long id) {
        return PLACE.matcher(template)
                .replaceAll(place -> Long.toString(NUMBERS.get(place.group(1)).applyAsLong(id)));
    }

    private static String head(String host, String shop, int length) {
        return """
                POST /webhooks HTTP/1.1
                Host: %s
                Content-Type: application/json
                Content-Length: %d
                X-Shopify-Topic: orders/create
                X-Shopify-Shop-Domain: %s
                X-Shopify-Hmac-Sha256: %s
                X-Shopify-Triggered-At: %s
                X-Shopify-API-Version: 2026-10
                X-Shopify-Webhook-Id: 3f0c9a52-6f1d-4c9e-8a4b-<id>
                X-Shopify-Event-Id: 9d2b7c11-0b7e-4b57-9f60-<id>

                """.formatted(host, length, shop, "=".repeat(SIGNATURE_LENGTH), Instant.now())
                .replace("\n", "\r\n");
    }

    /** With all the keys that Shopify's orders have, so that little of the record is unknown; with fewer lines than most. */
    private static String body() {
        StringBuilder lines = new StringBuilder();
        for (int line = 1; line <= LINES; line++) {
            lines.append(line > 1 ? "," : "").append("""
                            {"id":<id>%1$d,"product_id":<product>,"variant_id":<variant>,"title":"Shirt %1$d",\
                            "name":"Shirt %1$d - Blue / M","variant_title":"Blue / M","sku":"SHIRT-%1$d","vendor":"Loom",\
                            "quantity":%1$d,"current_quantity":%1$d,"fulfillable_quantity":%1$d,"grams":250,"price":"99.95",\
                            "total_discount":"0.00","requires_shipping":true,"taxable":true,"gift_card":false,\
                            "fulfillment_service":"manual","fulfillment_status":null,"properties":[],"tax_lines":[],\
                            "duties":[],"discount_allocations":[]}""".formatted(line));
        }
        String address = """
                {"first_name":"Ada","last_name":"Customer<customer>","address1":"<variant> Long Street","address2":null,\
                "city":"Utrecht","zip":"3511 <product>","province":null,"country":"Netherlands","country_code":"NL",\
                "phone":"+31 30 <phone>","name":"Ada Customer<customer>"}""";
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        return """
                {"id":<id>,"admin_graphql_api_id":"gid://shopify/Order/<id>","name":"#<id>","order_number":<id>,\
                "app_id":580111,"browser_ip":"203.0.113.7","cancel_reason":null,"cancelled_at":null,"closed_at":null,\
                "confirmation_number":"K<phone>","confirmed":true,"contact_email":"customer<customer>@example.com",\
                "created_at":"%1$s","updated_at":"%1$s","processed_at":"%1$s","currency":"EUR",\
                "presentment_currency":"EUR","current_total_price":"199.90","current_subtotal_price":"199.90",\
                "current_total_tax":"34.69","current_total_discounts":"0.00","current_shipping_price_set":null,\
                "current_total_duties_set":null,"current_total_additional_fees_set":null,"customer_locale":"nl",\
                "discount_applications":[],"discount_codes":[],"duties_included":false,\
                "email":"customer<customer>@example.com","estimated_taxes":false,"financial_status":"pending",\
                "fulfillment_status":null,"landing_site":"/","landing_site_ref":null,"location_id":null,"note":null,\
                "note_attributes":[],"original_total_duties_set":null,"original_total_additional_fees_set":null,\
                "payment_gateway_names":["ideal"],"phone":null,"po_number":null,"referring_site":"",\
                "source_name":"web","subtotal_price":"199.90","tags":"web, new","tax_exempt":false,"tax_lines":[],\
                "taxes_included":true,"test":false,"total_cash_rounding_payment_adjustment_set":null,\
                "total_cash_rounding_refund_adjustment_set":null,"total_discounts":"0.00","total_line_items_price":"199.90",\
                "total_outstanding":"199.90","total_price":"199.90","total_shipping_price_set":null,"total_tax":"34.69",\
                "total_tip_received":"0.00","total_weight":500,"client_details":{"accept_language":"nl",\
                "browser_ip":"203.0.113.7","user_agent":"Mozilla/5.0 (X11; Linux x86_64)"},\
                "customer":{"id":<customer>},"billing_address":%2$s,"shipping_address":%2$s,"shipping_lines":[],\
                "refunds":[],"fulfillments":[],"line_items":[%3$s]}""".formatted(now, address, lines);
    }
}
