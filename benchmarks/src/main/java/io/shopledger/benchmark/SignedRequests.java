package io.shopledger.benchmark;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signed webhook requests, ready as bytes, so that the load costs as little as can be while it runs. */
final class SignedRequests {
    private static final int LINES = 4;

    private final String host;
    private final String shop;
    private final Mac mac;

    SignedRequests(String host, String shop, String secret) throws GeneralSecurityException {
        this.host = host;
        this.shop = shop;
        this.mac = Mac.getInstance("HmacSHA256");
        this.mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    }

    /** @return one {@code orders/create} of an order of its own, with a body of about 3 kB */
    byte[] order(long id) {
        byte[] body = body(id).getBytes(StandardCharsets.UTF_8);
        String head = """
                POST /webhooks HTTP/1.1
                Host: %s
                Content-Type: application/json
                Content-Length: %d
                X-Shopify-Topic: orders/create
                X-Shopify-Shop-Domain: %s
                X-Shopify-Hmac-Sha256: %s
                X-Shopify-Webhook-Id: %s
                X-Shopify-Event-Id: %s
                X-Shopify-Triggered-At: %s
                X-Shopify-API-Version: 2026-10

                """.formatted(
                        host,
                        body.length,
                        shop,
                        Base64.getEncoder().encodeToString(mac.doFinal(body)),
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        Instant.now())
                .replace("\n", "\r\n");
        byte[] start = head.getBytes(StandardCharsets.US_ASCII);
        byte[] request = java.util.Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, request, start.length, body.length);
        return request;
    }

    private static String body(long id) {
        StringBuilder lines = new StringBuilder();
        for (int line = 1; line <= LINES; line++) {
            lines.append(line > 1 ? "," : "")
                    .append("""
                            {"id":%d,"product_id":%d,"variant_id":%d,"title":"Shirt %d","variant_title":"Blue / M",\
                            "sku":"SHIRT-%d","vendor":"Loom","quantity":%d,"current_quantity":%d,"fulfillable_quantity":%d,\
                            "price":"19.99","price_set":{"shop_money":{"amount":"19.99","currency_code":"EUR"},\
                            "presentment_money":{"amount":"19.99","currency_code":"EUR"}},"total_discount":"0.00",\
                            "requires_shipping":true,"taxable":true,"gift_card":false,"properties":[],"tax_lines":[]}""".formatted(id * 10 + line, id % 997 + 1, id % 1999 + 1, line, line, line, line, line));
        }
        String address = """
                {"first_name":"Ada","last_name":"Customer%d","address1":"%d Long Street","city":"Utrecht","zip":"3511 %02d",\
                "country":"Netherlands","country_code":"NL","phone":"+31 30 %07d","name":"Ada Customer%d"}""".formatted(id, id % 200, id % 100, id % 10_000_000, id);
        String now =
                Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString();
        return """
                {"id":%d,"admin_graphql_api_id":"gid://shopify/Order/%d","name":"#%d","order_number":%d,"created_at":"%s",\
                "updated_at":"%s","processed_at":"%s","currency":"EUR","presentment_currency":"EUR","confirmed":true,\
                "financial_status":"pending","fulfillment_status":null,"test":false,"taxes_included":true,"tags":"web, new",\
                "email":"customer%d@example.com","phone":null,"note":null,"source_name":"web","customer_locale":"nl",\
                "total_price":"199.90","subtotal_price":"199.90","total_tax":"34.69","total_discounts":"0.00",\
                "total_price_set":{"shop_money":{"amount":"199.90","currency_code":"EUR"},"presentment_money":{"amount":\
                "199.90","currency_code":"EUR"}},"current_total_price":"199.90","payment_gateway_names":["ideal"],\
                "discount_codes":[],"customer":{"id":%d},"billing_address":%s,"shipping_address":%s,"shipping_lines":[],\
                "refunds":[],"fulfillments":[],"line_items":[%s]}""".formatted(id, id, id, id, now, now, now, id, id % 100_000 + 1, address, address, lines);
    }
}
