package io.shopledger.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SignedRequestsTest {
    private static final long FIRST = 7_000_000_000_001L;
    private static final String SECRET = "demo-secret";

    @Test
    void everyRequest_isWholeAndSignedAndOfAnOrderOfItsOwn() throws Exception {
        SignedRequests requests = new SignedRequests("127.0.0.1:1", "demo.myshopify.com", SECRET, FIRST);
        for (long id = FIRST; id < FIRST + 2_000; id += 333) {
            String number = Long.toString(id);
            String request = new String(requests.order(id), StandardCharsets.US_ASCII);
            String head = request.substring(0, request.indexOf("\r\n\r\n") + 2);
            String body = request.substring(head.length() + 2);
            assertThat(header(head, "Content-Length")).isEqualTo("" + body.length());
            assertThat(header(head, "X-Shopify-Hmac-Sha256")).isEqualTo(signature(body));
            assertThat(header(head, "X-Shopify-Webhook-Id")).endsWith("-" + number);
            JsonNode order = JsonMapper.builder().build().readTree(body);
            assertThat(order.get("id").asLong()).isEqualTo(id);
            assertThat(order.get("line_items"))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line.get("id").asString()).startsWith(number));
            assertThat(body).doesNotContain("<", ">").hasSizeBetween(3_000, 4_000);
            assertThat(requests.lastBody()).asString(StandardCharsets.US_ASCII).isEqualTo(body);
        }
    }

    private static String header(String head, String name) {
        return head.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElseThrow();
    }

    private static String signature(String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.US_ASCII)));
    }
}
